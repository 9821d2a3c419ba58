import Foundation
import Testing

/// What the repository says about itself is true.
struct DocumentTests {
  @Test func `every link in the documents leads somewhere`() throws {
    let tree = try SourceTree.current.get()
    report(
      tree.files.filter { $0.path.hasSuffix(".md") }
        .flatMap { Self.brokenLinks(in: $0, root: tree.root) })
  }

  @Test func `the udev rules are what the table of readers says`() throws {
    let tree = try SourceTree.current.get()
    let check = Process()
    check.executableURL = tree.root.appending(path: "udev/generate")
    check.arguments = ["--check"]
    let errors = Pipe()
    check.standardError = errors
    try check.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    check.waitUntilExit()
    #expect(check.terminationStatus == 0, "\(said)")
  }

  @Test func `no udev rule opens a reader to everyone`() throws {
    for file in try SourceTree.current.get().files where file.path.hasSuffix(".rules") {
      for (index, line) in file.lines.enumerated() {
        for mode in line.matches(of: /MODE="(\d+)"/) where !mode.output.1.hasSuffix("0") {
          report([file.complaint(index + 1, "MODE \(mode.output.1) lets others in")])
        }
      }
    }
  }

  /// Links to files that are not there and to headings that no such file has.
  static func brokenLinks(in file: SourceFile, root: URL) -> [Complaint] {
    let folder = root.appending(path: file.path).deletingLastPathComponent()
    return file.lines.enumerated().flatMap { index, line in
      line.matches(of: /\]\(([^)\s]+)\)/).compactMap { match -> Complaint? in
        let link = String(match.output.1)
        if link.contains("://") || link.hasPrefix("mailto:") { return nil }
        guard leadsSomewhere(link, from: file, in: folder) else {
          return file.complaint(index + 1, "link to \(link) leads nowhere")
        }
        return nil
      }
    }
  }

  private static func leadsSomewhere(_ link: String, from file: SourceFile, in folder: URL) -> Bool
  {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts.first.map { String($0) } ?? ""
    let target = folder.appending(path: path)
    guard path.isEmpty || FileManager.default.fileExists(atPath: target.path) else { return false }
    guard parts.count == 2 else { return true }
    let text = path.isEmpty ? file.text : (try? String(contentsOf: target, encoding: .utf8)) ?? ""
    return anchors(in: text).contains(String(parts[1]))
  }

  /// Headings in the form that links use: lower case, blanks as dashes, punctuation dropped.
  private static func anchors(in text: String) -> Set<String> {
    Set(
      text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { heading in
        let words = heading.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
        return String(
          words.compactMap { character -> Character? in
            if character == " " { return "-" }
            let isKept = character.isLetter || character.isNumber || "-_".contains(character)
            return isKept ? character : nil
          })
      })
  }
}
