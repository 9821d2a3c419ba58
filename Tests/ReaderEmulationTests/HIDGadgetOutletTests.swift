import Foundation
import Glibc
import Primitives
import Synchronization
import Testing

@testable import ReaderEmulation

/// The kernel's side of `/dev/hidgN`: a socket that keeps packets apart, made anew with each plug.
private final class PretendedHID: Sendable {
  private struct State {
    var plug = 0
    var isPluggedIn = false
    var device: Int32 = -1
    var host: Int32 = -1
  }

  private let state = Mutex(State())

  deinit {
    let host = state.withLock { $0.host }
    if host >= 0 { close(host) }
  }

  var device: HIDGadgetDevice {
    HIDGadgetDevice(
      identity: { [self] in state.withLock { $0.isPluggedIn ? "\($0.plug)" : nil } },
      open: { [self] in state.withLock { $0.device } })
  }

  func plug() {
    var pair: [Int32] = [-1, -1]
    socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue | SOCK_NONBLOCK.rawValue), 0, &pair)
    state.withLock { state in
      state.plug += 1
      (state.device, state.host, state.isPluggedIn) = (pair[0], pair[1], true)
    }
  }

  /// The file is gone; what is open stays open and says nothing more.
  func unplug() {
    state.withLock { $0.isPluggedIn = false }
  }

  func send(_ report: [UInt8]) {
    write(state.withLock { $0.host }, report, report.count)
  }

  /// The next report, within a while.
  func receive() -> [UInt8] {
    let host = state.withLock { $0.host }
    var waits = pollfd(fd: host, events: Int16(POLLIN), revents: 0)
    guard poll(&waits, 1, 10_000) > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = read(host, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }
}

@Suite(.timeLimit(.minutes(1)))
struct HIDGadgetOutletTests {
  private static let version = R321Bench.reports(
    [0x7E, 0x55, 0x08, 0x00, 0x00, 0xFF, 0xFF, 0xF7, 0x00, 0xBD, 0x60])

  private func serve(
    _ hid: PretendedHID
  ) -> (outlet: HIDGadgetOutlet, log: AsyncStream<HIDGadgetOutlet.LogEntry>) {
    let (log, told) = AsyncStream.makeStream(of: HIDGadgetOutlet.LogEntry.self)
    let reader = EmulatedReaderBox(R321ReaderEmulator(antenna: AntennaField(seed: 1)))
    let outlet = HIDGadgetOutlet(device: hid.device, reader: reader) { told.yield($0) }
    Thread.detachNewThread {
      outlet.run()
      told.finish()
    }
    return (outlet, log)
  }

  @Test func `a reader is waited for, served, replugged and stopped`() async {
    let hid = PretendedHID()
    let (outlet, log) = serve(hid)
    var entries = log.makeAsyncIterator()
    #expect(await entries.next() == .ready)
    for _ in 0..<2 {
      hid.plug()
      #expect(await entries.next() == .plugged)
      hid.send(Self.version)
      let first = hid.receive()
      #expect(first.count == 64 && first.first == 0x3F)
      #expect(hid.receive().prefix(2) == [0x01, 0x11])
      hid.unplug()
      #expect(await entries.next() == .unplugged)
    }
    outlet.stop()
    #expect(await entries.next() == nil)
  }

  @Test func `a host that goes away in the middle hangs nothing`() async {
    let hid = PretendedHID()
    let (outlet, log) = serve(hid)
    var entries = log.makeAsyncIterator()
    #expect(await entries.next() == .ready)
    hid.plug()
    #expect(await entries.next() == .plugged)
    for _ in 0..<50 { hid.send(Self.version) }
    hid.unplug()
    #expect(await entries.next() == .unplugged)
    hid.plug()
    #expect(await entries.next() == .plugged)
    hid.send(Self.version)
    #expect(hid.receive().first == 0x3F)
    outlet.stop()
    while await entries.next() != nil {}
  }

  @Test func `a file that cannot be opened is tried again and told once`() async {
    let isAllowed = Atomic(false)
    let hid = PretendedHID()
    hid.plug()
    let real = hid.device
    let (log, told) = AsyncStream.makeStream(of: HIDGadgetOutlet.LogEntry.self)
    let device = HIDGadgetDevice(identity: real.identity) {
      guard isAllowed.load(ordering: .acquiring) else {
        errno = EACCES
        return -1
      }
      return real.open()
    }
    let outlet = HIDGadgetOutlet(
      device: device,
      reader: EmulatedReaderBox(R321ReaderEmulator(antenna: AntennaField(seed: 1)))
    ) { told.yield($0) }
    Thread.detachNewThread {
      outlet.run()
      told.finish()
    }
    var entries = log.makeAsyncIterator()
    #expect(await entries.next() == .ready)
    #expect(await entries.next() == .cannotOpen(errno: EACCES))
    isAllowed.store(true, ordering: .releasing)
    #expect(await entries.next() == .plugged)
    outlet.stop()
    while await entries.next() != nil {}
  }

  @Test func `an outlet stopped before it runs ends at once`() {
    let outlet = HIDGadgetOutlet(
      path: "/nowhere/hidg0",
      reader: EmulatedReaderBox(R321ReaderEmulator(antenna: AntennaField(seed: 1))))
    outlet.stop()
    outlet.run()
  }
}
