internal import Foundation
internal import Ledger
internal import LedgerStore
internal import Menus
internal import Money
internal import Primitives
internal import Sheets
internal import TagReads

/// A CSV file of accounts, read and judged line by line.
///
/// The first line names the columns, in any order: `number` and, where wanted, `group`, `name`,
/// `floor`, `valid_from`, `valid_until` and `cards`, several cards with `;` between them.
struct AccountSheet {
  /// The lines, as far as they could be read.
  private(set) var accounts: [ImportedAccount] = []
  /// What is wrong, in the order of the file.
  private(set) var complaints: SheetComplaints

  private let groups: Set<String>
  private let groupHint: String
  private let currency: Currency
  private var columns: [Column: Int] = [:]
  private var places: [Place] = []
  private var numbers: [AccountNumber: Int] = [:]
  private var cards: [TagID: Int] = [:]

  enum Column: String, CaseIterable {
    case number, group, name, floor
    case validFrom = "valid_from"
    case validUntil = "valid_until"
    case cards

    /// What office lists call it.
    var otherName: String {
      switch self {
      case .number: "编号"
      case .group: "组别"
      case .name: "姓名"
      case .floor: "透支"
      case .validFrom: "启用日期"
      case .validUntil: "到期日期"
      case .cards: "卡号"
      }
    }
  }

  /// Where a line's number and cards stand.
  private struct Place {
    var line: Int32
    var numberColumn: Int32
    var cardsColumn: Int32
  }

  init(_ file: DeskFile, groups: [String], currency: Currency) {
    self.groups = Set(groups)
    groupHint = groups.isEmpty ? "load them with 'menu import'" : groups.joined(separator: ", ")
    self.currency = currency
    complaints = SheetComplaints(file: file.name)
    var reader = CSVReader(OfficeText([UInt8](file.content)).bytes)
    if let header = reader.next() { takeHeader(header) }
    if columns[.number] != nil {
      while let record = reader.next() { if !record.isBlank { take(record) } }
    }
    for fault in reader.faults { complaints.add(fault.line, fault.column, fault.message) }
    if accounts.isEmpty, complaints.isEmpty {
      complaints.add(1, 1, "no accounts below the columns; the first line names the columns")
    }
    if !complaints.isEmpty { accounts = [] }
  }

  private mutating func takeHeader(_ header: CSVRecord) {
    let known = Column.allCases.map(\.rawValue).joined(separator: ", ")
    for (index, cell) in header.cells.enumerated() {
      let text = Self.trimmed(cell.text)
      if text.isEmpty, index > 0 { continue }
      let column = Column.allCases.first { $0.rawValue == text || $0.otherName == text }
      guard let column else {
        complaints.add(
          cell.line, cell.column, "unknown column \"\(Self.shown(text))\"; known: \(known)")
        continue
      }
      if columns.updateValue(index, forKey: column) != nil {
        complaints.add(
          cell.line, cell.column, "column \"\(column.rawValue)\" twice; once is allowed")
      }
    }
    if columns[.number] == nil {
      complaints.add(
        1, 1, "missing column \"number\"; the first line must name the columns: \(known)")
    }
  }

  private func cell(_ column: Column, of record: CSVRecord) -> CSVCell? {
    guard let index = columns[column], index < record.cells.count else { return nil }
    let cell = record.cells[index]
    return cell.text.utf8.allSatisfy { $0 == 0x20 } ? nil : cell
  }

  private mutating func take(_ record: CSVRecord) {
    let first = record.cells[0]
    guard let numberCell = cell(.number, of: record) else {
      return complaints.add(first.line, first.column, "no number; every account needs one")
    }
    guard let number = AccountNumber(Self.trimmed(numberCell.text)) else {
      return complain(
        numberCell,
        "is no account number; allowed are up to \(AccountNumber.lengthMax) letters, digits, '-', "
          + "'_' and '.'")
    }
    if let earlier = numbers.updateValue(numberCell.line, forKey: number) {
      complain(numberCell, "is on line \(earlier) already; an account stands on one line")
    }
    var account = ImportedAccount(number: number)
    account.group = group(of: record)
    account.name = name(of: record)
    account.floor = floor(of: record)
    account.validity = validity(of: record)
    account.cards = cards(of: record)
    accounts.append(account)
    places.append(
      Place(
        line: Int32(first.line), numberColumn: Int32(numberCell.column),
        cardsColumn: Int32(cell(.cards, of: record)?.column ?? 1)))
  }

  private mutating func complain(_ cell: CSVCell, _ message: String) {
    complaints.add(cell.line, cell.column, "\"\(Self.shown(cell.text))\" \(message)")
  }
}

extension AccountSheet {
  private mutating func group(of record: CSVRecord) -> String? {
    guard let cell = cell(.group, of: record) else { return nil }
    let text = Self.trimmed(cell.text)
    if !groups.contains(text) { complain(cell, "is no diner group: \(groupHint)") }
    return text
  }

  private mutating func name(of record: CSVRecord) -> String? {
    guard let cell = cell(.name, of: record) else { return nil }
    let text = Self.trimmed(cell.text)
    if !LedgerBounds.allows(text, lengthMax: LedgerBounds.nameLengthMax) {
      complaints.add(
        cell.line, cell.column,
        "a name that is too long or has a line break; allowed are \(LedgerBounds.nameLengthMax) "
          + "bytes on one line")
    }
    return text
  }

  private mutating func floor(of record: CSVRecord) -> Amount? {
    guard let cell = cell(.floor, of: record) else { return nil }
    guard let amount = currency.parse(Self.trimmed(cell.text), allowingNegative: true) else {
      complain(cell, "is no amount of \(currency.code); allowed is -20.00 for credit, 0 for none")
      return nil
    }
    return amount
  }

  private mutating func validity(of record: CSVRecord) -> Validity {
    let validity = Validity(from: day(.validFrom, of: record), until: day(.validUntil, of: record))
    if !validity.isPossible, let cell = cell(.validUntil, of: record) {
      complain(cell, "is before the first day of the account")
    }
    return validity
  }

  private mutating func day(_ column: Column, of record: CSVRecord) -> CalendarDay? {
    guard let cell = cell(column, of: record) else { return nil }
    guard let day = CalendarDay(Self.trimmed(cell.text)) else {
      complain(cell, "is no date; allowed is 2026-09-01")
      return nil
    }
    return day
  }

  private mutating func cards(of record: CSVRecord) -> [TagID] {
    guard let cell = cell(.cards, of: record) else { return [] }
    var tags: [TagID] = []
    for text in cell.text.split(separator: ";") {
      guard let tag = TagID(Self.trimmed(String(text))) else {
        complaints.add(
          cell.line, cell.column,
          "card \(tags.count + 1) of this line is no tag; allowed is 04A1B2C3D4E5F6 or "
            + "E0040150A05F02B7, several with ';' between them")
        continue
      }
      if let earlier = cards.updateValue(cell.line, forKey: tag) {
        complaints.add(
          cell.line, cell.column,
          "card \(tags.count + 1) of this line is on line \(earlier) already; a card opens one "
            + "account")
      }
      tags.append(tag)
    }
    return tags
  }

  private static func trimmed(_ text: String) -> String {
    text.utf8.first == 0x20 || text.utf8.last == 0x20 || text.utf8.last == 0x09
      ? text.trimmingCharacters(in: .whitespaces) : text
  }

  private static func shown(_ text: String) -> String {
    let line = String(text.map { $0.isNewline ? " " : $0 })
    return line.count > 40 ? line.prefix(40) + "..." : line
  }

  /// What the books say against lines, at their places.
  func complaints(about result: AccountImportResult) -> SheetComplaints {
    var complaints = complaints
    for fault in result.faults {
      let place = places[fault.line]
      let (column, message): (Int32, String) =
        switch fault.fault {
        case .closed: (place.numberColumn, "this account is closed for good; take the line out")
        case .cardOfAnother(let card, let owner):
          (
            place.cardsColumn,
            "card \(card + 1) of this line opens account \(owner); remove it there first"
          )
        case .cardIsPlate(let card):
          (place.cardsColumn, "card \(card + 1) of this line is a plate of the canteen")
        case .outOfBounds:
          (place.numberColumn, "floor or days of this account are out of bounds")
        }
      complaints.add(Int(place.line), Int(column), message)
    }
    complaints.unlistedCount += result.unlistedFaultCount
    return complaints
  }
}

/// What is wrong with a file, with places; so many at most are listed.
struct SheetComplaints {
  static let countMax = 1_000

  let file: String
  var unlistedCount = 0
  private var listed: [ImportComplaint] = []

  init(file: String) {
    self.file = file
  }

  var isEmpty: Bool { listed.isEmpty && unlistedCount == 0 }

  mutating func add(_ line: Int, _ column: Int, _ message: String) {
    guard listed.count < Self.countMax else {
      unlistedCount += 1
      return
    }
    listed.append(ImportComplaint(file: file, line: line, column: column, message: message))
  }

  var lines: [String] {
    let sorted = listed.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    let more = unlistedCount > 0 ? ["and \(unlistedCount) more faults"] : []
    return sorted.map(\.description) + more
  }
}
