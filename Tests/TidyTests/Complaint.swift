import Testing

/// Something untidy and where it is.
struct Complaint: Equatable, CustomStringConvertible {
  /// Path from the package's root.
  var file: String
  /// Counted from 1.
  var line: Int
  var message: String

  var description: String { "\(file):\(line): \(message)" }
}

/// Fails the running test with all the complaints, one a line.
func report(_ complaints: [Complaint], sourceLocation: SourceLocation = #_sourceLocation) {
  guard !complaints.isEmpty else { return }
  let lines = complaints.map(\.description).joined(separator: "\n")
  Issue.record("\(complaints.count) to tidy up:\n\(lines)", sourceLocation: sourceLocation)
}
