internal import Ledger
internal import Menus
internal import Money
internal import Primitives

/// A CSV file with one act a row; every fault is told with its line, and then nothing is done.
///
/// The first line names the columns, in any order:
///
/// - `account` (required): the account's number.
/// - `amount` (required): such as `12.50`, more than zero.
/// - `reason` (charges, required there): what for.
/// - `vat` (charges, default 0): the VAT rate in percent.
/// - `tender` (top-ups, default `bank`): `cash`, `bank` or `other`.
/// - `reference` (top-ups): the bank's reference; one that was used before is refused.
/// - `expires` (grants): the last day of use, such as `2026-11-30`.
public struct BatchFile {
  /// What the rows ask for.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// Money paid in.
    case topUp = "top-up"
    /// Subsidy granted.
    case grant
    /// Something charged afterwards.
    case charge
  }

  static let faultsMax = 100

  let kind: Kind
  let name: String
  let currency: Currency
  /// The last day of grants that name none.
  let expires: CalendarDay?
  /// The meal period that charges belong to.
  let mealPeriod: String?
  private var columns: [String: Int] = [:]
  private(set) var faults: [String] = []
  private(set) var bodies: [Intent.Body] = []
  /// The line of the file that each body stands on.
  private(set) var lines: [Int] = []

  init(
    _ file: DeskFile, as kind: Kind, in currency: Currency, expires: CalendarDay?,
    mealPeriod: String?
  ) {
    self.kind = kind
    name = file.name
    self.currency = currency
    self.expires = expires
    self.mealPeriod = mealPeriod
    var reader = CSVReader([UInt8](file.content))
    while let record = reader.next(), faults.count < Self.faultsMax {
      guard !record.isBlank, let line = record.cells.first?.line else { continue }
      if columns.isEmpty {
        readHeader(record, line)
        if !faults.isEmpty { break }
      } else {
        readRow(record, line)
      }
    }
    faults = reader.faults.map { "\(name):\($0.line): \($0.message)" } + faults
    if columns.isEmpty, faults.isEmpty { complain(1, "the file is empty; name the columns") }
  }

  /// The texts of a row by their columns; empty where there is none.
  private struct Row {
    let cells: [String: String]

    subscript(column: String) -> String { cells[column] ?? "" }
  }

  private var allowed: [String] {
    switch kind {
    case .topUp: ["account", "amount", "tender", "reference"]
    case .grant: ["account", "amount", "expires"]
    case .charge: ["account", "amount", "reason", "vat"]
    }
  }

  private var required: [String] {
    kind == .charge ? ["account", "amount", "reason"] : ["account", "amount"]
  }

  private mutating func readHeader(_ record: CSVRecord, _ line: Int) {
    for (index, cell) in record.cells.enumerated() {
      let column = trimmed(cell.text)
      if column.isEmpty { continue }
      if !allowed.contains(column) {
        complain(line, "unknown column '\(column)'; known: \(allowed.joined(separator: ", "))")
      } else if columns.updateValue(index, forKey: column) != nil {
        complain(line, "the column '\(column)' is there twice")
      }
    }
    for column in required where columns[column] == nil {
      complain(line, "the column '\(column)' is missing")
    }
  }

  private mutating func readRow(_ record: CSVRecord, _ line: Int) {
    let row = columns.compactMapValues { index in
      index < record.cells.count ? trimmed(record.cells[index].text) : nil
    }
    let text = Row(cells: row)
    guard let account = AccountNumber(text["account"]) else {
      return complain(line, "'\(text["account"])' is not an account number")
    }
    guard let amount = currency.parse(text["amount"]), amount > .zero else {
      return complain(line, "'\(text["amount"])' is not an amount above zero of \(currency.code)")
    }
    guard let body = body(account, amount, text, line) else { return }
    guard bodies.count < Batch.rowsMax else {
      return complain(line, "more than \(Batch.rowsMax) rows; divide the file")
    }
    bodies.append(body)
    lines.append(line)
  }

  private mutating func body(
    _ account: AccountNumber, _ amount: Amount, _ text: Row, _ line: Int
  ) -> Intent.Body? {
    switch kind {
    case .topUp:
      let word = text["tender"].isEmpty ? "bank" : text["tender"]
      guard let tender = Tender(rawValue: word), tender.isMoney else {
        complain(line, "'\(word)' is not a tender: cash, bank or other")
        return nil
      }
      return .topUp(account: account, amount: amount, tender: tender, note: text["reference"])
    case .grant:
      let word = text["expires"]
      guard !word.isEmpty else {
        return .grant(account: account, amount: amount, expires: expires)
      }
      guard let day = CalendarDay(word) else {
        complain(line, "'\(word)' is not a day: write one such as 2026-11-30")
        return nil
      }
      return .grant(account: account, amount: amount, expires: day)
    case .charge:
      guard !text["reason"].isEmpty else {
        complain(line, "a charge needs a reason")
        return nil
      }
      guard let vat = VATRate.basisPoints(text["vat"].isEmpty ? "0" : text["vat"]) else {
        complain(line, "'\(text["vat"])' is not a VAT rate in percent, 0 to 100")
        return nil
      }
      return .charge(
        Charge(
          account: account, amount: amount, vatBasisPoints: vat, mealPeriod: mealPeriod,
          reason: text["reason"]))
    }
  }

  private mutating func complain(_ line: Int, _ message: String) {
    faults.append("\(name):\(line): \(message)")
  }
}

/// A VAT rate as people write it.
public enum VATRate {
  /// Hundredths of a percent of `6`, `6.5`, `6.25` or `6 %`; nothing for what is no rate from 0 to
  /// 100 with at most two decimals.
  public static func basisPoints(_ text: String) -> Int? {
    let digits = text.hasSuffix("%") ? trimmed(String(text.dropLast())) : text
    // A rate has two decimals like the cents of a euro.
    guard let rate = Currency.eur.parse(digits), rate.minorUnits <= 10_000,
      digits.first?.isNumber == true
    else { return nil }
    return Int(rate.minorUnits)
  }
}

/// A text without the blanks around it.
private func trimmed(_ text: String) -> String {
  guard let first = text.firstIndex(where: { !$0.isWhitespace }),
    let last = text.lastIndex(where: { !$0.isWhitespace })
  else { return "" }
  return String(text[first...last])
}
