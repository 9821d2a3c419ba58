import Glibc
import Primitives
import Synchronization

/// Serves an emulated reader as a USB device with HID reports, through `/dev/hidgN`.
///
/// The kernel's gadget framework does the rest: configfs holds ids, serial number and the report
/// descriptor, and binding the controller plugs the device in. The file comes and goes with the
/// plug, so it is waited for; each time it comes the reader has just been given power. Nothing
/// here waits for a host: a report that nobody fetches is dropped.
public final class HIDGadgetOutlet: Sendable {
  /// What the outlet tells about itself.
  public enum LogEntry: Equatable, Sendable {
    /// The outlet serves: the gadget can be bound.
    case ready
    /// The device file has come.
    case plugged
    /// The device file has gone.
    case unplugged
    /// The device file is there but cannot be opened; it is tried again.
    case cannotOpen(errno: Int32)
    /// A report could not be handed to the host.
    case reportDropped(errno: Int32)
  }

  /// The bytes of a report, as the report descriptor has to say too.
  public static let reportBytes = 64

  /// How often the device file is looked for, and how soon it is missed.
  private static let lookEvery: Int32 = 50

  /// How long a report waits for the host to fetch the one before.
  private static let fetchTimeMax: Int32 = 200

  private let reader: EmulatedReaderBox
  private let device: HIDGadgetDevice
  private let log: @Sendable (LogEntry) -> Void
  private let isStopping = Atomic(false)
  private let stopPipe: (read: Int32, write: Int32)

  /// Makes an outlet for a device file, such as `/dev/hidg0`, that need not be there yet.
  public convenience init(
    path: String, reader: EmulatedReaderBox, log: @escaping @Sendable (LogEntry) -> Void = { _ in }
  ) {
    self.init(device: HIDGadgetDevice(path: path), reader: reader, log: log)
  }

  init(
    device: HIDGadgetDevice, reader: EmulatedReaderBox,
    log: @escaping @Sendable (LogEntry) -> Void
  ) {
    self.device = device
    self.reader = reader
    self.log = log
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    stopPipe = (ends[0], ends[1])
  }

  deinit {
    close(stopPipe.read)
    close(stopPipe.write)
  }

  /// Serves until `stop()`; blocks the calling thread, once in the life of an outlet.
  public func run() {
    log(.ready)
    var lastFailure: Int32 = 0
    while !isStopping.load(ordering: .acquiring) {
      guard let identity = device.identity() else {
        wait(on: -1)
        continue
      }
      let file = device.open()
      guard file >= 0 else {
        if errno != lastFailure { log(.cannotOpen(errno: errno)) }
        lastFailure = errno
        wait(on: -1)
        continue
      }
      lastFailure = 0
      log(.plugged)
      serve(file, as: identity)
      close(file)
      log(.unplugged)
    }
  }

  /// Ends `run()`; any thread may call it, also before.
  public func stop() {
    isStopping.store(true, ordering: .releasing)
    write(stopPipe.write, [1], 1)
  }
}

// One plugging in.
extension HIDGadgetOutlet {
  /// Serves until the device file is gone, or is another one.
  private func serve(_ file: Int32, as identity: String) {
    reader.powerCycle(at: MonotonicClock.now())
    let pump = ReaderOutputPump(reader, clock: MonotonicClock.now) { [self] bytes in
      send(bytes, to: file)
    }
    let sender = InterruptibleThread("hid reports in") { pump.run() }
    defer {
      pump.stop()
      sender.end()
    }
    var report = [UInt8](repeating: 0, count: Self.reportBytes)
    while !isStopping.load(ordering: .acquiring) {
      let isReadable = wait(on: file)
      guard device.identity() == identity else { return }
      guard isReadable else { continue }
      let count = read(file, &report, report.count)
      if count > 0 {
        reader.hostSent(Array(report[..<count]), at: MonotonicClock.now())
        pump.nudge()
      } else if count == 0 || ![EINTR, EAGAIN].contains(errno) {
        // The host has let go of the device; the file says so at once until it is removed.
        wait(on: -1)
      }
    }
  }

  /// Waits a little for something to read, or for the stop; true if there may be something.
  @discardableResult
  private func wait(on file: Int32) -> Bool {
    var waits = [
      pollfd(fd: file, events: Int16(POLLIN), revents: 0),
      pollfd(fd: stopPipe.read, events: Int16(POLLIN), revents: 0),
    ]
    return poll(&waits, 2, Self.lookEvery) > 0 && waits[0].revents != 0
  }

  /// Hands reports to the host one by one. The kernel keeps one until the host fetches it.
  private func send(_ bytes: [UInt8], to file: Int32) {
    for start in stride(from: 0, to: bytes.count, by: Self.reportBytes) {
      let report = Array(bytes[start..<min(start + Self.reportBytes, bytes.count)])
      var room = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
      _ = poll(&room, 1, Self.fetchTimeMax)
      guard write(file, report, report.count) == report.count else {
        log(.reportDropped(errno: errno))
        continue
      }
    }
  }
}
