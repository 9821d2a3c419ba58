/// The names that may stand in a place, and the sentence for one that is not among them.
struct Known {
  private let noun: String
  private let names: [String]

  /// Takes what is named, in the singular, and the names that exist, in any order.
  init(_ noun: String, _ names: some Sequence<String>) {
    self.noun = noun
    self.names = names.sorted()
  }

  /// `unknown class "rde" (did you mean "red"?); known: blue, red`.
  func refusal(of name: String) -> String {
    let hint = nearest(to: name).map { " (did you mean \"\($0)\"?)" } ?? ""
    return "unknown \(noun) \"\(name)\"\(hint); known: \(listed)"
  }

  /// The names in order, at most 20 of them.
  var listed: String {
    guard !names.isEmpty else { return "none" }
    let more = names.count > 20 ? " and \(names.count - 20) more" : ""
    return names.prefix(20).joined(separator: ", ") + more
  }

  /// The name that differs least, if it differs by letter case alone or by at most two letters.
  func nearest(to name: String) -> String? {
    let lower = Array(name.lowercased())
    let allowed = min(2, lower.count / 2)
    var best: (name: String, distance: Int)?
    for candidate in names {
      let other = Array(candidate.lowercased())
      guard abs(other.count - lower.count) <= allowed else { continue }
      let distance = editDistance(lower, other)
      if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Letters to insert, remove, replace or swap with a neighbour (optimal string alignment).
  private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var cost = min(
          last[column + 1] + 1, current[column] + 1, last[column] + (character == other ? 0 : 1))
        if row > 0, column > 0, character == right[column - 1], left[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
