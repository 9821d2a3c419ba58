internal import Foundation
internal import Settlement

/// Up to which Z the settlements have been put into the export folder: `exported.txt` beside the
/// books.
///
/// It is kept apart from the folder, because whoever takes the files in may take them away.
struct ExportMark {
  /// The file's name in the data directory.
  static let name = "exported.txt"

  /// The data directory.
  let directory: String

  /// The number of the last Z that was exported; nothing if there is no file.
  ///
  /// - Throws: `ExportFault` if the file makes no sense: to guess would lose settlements or send
  ///   them twice.
  func read() throws -> Int? {
    let path = directory + "/" + Self.name
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    let text = String(decoding: bytes, as: UTF8.self).filter { $0 != "\n" }
    guard let number = Int(text), number >= 0 else {
      throw ExportFault(
        "\(path) does not hold the number of the last Z that was exported: write it there, or "
          + "remove the file so that only new ones are exported")
    }
    return number
  }

  /// Notes that a Z was exported; a crash on the way leaves what was noted before.
  func write(_ number: Int) throws {
    let file = try ExportFile(folder: directory, name: Self.name)
    try file.write(Array("\(number)\n".utf8))
    try file.finish()
  }
}
