import Money

extension Cell {
  /// A cell's text without blanks around it, with full-width letters, digits and punctuation as
  /// their ASCII kin: `￥１２．５０` says what `¥12.50` says.
  static func plain(_ text: some StringProtocol) -> String {
    let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    if isPlain { return String(text) }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isWide = (0xFF01...0xFF5E).contains(scalar.value)
      scalars.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
    }
    return trimmed(String(scalars))
  }

  /// A number with a dot before its decimals, whether it was written with dot or comma, grouped by
  /// thousands or not.
  ///
  /// `1,234` is refused: it is a thousand and more to some, a little over one to others.
  static func decimal(_ text: Substring) -> CellReading<String> {
    let marks = text.filter { $0 == "," || $0 == "." }
    guard marks.contains(",") || marks.count > 1 else { return .value(String(text)) }
    let kinds = Set(marks)
    guard let last = marks.last else { return .value(String(text)) }
    if kinds.count == 1, marks.count == 1 {
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      if parts[1].utf8.count == 3, parts[0] != "0" {
        return .refused(
          "may mean \(parts[0])\(parts[1]) or \(parts[0]).\(parts[1]); write it without the comma, "
            + "decimals after a dot")
      }
      return .value(parts.joined(separator: "."))
    }
    let isGrouped = kinds.count == 1
    let group = isGrouped ? last : (last == "," ? "." : ",")
    let halves =
      isGrouped ? [text] : text.split(separator: last, omittingEmptySubsequences: false)
    guard halves.count <= 2, let whole = ungrouped(halves[0], by: group) else {
      return .refused("is no number; allowed are digits with a dot before decimals")
    }
    return .value(halves.count == 2 ? "\(whole).\(halves[1])" : whole)
  }

  private static func ungrouped(_ text: Substring, by mark: Character) -> String? {
    let groups = text.split(separator: mark, omittingEmptySubsequences: false)
    let isSound =
      groups.count > 1 && (1...3).contains(groups[0].utf8.count)
      && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
    return isSound ? groups.joined() : nil
  }

  /// The text without a unit or currency at either end, whatever the case of its letters.
  static func without(_ units: [String], _ text: String) -> Substring {
    var rest = Substring(text)
    for unit in units {
      if rest.lowercased().hasSuffix(unit) { rest = rest.dropLast(unit.count) }
      if rest.lowercased().hasPrefix(unit) { rest = rest.dropFirst(unit.count) }
    }
    return Substring(trimmed(rest))
  }
}
