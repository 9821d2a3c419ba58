import Testing

/// Small rooms: these limits may be lowered, never raised.
struct SizeTests {
  static let functionLinesMax = 70
  static let fileLinesMax = 400
  static let columnsMax = 100

  @Test func `no function is longer than 70 lines`() throws {
    report(try SourceTree.current.get().swiftFiles.flatMap { Self.longFunctions(in: $0) })
  }

  @Test func `no source file is longer than 400 lines`() throws {
    report(
      try SourceTree.current.get().files.filter(\.isCode).compactMap { file in
        let count = file.lines.count - 1
        guard count > Self.fileLinesMax else { return nil }
        return file.complaint(count, "\(count) lines, at most \(Self.fileLinesMax)")
      })
  }

  @Test func `no line of code is wider than 100 columns`() throws {
    report(
      try SourceTree.current.get().files.filter(\.isCode).flatMap { Self.wideLines(in: $0) })
  }

  static func longFunctions(in file: SourceFile) -> [Complaint] {
    FunctionScan.functions(in: file.swift)
      .filter { $0.lineCount > functionLinesMax }
      .map {
        file.complaint(
          $0.firstLine, "\($0.name) has \($0.lineCount) lines, at most \(functionLinesMax)")
      }
  }

  /// Wide lines; a table's row in a comment and a test's sample text may be wide.
  static func wideLines(in file: SourceFile) -> [Complaint] {
    file.lines.enumerated().compactMap { index, line in
      guard line.utf8.count > columnsMax, line.count > columnsMax else { return nil }
      if line.contains(/^\s*\/\/\/ \|/) { return nil }
      if !file.isProduct, line.contains("\"") { return nil }
      return file.complaint(index + 1, "\(line.count) columns, at most \(columnsMax)")
    }
  }
}

extension SourceFile {
  /// Swift, Python and shell; not text meant to be read.
  fileprivate var isCode: Bool {
    isSwift || path.hasSuffix(".py") || lines.first?.hasPrefix("#!") == true
  }
}
