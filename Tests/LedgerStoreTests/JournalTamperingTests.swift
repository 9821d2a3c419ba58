import Foundation
import GRDB
import Ledger
import Primitives
import Settlement
import Testing

@testable import LedgerStore

/// A thousand times somebody changes one thing in the journal or in a Z, with the triggers out of
/// the way: `verify` and the auditor's program must name the record or Z that was touched.
@Suite(.timeLimit(.minutes(10))) struct JournalTamperingTests {
  private static let partCount = 4
  private static let trialCount = 250

  /// Sound books, made once: more records than are looked at when books are opened, so that
  /// `verify` has to find what was done to an early one.
  private static let sound = Result {
    var days = try RandomDays(seed: 77)
    try days.play(700)
    #expect(try days.canteen.store.verify().isSound)
    try days.canteen.store.close()
    return SoundBooks(
      file: try days.canteen.scratch.books(), records: days.closes.last?.close.last ?? 0,
      closes: days.closes.count)
  }

  private struct SoundBooks {
    var file: Data
    var records: Int
    var closes: Int
  }

  @Test(arguments: 0..<partCount) func `whatever is touched is named`(part: Int) throws {
    let books = try Self.sound.get()
    var random = SeededGenerator(seed: UInt64(1_000 + part))
    let scratch = try Scratch()
    var expected: [(path: String, place: String, sql: String)] = []
    var trial = 0
    while trial < Self.trialCount {
      let tampering = Tampering(books.records, books.closes, &random)
      try books.file.write(to: URL(filePath: scratch.booksPath))
      guard try tampering.perform(on: scratch) else { continue }
      trial += 1
      let store = try LedgerStore.openForReading(at: scratch.path, station: "East")
      defer { try? store.close() }
      let fault = try store.verify(includingFile: false).fault
      #expect(
        tampering.places.contains(fault?.place ?? "nothing"),
        "\(tampering.sql): \(fault?.description ?? "nothing found")")
      let path = "\(scratch.path)/\(trial).jsonl"
      if try export(store, to: path, tampering) {
        expected.append((path, fault?.place ?? "", tampering.sql))
      }
    }
    let outcome = try Programs.verifier(expected.map(\.path))
    #expect(outcome.code == 1 && outcome.lines.count == expected.count)
    for (line, trial) in zip(outcome.lines, expected) {
      #expect(line.hasPrefix("\(trial.path): \(trial.place): "), "\(trial.sql): \(line)")
    }
    #expect(expected.count > Self.trialCount / 2)
  }

  /// Exports the journal as it is now; false if that names the record itself.
  private func export(
    _ store: LedgerStore, to path: String, _ tampering: Tampering
  ) throws -> Bool {
    var bytes: [UInt8] = []
    do {
      try JournalExport.write(store) { bytes += $0 }
    } catch let fault as ExportFault {
      #expect(tampering.places.contains { fault.description.hasPrefix($0) }, "\(tampering.sql)")
      return false
    }
    try Data(bytes).write(to: URL(filePath: path))
    return true
  }

  /// Files that somebody has edited after the export.
  @Test func `an edited file is found out, whatever the edit`() throws {
    var days = try RandomDays(seed: 78)
    try days.play(60)
    let text = try String(contentsOfFile: days.journal(), encoding: .utf8)
    let lines = text.split(separator: "\n").map { String($0) }
    var random = SeededGenerator(seed: 5)
    var paths: [String] = []
    for trial in 0..<200 {
      let edited = Self.edited(lines, &random)
      if edited == lines { continue }
      let path = "\(days.canteen.scratch.path)/\(trial).jsonl"
      try Data((edited.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
      paths.append(path)
    }
    let outcome = try Programs.verifier(paths)
    #expect(outcome.lines.count == paths.count)
    for line in outcome.lines { #expect(!line.contains(" Zs hold"), "\(line)") }
  }

  private static func edited(
    _ lines: [String], _ random: inout SeededGenerator
  ) -> [String] {
    var lines = lines
    let place = random.integer(0...(lines.count - 1))
    switch random.integer(0...4) {
    case 0: lines.remove(at: place)
    case 1: lines.insert(lines[place], at: random.integer(0...lines.count))
    case 2: lines.swapAt(place, random.integer(0...(lines.count - 1)))
    case 3:
      lines[place] = String(lines[place].dropLast(random.integer(1...lines[place].count)))
    default:
      // A digit becomes another one.
      var bytes = Array(lines[place].utf8)
      let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
      guard !digits.isEmpty else { return lines }
      let digit = digits[random.integer(0...(digits.count - 1))]
      bytes[digit] = 0x30 + (bytes[digit] - 0x30 + UInt8(random.integer(1...9))) % 10
      lines[place] = String(decoding: bytes, as: UTF8.self)
    }
    return lines
  }
}

/// One thing that somebody changes in the file.
private struct Tampering {
  /// What is done.
  let sql: String
  /// What may be named for it.
  let places: Set<String>

  /// Early records, so that opening the books does not see them already.
  private static let recordMax = 40

  init(_ records: Int, _ closes: Int, _ random: inout SeededGenerator) {
    let serial = random.integer(1...Self.recordMax)
    let number = random.integer(1...(closes - 1))
    let record = Self.record(serial)
    switch random.integer(0...11) {
    case 0...3:
      (sql, places) = (Self.change(Self.ofRecord, serial, &random), [record])
    case 4, 5:
      (sql, places) = (Self.change(Self.ofClose, number, &random), ["Z \(number)"])
    case 6:
      let tables = ["transfers", "postings", "sale_lines"]
      let sqls = tables.map { "DELETE FROM \($0) WHERE \(Self.key($0)) = \(serial)" }
      (sql, places) = (sqls.joined(separator: ";"), [record])
    case 7:
      let tables = ["closes", "close_figures", "close_acts"]
      let sqls = tables.map { "DELETE FROM \($0) WHERE \(Self.key($0)) = \(number)" }
      (sql, places) = (sqls.joined(separator: ";"), ["Z \(number)"])
    case 8:
      let other = 1 + (serial + random.integer(0...(Self.recordMax - 2))) % Self.recordMax
      (sql, places) = (
        Self.swap(["transfers", "postings", "sale_lines"], serial, other),
        [Self.record(min(serial, other))]
      )
    case 9:
      let other = 1 + (number + random.integer(0...max(0, closes - 3))) % (closes - 1)
      (sql, places) = (
        Self.swap(["closes", "close_figures", "close_acts"], number, other),
        ["Z \(min(number, other))"]
      )
    case 10:
      (sql, places) = (
        "INSERT INTO close_figures VALUES (\(number), 'sales:gift', 5)", ["Z \(number)"]
      )
    default:
      // A Z between two others, with the record numbers of the one before it.
      (sql, places) = (
        """
        UPDATE close_figures SET close = close + 1000 WHERE close > \(number);
        UPDATE close_acts SET number = number + 1000 WHERE number > \(number);
        UPDATE closes SET number = number + 1000 WHERE number > \(number);
        UPDATE close_figures SET close = close - 999 WHERE close > 1000;
        UPDATE close_acts SET number = number - 999 WHERE number > 1000;
        UPDATE closes SET number = number - 999 WHERE number > 1000;
        INSERT INTO closes SELECT number + 1, randomblob(16), at, business_day, time_zone,
          day_start, by, software, last + 1, last, journal_hash, counted, reason, seal
          FROM closes WHERE number = \(number);
        INSERT INTO close_acts SELECT number, id FROM closes WHERE number = \(number + 1)
        """, ["Z \(number + 1)"]
      )
    }
  }

  private static func record(_ serial: Int) -> String {
    "record " + ReceiptNumber(station: "East", serial: serial).description
  }

  private static func key(_ table: String) -> String {
    switch table {
    case "transfers": "sequence"
    case "closes", "close_acts": "number"
    case "close_figures": "close"
    default: "transfer"
    }
  }

  private static let ofRecord: [(String, [String])] = [
    (
      "transfers",
      [
        "+at", "+business_day", "+floor", "+cash_after", "+subsidy_after", "+lane", "+refers_to",
        "|by", "|kind", "|note", "|card", "|meal_period", "|diner_group", "*hash", "*intent",
        "*visit", "*batch",
      ]
    ),
    ("postings", ["+amount", "|book"]),
    (
      "sale_lines",
      ["+amount", "+vat_basis_points", "+vat", "+refunds", "|plate", "|dish", "|name"]
    ),
  ]

  private static let ofClose: [(String, [String])] = [
    (
      "closes",
      [
        "+at", "+business_day", "+day_start", "+first", "+last", "+counted", "|time_zone", "|by",
        "|software", "|reason", "*id", "*journal_hash", "*seal",
      ]
    ),
    ("close_figures", ["+value", "|name"]), ("close_figures", ["+value"]),
  ]

  /// Another value in a column of a row: a larger number, a longer text, other bytes.
  private static func change(
    _ tables: [(String, [String])], _ key: Int, _ random: inout SeededGenerator
  ) -> String {
    let (table, columns) = tables[random.integer(0...(tables.count - 1))]
    let entry = columns[random.integer(0...(columns.count - 1))]
    let column = entry.dropFirst()
    let value =
      switch entry.first {
      case "+": "ifnull(\(column), 0) + \(random.integer(1...300))"
      case "|": "ifnull(\(column), '') || 'x'"
      default: "randomblob(max(16, length(ifnull(\(column), ''))))"
      }
    return """
      UPDATE \(table) SET \(column) = \(value) WHERE rowid_of = 1
      """.replacing(
        "rowid_of = 1",
        with: table == "close_figures"
          ? "close = \(key) AND name = (SELECT min(name) FROM close_figures WHERE close = \(key))"
          : "\(self.key(table)) = \(key)"
            + (table == "postings" || table == "sale_lines" ? " AND line = 0" : ""))
  }

  private static func swap(_ tables: [String], _ one: Int, _ other: Int) -> String {
    tables.map { table in
      let key = key(table)
      return """
        UPDATE \(table) SET \(key) = 900001 WHERE \(key) = \(one);
        UPDATE \(table) SET \(key) = \(one) WHERE \(key) = \(other);
        UPDATE \(table) SET \(key) = \(other) WHERE \(key) = 900001
        """
    }.joined(separator: ";")
  }

  /// Edits the file; false if there was nothing to edit, such as lines of a top-up.
  func perform(on scratch: Scratch) throws -> Bool {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: scratch.booksPath, configuration: configuration)
    let isChanged = try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      let triggers = try Row.fetchAll(
        db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      for row in triggers { try db.execute(sql: "DROP TRIGGER \(row["name"] as String)") }
      let before = db.totalChangesCount
      try db.execute(sql: sql)
      let isChanged = db.totalChangesCount > before
      for row in triggers { try db.execute(sql: row["sql"]) }
      try db.checkpoint(.truncate)
      return isChanged
    }
    try queue.close()
    return isChanged
  }
}
