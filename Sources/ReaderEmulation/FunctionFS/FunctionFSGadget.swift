import Dispatch
import Foundation
import Glibc
import Primitives
import Synchronization

/// Serves an emulated reader as a USB device through a mounted FunctionFS directory.
///
/// The kernel's gadget framework does the rest: configfs holds vendor, product and serial, and
/// binding the controller (`echo UDC_NAME > UDC`) plugs the device in once `run()` has logged
/// `ready`. Unplugging and plugging in again power-cycles the reader.
public final class FunctionFSGadget: Sendable {
  /// What the gadget tells about itself.
  public enum LogEntry: Equatable, Sendable {
    /// Descriptors are accepted: the controller can be bound.
    case ready
    /// The kernel reports a change, or a control request, which was answered.
    case event(FunctionFSEvent)
    /// A control request was refused, as the device does not know it.
    case refused(ControlSetup)
    /// A reply could not be handed to the host, which has gone or has not come yet.
    case replyDropped(byteCount: Int, errno: Int32)
    /// The OUT endpoint could not be read; it is tried again.
    case outFailed(errno: Int32)
  }

  typealias OpenFile =
    @Sendable (_ name: String, _ flags: Int32) throws(FunctionFSError) -> Int32

  private let reader: EmulatedReaderBox
  private let persona: Mutex<any GadgetPersona>
  private let openFile: OpenFile
  private let log: @Sendable (LogEntry) -> Void
  private let isStopping = Atomic(false)
  private let stopPipe: (read: Int32, write: Int32)

  /// Makes a gadget for a directory where FunctionFS is mounted.
  public convenience init(
    directory: String, reader: EmulatedReaderBox, persona: any GadgetPersona,
    log: @escaping @Sendable (LogEntry) -> Void = { _ in }
  ) {
    self.init(reader: reader, persona: persona, log: log) {
      name, flags throws(FunctionFSError) in
      let path = "\(directory)/\(name)"
      let file = open(path, flags | O_CLOEXEC)
      guard file >= 0 else { throw .cannotOpen(path, errno: errno) }
      return file
    }
  }

  init(
    reader: EmulatedReaderBox, persona: any GadgetPersona,
    log: @escaping @Sendable (LogEntry) -> Void, openFile: @escaping OpenFile
  ) {
    self.reader = reader
    self.persona = Mutex(persona)
    self.log = log
    self.openFile = openFile
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    stopPipe = (ends[0], ends[1])
  }

  deinit {
    close(stopPipe.read)
    close(stopPipe.write)
  }

  /// Serves until `stop()`; blocks the calling thread, once in the life of a gadget.
  public func run() throws(FunctionFSError) {
    let descriptors = persona.withLock { $0.descriptors }
    let files = try FunctionFSFiles.open(descriptors, using: openFile)
    defer { files.close() }
    let pump = ReaderOutputPump(reader, clock: MonotonicClock.now) { [self] bytes in
      send(persona.withLock { $0.heardByHost(bytes) }, to: files.into)
    }
    let inThread = InterruptibleThread("ep2 in") { pump.run() }
    let outThread = InterruptibleThread("ep1 out") { [self] in
      serveOut(files.out, nudging: pump)
    }
    defer {
      isStopping.store(true, ordering: .releasing)
      pump.stop()
      inThread.end()
      outThread.end()
    }
    log(.ready)
    try serveControl(files.control)
  }

  /// Ends `run()`; any thread may call it, also before.
  public func stop() {
    isStopping.store(true, ordering: .releasing)
    write(stopPipe.write, [1], 1)
  }
}

// The three files' work.
extension FunctionFSGadget {
  private func serveControl(_ control: Int32) throws(FunctionFSError) {
    var isEnabled = false
    while !isStopping.load(ordering: .acquiring) {
      var waits = [
        pollfd(fd: control, events: Int16(POLLIN), revents: 0),
        pollfd(fd: stopPipe.read, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waits, 2, -1) > 0, waits[0].revents != 0 else { continue }
      var bytes = [UInt8](repeating: 0, count: FunctionFSEvent.byteCount)
      let count = read(control, &bytes, bytes.count)
      if count == bytes.count {
        guard let event = FunctionFSEvent(bytes) else { continue }
        handle(event, isEnabled: &isEnabled, control: control)
      } else if count == 0 || ![EINTR, EAGAIN, EIDRM].contains(errno) {
        throw .controlLost(errno: count == 0 ? 0 : errno)
      }
    }
  }

  /// Power-cycles the reader when the host lets go of it. The kernel drops a pending "disable" when
  /// "enable" follows at once, so a second "enable" says that there was one; a first must leave the
  /// reader alone, as the host's first request may already be in.
  private func handle(_ event: FunctionFSEvent, isEnabled: inout Bool, control: Int32) {
    switch event.kind {
    case .enable:
      if isEnabled { powerCycle() }
      isEnabled = true
    case .disable, .unbind:
      powerCycle()
      isEnabled = false
    case .setup: answer(event.setup, control: control)
    case .bind, .suspend, .resume: break
    }
    log(.event(event))
  }

  private func powerCycle() {
    persona.withLock { $0.powerCycle() }
    reader.powerCycle(at: MonotonicClock.now())
  }

  /// Answers a control request: data to the host are written, data for the device are read, and so
  /// is nothing at all, which says that a request without data was accepted.
  private func answer(_ setup: ControlSetup, control: Int32) {
    switch persona.withLock({ $0.answer(setup) }) {
    case .data(let bytes) where setup.isDeviceToHost:
      _ = write(control, bytes, min(bytes.count, Int(setup.length)))
    case .accept where !setup.isDeviceToHost:
      var data = [UInt8](repeating: 0, count: Int(setup.length))
      let count = read(control, &data, data.count)
      guard count == data.count, count > 0 else { return }
      persona.withLock { $0.take(data, for: setup) }
    case .data, .accept, .stall: stall(setup, control: control)
    }
  }

  /// Refuses a setup request: FunctionFS stalls when ep0 is used against the data's direction.
  private func stall(_ setup: ControlSetup, control: Int32) {
    var nothing: [UInt8] = [0]
    if setup.isDeviceToHost {
      _ = read(control, &nothing, 0)
    } else {
      _ = write(control, &nothing, 0)
    }
    log(.refused(setup))
  }

  /// Reads one packet at a time, so that a request of a whole number of packets needs no
  /// zero-length packet after it; on full speed one of a multiple of 64 bytes does.
  private func serveOut(_ file: Int32, nudging pump: ReaderOutputPump) {
    var buffer = [UInt8](repeating: 0, count: Int(FunctionFSDescriptors.highSpeedPacketBytes))
    var lastFailure: Int32 = 0
    while !isStopping.load(ordering: .acquiring) {
      let count = read(file, &buffer, buffer.count)
      if count > 0 {
        lastFailure = 0
        let heard = persona.withLock { $0.heardByReader(Array(buffer[..<count])) }
        if !heard.isEmpty { reader.hostSent(heard, at: MonotonicClock.now()) }
        pump.nudge()
        continue
      }
      let failure = count == 0 ? 0 : errno
      if failure != lastFailure && failure != EINTR { log(.outFailed(errno: failure)) }
      lastFailure = failure
      usleep(10_000)
    }
  }

  /// A reply of a whole number of packets is ended by an empty one, so that the host knows.
  private func send(_ bytes: [UInt8], to file: Int32) {
    guard !bytes.isEmpty else { return }
    guard write(file, bytes, bytes.count) == bytes.count else {
      return log(.replyDropped(byteCount: bytes.count, errno: errno))
    }
    if bytes.count % Int(FunctionFSDescriptors.highSpeedPacketBytes) == 0 {
      _ = write(file, bytes, 0)
    }
  }
}
