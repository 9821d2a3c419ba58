import Foundation

/// A file system in memory of a given size, unmounted with its owner; needs the right to mount.
final class SmallDisk: Sendable {
  let path: String

  /// True if this process may mount; tried, because root in a container may not.
  static let isAllowed: Bool = (try? SmallDisk(kilobytes: 64)) != nil

  init(kilobytes: Int) throws {
    let name = "tt-disk-\(UInt32.random(in: .min ... .max))"
    path = FileManager.default.temporaryDirectory.appending(path: name).path
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

  private var filler: String { path + "/filler" }

  /// Leaves no byte free.
  func fill() throws {
    let free = try FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize]
    let size = (free as? NSNumber)?.intValue ?? 0
    try Data(count: size).write(to: URL(filePath: filler))
  }

  /// Gives back what `fill` has taken.
  func free() throws {
    try FileManager.default.removeItem(atPath: filler)
  }

  private static func run(_ command: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/" + command)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    struct Failed: Error {}
    guard process.terminationStatus == 0 else { throw Failed() }
  }
}
