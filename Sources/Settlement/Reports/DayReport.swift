/// What happened in the hall in the time of some settlements: for looking at, not for the books.
///
/// Every sum of money comes from the journal's records, so it agrees with the settlements; what is
/// not money comes from what lanes and serving windows noted. Amounts are minor units.
public struct DayReport: Codable, Hashable, Sendable {
  /// The station.
  public var station: String
  /// The currency of the amounts.
  public var currency: String
  /// The numbers of the first and the last Z.
  public var settlements: [Int]
  /// Everything together.
  public var total: Takings
  /// By hour of the canteen's clock, those with sales.
  public var hours: [Row]
  /// By lane; the key is empty for what was sold without one.
  public var lanes: [LaneRow]
  /// By diner group.
  public var groups: [GroupRow]
  /// By dish, the best sold first.
  public var dishes: [DishRow]
  /// The last ten business days that were closed, the newest last.
  public var days: [Row]

  /// What was sold, less what was given back.
  public struct Takings: Codable, Hashable, Sendable {
    /// Receipts of sales; what gives something back counts for nothing.
    public var receipts = 0
    /// Things sold, less things given back.
    public var lines: Int64 = 0
    /// Money, VAT included.
    public var gross: Int64 = 0

    /// Starts with nothing.
    public init() {}

    /// What an average receipt comes to, rounded towards zero; nothing without one.
    public var average: Int64? { receipts == 0 ? nil : gross / Int64(receipts) }
  }

  /// Takings of an hour or a day.
  public struct Row: Codable, Hashable, Sendable {
    /// The hour (`11`) or the day (`2026-11-27`).
    public var key: String
    /// What was sold.
    public var takings: Takings
  }

  /// How a lane did.
  public struct LaneRow: Codable, Hashable, Sendable {
    /// Its number.
    public var lane: String
    /// What was sold there.
    public var takings: Takings
    /// Trays a minute in its busiest ten minutes.
    public var busiestPerMinute: Double
    /// From the tray's first read to the bill that was paid, in half the cases at most; nothing
    /// where no evidence is kept.
    public var settledMedianMilliseconds: Int?
    /// The same in 95 of 100 cases.
    public var settledP95Milliseconds: Int?
  }

  /// What a diner group took, and what paid for it.
  public struct GroupRow: Codable, Hashable, Sendable {
    /// The group's code.
    public var group: String
    /// What was sold to it.
    public var takings: Takings
    /// How much of that subsidies paid.
    public var subsidy: Int64
  }

  /// How a dish did.
  public struct DishRow: Codable, Hashable, Sendable {
    /// Its code.
    public var dish: String
    /// The name on its last receipt.
    public var name: String
    /// What was sold of it.
    public var takings: Takings
    /// Plates it was put on at the serving windows.
    public var bound: Int
    /// Those of them that nobody bought, by count.
    public var unsold: Int
  }
}
