import Foundation
import Primitives
import Testing

@testable import Station

/// A desk whose day has sales on two lanes, a refund, a charge with a reason that looks like a
/// formula, and money paid in; for what finance does with it.
final class SettledDesk {
  static let formula = "=HYPERLINK(\"http://x\"), broken bowl"

  let desk: BooksDesk
  private var acts: UInt64 = 0

  init(_ configure: (inout StationConfiguration) -> Void = { _ in }) throws {
    desk = try BooksDesk(configure)
    try desk.answer(.openAccount(number: "A1", group: "student", name: nil, floor: 0))
    try perform(.topUp(number: "A1", amount: 10_000, tender: "bank", note: "B1"))
    try perform(.ringUp(RingUp(items: ["M01:2", "3.50"], tender: "cash", lane: 1, vat: 600)))
    try perform(.ringUp(RingUp(items: ["M01", "R01"], account: "A1", lane: 2)))
    try perform(.refundSale(receipt: "Test-000002", lines: [3], reason: "cold"))
    try perform(
      .charge(number: "A1", amount: 1_299, vat: 1_300, meal: nil, reason: Self.formula))
  }

  func perform(_ act: MoneyAct) throws {
    acts += 1
    try desk.answer(.act(act, intent: UniqueID(high: 9, low: acts)))
  }

  /// Closes the day.
  @discardableResult
  func close(counted: Int64? = nil, reason: String = "") throws -> DayAnswer {
    acts += 1
    let act = DayAct.close(id: UniqueID(high: 9, low: acts), counted: counted, reason: reason)
    guard case .day(let day) = try desk.answer(.day(act)) else {
      throw BooksDesk.Unanswered(reply: .answer(.done))
    }
    return day
  }

  /// Exports beside the books, which stay open.
  @discardableResult
  func export(_ order: ExportOrder) throws -> [String] {
    try SettlementExport.performNow(order, configuration: desk.clerk.configuration)
  }
}

/// The rows of a CSV file by RFC 4180, as a spreadsheet would split them.
func records(ofCSV text: String) -> [[String]] {
  var (records, record, field, isQuoted) = ([[String]](), [String](), "", false)
  var rest = Array(text.unicodeScalars)[...]
  while let scalar = rest.popFirst() {
    switch (scalar, isQuoted) {
    case ("\"", true) where rest.first == "\"":
      field.unicodeScalars.append(rest.removeFirst())
    case ("\"", _): isQuoted.toggle()
    case (",", false):
      record.append(field)
      field = ""
    case ("\r", false): break
    case ("\n", false):
      records.append(record + [field])
      (record, field) = ([], "")
    default: field.unicodeScalars.append(scalar)
    }
  }
  return records
}
