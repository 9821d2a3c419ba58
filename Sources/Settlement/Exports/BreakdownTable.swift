public import Ledger

/// A row for each sum that sales are broken down by: each breakdown adds up to the net sales.
public struct BreakdownTable<Table: ExportTable>: SettlementVisitor {
  private var table: Table
  private let breakdowns: [Breakdown]

  /// - Parameters:
  ///   - table: where the rows go; it has ``BreakdownColumns/all``.
  ///   - breakdowns: which of them.
  public init(_ table: Table, _ breakdowns: [Breakdown] = Breakdown.allCases) {
    self.table = table
    self.breakdowns = breakdowns
  }

  public mutating func begin(_ sealed: SealedClose) throws {
    for breakdown in breakdowns {
      for part in sealed.close.figures.parts(of: breakdown) {
        try table.append([
          .text(sealed.close.station.text), .number(Int64(sealed.close.number)),
          .day(sealed.close.businessDay), .text(breakdown.rawValue), .text(part.key),
          part.count.map { .number($0) } ?? .blank, .amount(part.gross),
          part.vat.map { .amount($0) } ?? .blank,
          part.vat.map { .amount(part.gross &- $0) } ?? .blank,
        ])
      }
    }
  }
}

/// The columns of the breakdowns.
public enum BreakdownColumns {
  /// All of them, in their order for ever.
  public static let all: [ExportColumn] = [
    .init("station"), .init("z", .number), .init("business_date", .day), .init("breakdown"),
    .init("key"), .init("count", .number), .init("gross", .amount), .init("vat", .amount),
    .init("net", .amount),
  ]
}

/// One sum of a breakdown.
public struct BreakdownPart: Hashable, Sendable {
  /// What it is the sum of: a dish's code, a lane's number; empty for what has none.
  public var key: String
  /// Lines sold, less lines taken back; nothing where lines are not counted.
  public var count: Int64?
  /// Money, VAT included.
  public var gross: Int64
  /// The VAT in it; nothing where it is not told apart.
  public var vat: Int64?
}

extension Figures {
  /// The sums of a breakdown, by key.
  public func parts(of breakdown: Breakdown) -> [BreakdownPart] {
    var parts: [String: BreakdownPart] = [:]
    let hasLines = breakdown != .payment
    for (name, value) in below("by:" + breakdown.rawValue) {
      guard let colon = name.lastIndex(of: ":"),
        let measure = Measure(rawValue: String(name[name.index(after: colon)...]))
      else { continue }
      let key = Self.text(ofPart: String(name[..<colon]))
      var part =
        parts[key]
        ?? BreakdownPart(
          key: key, count: hasLines ? 0 : nil, gross: 0, vat: hasLines ? 0 : nil)
      switch measure {
      case .count: part.count = value
      case .gross: part.gross = value
      case .vat: part.vat = value
      }
      parts[key] = part
    }
    return parts.values.sorted { $0.key < $1.key }
  }
}
