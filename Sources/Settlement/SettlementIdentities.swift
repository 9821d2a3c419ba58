public import Ledger

/// What must hold within the figures of a Z, and from one Z to the next.
public enum SettlementIdentities {
  /// One of them, with both sides.
  public struct Identity: Hashable, Sendable {
    /// What is equal to what.
    public var words: String
    /// What it comes to, added up one way.
    public var left: Int64
    /// What it comes to the other way.
    public var right: Int64

    /// True if both sides are equal.
    public var isKept: Bool { left == right }
  }

  /// All of them for a Z that follows another, or for the first one.
  ///
  /// Opening + top-ups + grants + tickets bought - expiries - sales - charges - refunds + what came
  /// back = closing, each kind with its sign; and each breakdown of the sales adds up to the same.
  public static func of(_ figures: Figures, after previous: Figures?) -> [Identity] {
    [wallets(figures), books(figures), till(figures), drawer(figures)]
      + Breakdown.allCases.flatMap { breakdown(figures, $0) }
      + [opening(figures, previous)] + FigureName.perpetual.map { perpetual(figures, previous, $0) }
  }

  private static func sum(_ figures: Figures, below prefix: String) -> Int64 {
    figures.below(prefix).reduce(0) { $0 &+ $1.value }
  }

  private static func wallets(_ figures: Figures) -> Identity {
    Identity(
      words: "opening wallets and what each kind changed are the closing wallets",
      left: sum(figures, below: "wallets:opening") &+ sum(figures, below: "wallets:change"),
      right: sum(figures, below: "wallets:closing"))
  }

  private static func books(_ figures: Figures) -> Identity {
    Identity(
      words: "what wallets and other books gained came in by the tenders",
      left: sum(figures, below: "wallets:change") &+ sum(figures, below: "books"),
      right: sum(figures, below: "tender"))
  }

  private static func till(_ figures: Figures) -> Identity {
    Identity(
      words: "sold, refunded and reversed are the net sales",
      left: figures[FigureName.sold] &+ figures[FigureName.refunded]
        &+ figures[FigureName.reversed],
      right: figures[FigureName.net])
  }

  private static func drawer(_ figures: Figures) -> Identity {
    Identity(
      words: "cash that was there, cash in and cash out are what the drawer should hold",
      left: figures[FigureName.drawerCarried] &+ sum(figures, below: "tender:cash"),
      right: figures[FigureName.drawerExpected])
  }

  private static func breakdown(_ figures: Figures, _ breakdown: Breakdown) -> [Identity] {
    let totals: [(Measure, String)] =
      breakdown == .payment
      ? [(.gross, FigureName.net)]
      : [(.gross, FigureName.net), (.vat, FigureName.vat), (.count, FigureName.lines)]
    let parts = figures.below("by:" + breakdown.rawValue)
    return totals.map { measure, name in
      Identity(
        words: "sales by \(breakdown.rawValue) (\(measure.rawValue)) are \(name)",
        left: parts.reduce(0) {
          $1.name.hasSuffix(":" + measure.rawValue) ? $0 &+ $1.value : $0
        },
        right: figures[name])
    }
  }

  private static func opening(_ figures: Figures, _ previous: Figures?) -> Identity {
    Identity(
      words: "the opening wallets are the closing ones of the Z before",
      left: sum(figures, below: "wallets:opening"),
      right: previous.map { sum($0, below: "wallets:closing") } ?? 0)
  }

  private static func perpetual(
    _ figures: Figures, _ previous: Figures?, _ name: String
  ) -> Identity {
    let running = FigureName.perpetual(name)
    return Identity(
      words: "\(running) is that of the Z before and the period's",
      left: (previous?[running] ?? 0) &+ figures[name], right: figures[running])
  }
}
