import Dispatch
import Foundation
import Synchronization

/// Notes SIGINT and SIGTERM instead of dying of them, so that work can end between two steps.
final class StopRequest: Sendable {
  private let sources: Mutex<[any DispatchSourceSignal]>
  private let flag = Flag()

  /// Takes the two signals over from now on; whatever is to be done at once is done on a thread of
  /// its own.
  init(_ act: @escaping @Sendable () -> Void = {}) {
    let flag = flag
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        flag.raise()
        act()
      }
      source.resume()
      return source
    }
    self.sources = Mutex(sources)
  }

  /// True once one of them has come.
  var hasCome: Bool { flag.isRaised }

  private final class Flag: Sendable {
    private let value = Atomic(false)

    var isRaised: Bool { value.load(ordering: .relaxed) }

    func raise() { value.store(true, ordering: .relaxed) }
  }
}
