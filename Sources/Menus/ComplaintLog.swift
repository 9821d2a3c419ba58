/// Gathers complaints about several files and puts them in order.
struct ComplaintLog {
  private struct Entry {
    var fileIndex: Int
    var complaint: ImportComplaint
  }

  private let files: [(name: String, sheet: String?)]
  private var entries: [Entry] = []
  private var seen: Set<ImportComplaint> = []
  private var unreadable: Set<[Int]> = []
  private var unlistedCount = 0

  init(files: [ImportFile]) {
    self.files = files.map { ($0.name, $0.sheet) }
  }

  var isEmpty: Bool { entries.isEmpty }

  /// Notes that a cell of a sheet cannot be read; nothing else is worth saying about it.
  mutating func addUnreadable(_ fileIndex: Int, _ fault: CSVFault) {
    add(fileIndex, fault.line, fault.column, fault.message)
    unreadable.insert([fileIndex, fault.line, fault.column])
  }

  /// Notes a complaint; the same one at the same place counts once.
  mutating func add(_ fileIndex: Int, _ line: Int, _ column: Int, _ message: String) {
    guard !unreadable.contains([fileIndex, line, column]) else { return }
    let complaint = ImportComplaint(
      file: files[fileIndex].name, sheet: files[fileIndex].sheet, line: line, column: column,
      message: message)
    guard entries.count < ImportRefusal.complaintCountMax else {
      unlistedCount += 1
      return
    }
    guard seen.insert(complaint).inserted else { return }
    entries.append(Entry(fileIndex: fileIndex, complaint: complaint))
  }

  /// Everything noted, by file, line and column.
  var refusal: ImportRefusal {
    let sorted = entries.enumerated().sorted { left, right in
      let (a, b) = (left.element, right.element)
      return (a.fileIndex, a.complaint.line, a.complaint.column, left.offset)
        < (b.fileIndex, b.complaint.line, b.complaint.column, right.offset)
    }
    return ImportRefusal(complaints: sorted.map(\.element.complaint), unlistedCount: unlistedCount)
  }
}
