import Money
import Primitives

/// What a cell says: a value, or why it is none, as the end of a sentence that begins with the
/// cell.
enum CellReading<Value> {
  case value(Value)
  case refused(String)
}

/// Reads the texts of cells, one function for each kind of value.
enum Cell {
  static func price(_ text: String, in currency: Currency) -> CellReading<Amount> {
    let digits: String
    switch decimal(without([currency.code.lowercased()] + words(for: currency), text)) {
    case .value(let text): digits = text
    case .refused(let reason): return .refused(reason)
    }
    return switch currency.reading(of: digits) {
    case .amount(let amount) where amount > PriceList.priceMax: .refused(tooLarge(in: currency))
    case .amount(let amount): .value(amount)
    case .tooLarge: .refused(tooLarge(in: currency))
    case .negative: .refused("is negative; allowed is 0 or more")
    case .malformed:
      .refused("is no amount; allowed are digits such as \(sample(in: currency))")
    case .tooManyDecimals:
      .refused(
        "has too many decimals; \(currency.code) has \(currency.minorDigits), "
          + "such as \(sample(in: currency))")
    }
  }

  private static func words(for currency: Currency) -> [String] {
    switch currency.code {
    case "CNY": ["元", "rmb"]
    case "JPY": ["円"]
    case "EUR": ["€"]
    default: []
    }
  }

  private static func sample(in currency: Currency) -> String {
    currency.plain(Amount(minorUnits: 1250))
  }

  private static func tooLarge(in currency: Currency) -> String {
    "is too large; allowed is up to \(currency.plain(PriceList.priceMax))"
  }

  /// A percentage in hundredths of a percent: `13`, `6.5` or `6.25`, a percent sign allowed.
  static func basisPoints(_ text: String) -> CellReading<Int> {
    let allowed = "is no VAT rate; allowed is 0 to 100 with at most two decimals, such as 6 or 6.25"
    guard case .value(let digits) = decimal(without(["%"], text)) else { return .refused(allowed) }
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = number(parts[0]), whole <= 100 else { return .refused(allowed) }
    guard parts.count == 2 else { return .value(whole * 100) }
    guard parts[1].utf8.count <= 2, let decimals = number(parts[1]) else {
      return .refused(allowed)
    }
    let points = whole * 100 + decimals * (parts[1].utf8.count == 1 ? 10 : 1)
    return points <= 10_000 ? .value(points) : .refused(allowed)
  }

  static func energy(_ text: String) -> CellReading<Int> {
    guard let energy = number(without(["kj", "千焦"], text)), energy <= Dish.energyKilojoulesMax
    else {
      return .refused(
        "is no energy; allowed are whole kilojoules from 0 to \(Dish.energyKilojoulesMax)")
    }
    return .value(energy)
  }

  /// Grams with at most three decimals, in milligrams.
  static func milligrams(_ text: String) -> CellReading<Int> {
    let allowed =
      "is no amount in grams; allowed is 0 to \(Nutrients.milligramsMax / 1000), such as 12.5"
    guard case .value(let digits) = decimal(without(["g", "克"], text)) else {
      return .refused(allowed)
    }
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? parts[1] : "0"
    guard let whole = number(parts[0]), whole <= Nutrients.milligramsMax / 1000,
      decimals.utf8.count <= 3, let rest = number(decimals)
    else { return .refused(allowed) }
    let scale = [1000, 100, 10, 1][decimals.utf8.count]
    let milligrams = whole * 1000 + rest * scale
    return milligrams <= Nutrients.milligramsMax ? .value(milligrams) : .refused(allowed)
  }

  /// Words of a vocabulary with `;` between them.
  static func words<Word: PublishedWord>(_ text: String, _ noun: String) -> CellReading<[Word]> {
    let items: [String]
    switch list(text) {
    case .value(let list): items = list
    case .refused(let reason): return .refused(reason)
    }
    var words: [Word] = []
    for item in items {
      guard let word = Word(spelled: item) else {
        let known = Known(noun, Word.allCases.map(\.rawValue))
        return .refused("has an \(known.refusal(of: shown(item)))")
      }
      words.append(word)
    }
    return .value(words)
  }

  /// A number of weeks.
  static func weeks(_ text: String) -> CellReading<Int> {
    guard let weeks = number(text[...]), (1...MenuDay.weeksMax).contains(weeks) else {
      return .refused("is no number of weeks; allowed are 1 to \(MenuDay.weeksMax)")
    }
    return .value(weeks)
  }

  /// A time of day in minutes; `24:00` only where a period may end.
  static func minuteOfDay(_ text: String, isEnd: Bool) -> CellReading<Int> {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      let hour = number(parts[0]), let minute = number(parts[1]), minute < 60,
      hour < 24 || (isEnd && hour == 24 && minute == 0)
    else {
      return .refused(
        "is no time of day; allowed is 00:00 to \(isEnd ? "24:00" : "23:59"), such as 11:30")
    }
    return .value(hour * 60 + minute)
  }

  /// Texts with `;` between them, or a comma, or the `、` of Chinese lists; blanks around each are
  /// taken off.
  static func list(_ text: String) -> CellReading<[String]> {
    let items = text.split(omittingEmptySubsequences: false) { ";,、".contains($0) }
      .map { trimmed($0) }
    guard !items.contains("") else {
      return .refused("has a blank entry; put one \";\" between two entries and none at the ends")
    }
    return .value(items)
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }

  /// A cell's text as it may stand in a message: one line, not too long.
  static func shown(_ text: String) -> String {
    let oneLine = String(text.map { $0.isNewline ? " " : $0 })
    return oneLine.count > 40 ? oneLine.prefix(40) + "..." : oneLine
  }

  private static func number(_ text: Substring) -> Int? {
    let isDigits = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isDigits ? Int(text) : nil
  }
}
