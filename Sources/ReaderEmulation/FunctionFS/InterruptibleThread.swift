import Dispatch
import Foundation
import Glibc
import Synchronization

/// A thread whose blocking file calls can be broken off.
///
/// A read or write on an endpoint file returns only when the host has done its part, or with EINTR
/// when a signal is handled. So the thread is sent SIGUSR2, with a handler that does nothing, until
/// it has ended: once would not do, as the signal may come just before the call.
final class InterruptibleThread: Sendable {
  private enum Stage {
    case starting
    case running(pthread_t)
    case ended
  }

  private let stage = Mutex(Stage.starting)
  private let ended = DispatchSemaphore(value: 0)

  /// Starts the thread.
  init(_ name: String, _ body: @escaping @Sendable () -> Void) {
    Self.handleSignal()
    let thread = Thread { [self] in
      Self.letSignalThrough()
      stage.withLock { $0 = .running(pthread_self()) }
      body()
      stage.withLock { $0 = .ended }
      ended.signal()
    }
    thread.name = name
    thread.start()
  }

  /// Breaks off calls until the thread has ended; `body` must have been told to end.
  func end() {
    repeat {
      stage.withLock { stage in
        if case .running(let thread) = stage { pthread_kill(thread, SIGUSR2) }
      }
    } while ended.wait(timeout: .now() + .milliseconds(10)) == .timedOut
  }

  /// Installed without SA_RESTART, which would start the broken-off call again.
  private static func handleSignal() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in }
    sigaction(SIGUSR2, &action, nil)
  }

  /// A thread inherits its maker's mask, and Dispatch's worker threads block every signal.
  private static func letSignalThrough() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGUSR2)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }
}
