/// The objects that the API answers with; they have the keys that commands print with `--json`.
enum APIAnswers {
  /// Every object by its name.
  static let all = books.merging(hall) { first, _ in first }.merging(faults) { first, _ in first }

  /// What comes in place of an answer: problem details (RFC 9457, 3).
  private static let faults: [String: [APIField]] = [
    "Problem": [
      APIField("title", .line, "What the status stands for."),
      APIField("status", .whole(400...599), "The status."),
      APIField("detail", .line, "What is wrong and what to do instead."),
      APIField("errors", .many(.line), "Every reason, such as one a row of a file."),
    ]
  ]
}

extension APISchema {
  /// Text that the station has written.
  static let line = APISchema.text(100_000)
  /// An amount in the currency's smallest unit.
  static let minorUnits = APISchema.whole(Int.min...Int.max)

  /// As many values as there are.
  static func many(_ element: APISchema) -> APISchema { .list(element, 1_000_000) }
}
