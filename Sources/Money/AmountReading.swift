/// What a text says when it is read as an amount: the amount, or why it is none.
public enum AmountReading: Equatable, Sendable {
  /// A well-formed amount.
  case amount(Amount)
  /// Not digits with at most one dot.
  case malformed
  /// More decimals than the currency has.
  case tooManyDecimals
  /// Below zero where that is not allowed.
  case negative
  /// More than 64 bits of minor units.
  case tooLarge
}

extension Currency {
  /// The amount a text says, or nothing if it says none; see `reading(of:allowingNegative:)`.
  public func parse(_ text: String, allowingNegative: Bool = false) -> Amount? {
    guard case .amount(let amount) = reading(of: text, allowingNegative: allowingNegative) else {
      return nil
    }
    return amount
  }

  /// Reads `12`, `12.5`, `12.50` or `¥12.50`, with a minus sign in front where that is allowed.
  ///
  /// There is a digit on either side of a dot, no more decimals than the currency has, and nothing
  /// else: no grouping, no exponent, no plus sign, no blanks except between symbol and digits. The
  /// wide yen sign `￥` of Chinese and Japanese keyboards counts as `¥`.
  public func reading(of text: String, allowingNegative: Bool = false) -> AmountReading {
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if isNegative { rest = rest.dropFirst() }
    rest = withoutSymbol(rest)
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, isDigits(whole) else { return .malformed }
    let decimals = parts.count == 2 ? parts[1] : "0"
    guard isDigits(decimals) else { return .malformed }
    guard parts.count == 1 || decimals.utf8.count <= minorDigits else { return .tooManyDecimals }
    guard let minorUnits = minorUnits(whole, parts.count == 2 ? decimals : "") else {
      return .tooLarge
    }
    guard isNegative, minorUnits != 0 else { return .amount(Amount(minorUnits: minorUnits)) }
    return allowingNegative ? .amount(Amount(minorUnits: -minorUnits)) : .negative
  }

  private func withoutSymbol(_ text: Substring) -> Substring {
    let symbols = symbol == "¥" ? ["¥", "￥"] : [symbol]
    guard let found = symbols.first(where: text.hasPrefix) else { return text }
    let rest = text.dropFirst(found.count)
    return rest.first == " " ? rest.dropFirst() : rest
  }

  private func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  private func minorUnits(_ whole: Substring, _ decimals: Substring) -> Int64? {
    let missing = String(repeating: "0", count: minorDigits - decimals.utf8.count)
    return Int64(whole + decimals + missing)
  }
}
