import Foundation
import Glibc
import Synchronization
import TagReads
import Testing

@testable import ReaderEmulation

/// The kernel's side of a FunctionFS directory: ep0 is a socket, the endpoints are pipes.
private final class PretendedKernel: Sendable {
  let control: Int32
  let hostOut: Int32
  let hostIn: Int32
  private let opened: Mutex<[String: Int32]>

  init() {
    var pair: [Int32] = [-1, -1]
    socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue), 0, &pair)
    var out: [Int32] = [-1, -1]
    pipe(&out)
    var into: [Int32] = [-1, -1]
    pipe(&into)
    (control, hostOut, hostIn) = (pair[1], out[1], into[0])
    opened = Mutex(["ep0": pair[0], "ep1": out[0], "ep2": into[1]])
  }

  deinit {
    for file in [control, hostOut, hostIn] { close(file) }
  }

  var opener: FunctionFSGadget.OpenFile {
    { [self] name, _ throws(FunctionFSError) in try open(name) }
  }

  private func open(_ name: String) throws(FunctionFSError) -> Int32 {
    guard let file = opened.withLock({ $0.removeValue(forKey: name) }) else {
      throw .cannotOpen(name, errno: ENOENT)
    }
    return file
  }

  func event(_ kind: FunctionFSEvent.Kind, setup: [UInt8] = [UInt8](repeating: 0, count: 8)) {
    write(control, setup + [kind.rawValue, 0, 0, 0], 12)
  }

  /// The data of a control request.
  func give(_ data: [UInt8]) {
    write(control, data, data.count)
  }

  func read(_ file: Int32) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = Glibc.read(file, &bytes, bytes.count)
    return Array(bytes[..<max(0, count)])
  }

  func send(_ bytes: [UInt8]) {
    write(hostOut, bytes, bytes.count)
  }
}

@Suite(.timeLimit(.minutes(1)))
struct FunctionFSGadgetTests {
  private static let version: [UInt8] = [0x05, 0xFF, 0x65, 0xE5, 0xCB]

  /// Runs a gadget on a thread of its own; the log and the end are streams.
  private func serve(
    _ kernel: PretendedKernel, as persona: any GadgetPersona = FeigGadgetPersona()
  ) -> (gadget: FunctionFSGadget, log: AsyncStream<FunctionFSGadget.LogEntry>) {
    let (log, told) = AsyncStream.makeStream(of: FunctionFSGadget.LogEntry.self)
    let antenna = AntennaField(seed: 1)
    antenna.place(TagID("E0040150A05F02B7").map { [EmulatedTag(id: $0)] } ?? [])
    let gadget = FunctionFSGadget(
      reader: EmulatedReaderBox(FeigReaderEmulator(antenna: antenna)), persona: persona,
      log: { told.yield($0) }, openFile: kernel.opener)
    Thread.detachNewThread {
      do throws(FunctionFSError) {
        try gadget.run()
      } catch {
        told.yield(.outFailed(errno: -1))
      }
      told.finish()
    }
    return (gadget, log)
  }

  @Test func `a reader is configured, served, replugged and stopped`() async {
    let kernel = PretendedKernel()
    let (gadget, log) = serve(kernel)
    var entries = log.makeAsyncIterator()
    #expect(kernel.read(kernel.control) == FeigGadgetPersona().descriptors.descriptorBytes)
    #expect(kernel.read(kernel.control) == FeigGadgetPersona().descriptors.stringBytes)
    #expect(await entries.next() == .ready)
    for _ in 0..<2 {
      kernel.event(.enable)
      #expect(await entries.next().kind == .enable)
      kernel.send(Self.version)
      #expect(kernel.read(kernel.hostIn).count == 13)
      kernel.event(.disable)
      #expect(await entries.next().kind == .disable)
    }
    gadget.stop()
    #expect(await entries.next() == nil)
  }

  @Test func `an unknown setup request is refused and the service goes on`() async {
    let kernel = PretendedKernel()
    let (gadget, log) = serve(kernel)
    var entries = log.makeAsyncIterator()
    #expect(await entries.next() == .ready)
    kernel.event(.setup, setup: [0x41, 0x01, 0, 0, 0, 0, 0, 0])
    #expect(await entries.next() == .refused(ControlSetup(type: 0x41, request: 0x01)))
    #expect(await entries.next().kind == .setup)
    kernel.event(.enable)
    #expect(await entries.next().kind == .enable)
    kernel.send(Self.version)
    #expect(kernel.read(kernel.hostIn).count == 13)
    gadget.stop()
    #expect(await entries.next() == nil)
  }

  @Test func `a replug of which only the second half is told wakes the tags`() async {
    let kernel = PretendedKernel()
    let (gadget, log) = serve(kernel)
    var entries = log.makeAsyncIterator()
    #expect(await entries.next() == .ready)
    for _ in 0..<2 {
      kernel.event(.enable)
      #expect(await entries.next().kind == .enable)
      kernel.send([0x07, 0xFF, 0xB0, 0x01, 0x00, 0x1C, 0x56])
      #expect(kernel.read(kernel.hostIn).count == 17)
    }
    gadget.stop()
    #expect(await entries.next() == nil)
  }

  @Test func `a reader behind a bridge answers once the host has set the line`() async {
    let kernel = PretendedKernel()
    let (gadget, log) = serve(
      kernel, as: CP210xPersona(reader: EmulatedLine(baud: 38_400, parity: .even)))
    var entries = log.makeAsyncIterator()
    #expect(kernel.read(kernel.control).isEmpty == false)
    #expect(kernel.read(kernel.control).isEmpty == false)
    #expect(await entries.next() == .ready)
    kernel.event(.enable)
    #expect(await entries.next().kind == .enable)
    kernel.event(.setup, setup: [0x41, 0x00, 1, 0, 0, 0, 0, 0])
    #expect(await entries.next().kind == .setup)
    kernel.event(.setup, setup: [0x41, 0x1E, 0, 0, 0, 0, 4, 0])
    kernel.give([0x00, 0x96, 0, 0])
    #expect(await entries.next().kind == .setup)
    kernel.event(.setup, setup: [0x41, 0x03, 0x20, 0x08, 0, 0, 0, 0])
    #expect(await entries.next().kind == .setup)
    kernel.event(.setup, setup: [0xC1, 0x1D, 0, 0, 0, 0, 4, 0])
    #expect(kernel.read(kernel.control) == [0x00, 0x96, 0, 0])
    #expect(await entries.next().kind == .setup)
    kernel.send(Self.version)
    #expect(kernel.read(kernel.hostIn).count == 13)
    gadget.stop()
    #expect(await entries.next() == nil)
  }

  @Test func `a directory that is not there is named with the remedy`() throws {
    let gadget = FunctionFSGadget(
      directory: "/nowhere", reader: EmulatedReaderBox(FeigReaderEmulator(antenna: .init(seed: 1))),
      persona: FeigGadgetPersona())
    let error = try #require(throws: FunctionFSError.self) { try gadget.run() }
    #expect(error.code == .cannotOpen)
    #expect(error.message.contains("/nowhere/ep0"))
    #expect(error.message.contains("mount FunctionFS there first"))
  }

  @Test func `a gadget stopped before it runs ends at once`() throws {
    let kernel = PretendedKernel()
    let gadget = FunctionFSGadget(
      reader: EmulatedReaderBox(FeigReaderEmulator(antenna: .init(seed: 1))),
      persona: FeigGadgetPersona(),
      log: { _ in }, openFile: kernel.opener)
    gadget.stop()
    try gadget.run()
  }
}

extension FunctionFSGadget.LogEntry? {
  fileprivate var kind: FunctionFSEvent.Kind? {
    if case .event(let event) = self { event.kind } else { nil }
  }
}
