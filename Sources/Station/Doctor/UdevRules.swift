internal import Foundation

/// The udev rules that are installed on this machine.
struct UdevRules: Sendable {
  /// Where udev looks for rules (udev(7)).
  static let installed = UdevRules(folders: [
    "/etc/udev/rules.d", "/run/udev/rules.d", "/usr/lib/udev/rules.d", "/lib/udev/rules.d",
  ])

  /// The folders with rule files, the one that counts most first.
  let folders: [String]

  /// Where a rule file is, if it is there.
  func path(ofFile name: String) -> String? {
    folders.map { "\($0)/\(name)" }.first { FileManager.default.fileExists(atPath: $0) }
  }

  /// Every rule in every file, in one line each, without comments; a file that cannot be read has
  /// none. A file hides one of the same name in a later folder, as it does for udev.
  var lines: [String] {
    var seen: Set<String> = []
    return folders.flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.sorted().filter { $0.hasSuffix(".rules") && seen.insert($0).inserted }
        .flatMap { Self.lines(ofFile: "\(folder)/\($0)") }
    }
  }

  private static func lines(ofFile path: String) -> [String] {
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    return String(decoding: bytes, as: UTF8.self).replacing("\\\n", with: " ")
      .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }
}
