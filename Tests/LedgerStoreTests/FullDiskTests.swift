import Foundation
import Ledger
import LedgerStore
import Settlement
import Testing

/// A disk of its own that fills up; needs the right to mount.
@Suite(.serialized, .enabled(if: SmallDisk.isAllowed, "needs root and the right to mount"))
struct FullDiskTests {
  @Test func `a full disk refuses and loses nothing, and room lets it go on`() throws {
    let disk = try SmallDisk(kilobytes: 2048)
    let store = try LedgerStore.open(at: disk.path, station: "East", create: true)
    try store.openAccount(NewAccount(number: "A0001"))
    let filler = try disk.fill(leaving: 150_000)
    var (index, done) = (0, [Int]())
    var failure: StoreError?
    while failure == nil, index < 2000 {
      index += 1
      do {
        if try store.perform(Canteen.intent(index, Canteen.topUp(1))).receipt != nil {
          done.append(index)
        }
      } catch {
        failure = error
      }
    }
    #expect(failure?.code == .diskFull && failure?.endsUse == false)
    #expect(try store.outcome(of: Canteen.intent(index, Canteen.topUp(1)).id) == nil)
    #expect(failure?.message.contains(disk.path) == true)
    #expect(store.stopped == nil)
    #expect(try store.account("A0001")?.state.cash == yuan(Int64(done.count)))
    try FileManager.default.removeItem(atPath: filler)
    #expect(try store.perform(Canteen.intent(index, Canteen.topUp(1))).receipt != nil)
    let report = try store.verify()
    #expect(report.isSound && report.transferCount == done.count + 1)
    try store.close()
  }

  @Test func `books that do not fit are not made by half`() throws {
    let disk = try SmallDisk(kilobytes: 64)
    let error = #expect(throws: StoreError.self) {
      try LedgerStore.open(at: disk.path, station: "East", create: true)
    }
    #expect(error?.code == .diskFull)
    #expect(!FileManager.default.fileExists(atPath: disk.path + "/traytally.sqlite"))
  }

  @Test func `a read-only disk is named`() throws {
    let disk = try SmallDisk(kilobytes: 2048)
    try LedgerStore.open(at: disk.path, station: "East", create: true).close()
    try disk.makeReadOnly()
    let error = #expect(throws: StoreError.self) {
      try LedgerStore.open(at: disk.path, station: "East")
    }
    #expect(error?.code == .notWritable)
    #expect(error?.message.contains(disk.path) == true)
  }
}

/// A file system in memory of a given size, unmounted with its owner.
final class SmallDisk {
  let path: String

  /// True if this process may mount; tried, because root in a container may not.
  static let isAllowed: Bool = (try? SmallDisk(kilobytes: 64)) != nil

  init(kilobytes: Int) throws {
    path = FileManager.default.temporaryDirectory.path + "/traytally-disk-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    do {
      try Self.run("mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path])
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      throw error
    }
  }

  deinit {
    try? Self.run("umount", [path])
    try? FileManager.default.removeItem(atPath: path)
  }

  func makeReadOnly() throws {
    try Self.run("mount", ["-o", "remount,ro", path])
  }

  /// Fills the disk up to that many bytes and answers the file it did it with.
  func fill(leaving bytes: Int) throws -> String {
    let free = try FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize]
    let file = path + "/filler"
    let size = (free as? NSNumber)?.intValue ?? 0
    try Data(count: max(0, size - bytes)).write(to: URL(fileURLWithPath: file))
    return file
  }

  private static func run(_ command: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/" + command)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    struct Failed: Error {}
    guard process.terminationStatus == 0 else { throw Failed() }
  }
}
