public import Ledger
import Money
public import Primitives

/// Adds up a report from settled records, one at a time.
///
/// Memory grows with dishes, groups and lanes, not with records.
public struct ReportTally: SettlementVisitor {
  fileprivate struct Lane {
    var takings = DayReport.Takings()
    var rush = RushHour()
    var waits = WaitTally()
  }

  fileprivate struct Dish {
    var name = ""
    var takings = DayReport.Takings()
  }

  fileprivate struct Group {
    var takings = DayReport.Takings()
    var subsidy: Int64 = 0
  }

  private let utcOffset: (WallTime, String) -> Int
  private var timeZone = "UTC"
  private var numbers: ClosedRange<Int>?
  private var total = DayReport.Takings()
  private var hours: [Int: DayReport.Takings] = [:]
  private var lanes: [String: Lane] = [:]
  private var groups: [String: Group] = [:]
  private var dishes: [String: Dish] = [:]

  /// - Parameter utcOffset: seconds that the clocks of a time zone are ahead of UTC at a moment.
  public init(utcOffset: @escaping (WallTime, String) -> Int) {
    self.utcOffset = utcOffset
  }

  public mutating func begin(_ sealed: SealedClose) {
    timeZone = sealed.close.timeZone
    let number = sealed.close.number
    numbers = min(numbers?.lowerBound ?? number, number)...max(numbers?.upperBound ?? 0, number)
  }

  public mutating func visit(_ transfer: Transfer) {
    let particulars = transfer.particulars
    guard !particulars.lines.isEmpty else { return }
    let offset = utcOffset(transfer.at, timeZone)
    let hour = transfer.at.local(utcOffsetSeconds: offset).minuteOfDay / 60
    let lane = particulars.lane.map { String($0) } ?? ""
    total.add(transfer)
    hours[hour, default: DayReport.Takings()].add(transfer)
    lanes[lane, default: Lane()].takings.add(transfer)
    if particulars.visit != nil { lanes[lane, default: Lane()].rush.note(transfer.at) }
    groups[particulars.group ?? "", default: Group()].add(transfer)
    for line in particulars.lines {
      dishes[line.dish ?? "", default: Dish()].add(line, of: transfer)
    }
  }

  /// Notes how long a tray of a lane took until its bill was there.
  public mutating func note(settledAfter milliseconds: Int, lane: Int) {
    lanes[String(lane), default: Lane()].waits.note(milliseconds)
  }

  /// The report.
  ///
  /// - Parameters:
  ///   - bound: on how many plates each dish was put.
  ///   - days: the business days to compare with, the newest last.
  public func report(
    station: StationName, currencyCode: String, bound: [String: Int], days: [DayReport.Row]
  ) -> DayReport {
    DayReport(
      station: station.text, currency: currencyCode,
      settlements: numbers.map { [$0.lowerBound, $0.upperBound] } ?? [], total: total,
      hours: hours.sorted { $0.key < $1.key }.map {
        DayReport.Row(key: ($0.key < 10 ? "0" : "") + String($0.key), takings: $0.value)
      },
      lanes: laneRows, groups: groupRows, dishes: dishRows(bound), days: days)
  }

  private var laneRows: [DayReport.LaneRow] {
    lanes.sorted { ($0.key.count, $0.key) < ($1.key.count, $1.key) }.map { key, lane in
      DayReport.LaneRow(
        lane: key, takings: lane.takings, busiestPerMinute: lane.rush.mostPerMinute,
        settledMedianMilliseconds: lane.waits.quantile(0.5),
        settledP95Milliseconds: lane.waits.quantile(0.95))
    }
  }

  private var groupRows: [DayReport.GroupRow] {
    groups.sorted { $0.key < $1.key }.map { key, group in
      DayReport.GroupRow(group: key, takings: group.takings, subsidy: group.subsidy)
    }
  }

  private func dishRows(_ bound: [String: Int]) -> [DayReport.DishRow] {
    let codes = Set(dishes.keys).union(bound.keys)
    let rows = codes.map { code in
      let dish = dishes[code] ?? Dish()
      let plates = bound[code] ?? 0
      return DayReport.DishRow(
        dish: code, name: dish.name, takings: dish.takings, bound: plates,
        unsold: max(0, plates - Int(clamping: dish.takings.lines)))
    }
    return rows.sorted { ($1.takings.lines, $0.dish) < ($0.takings.lines, $1.dish) }
  }
}

extension ReportTally.Group {
  fileprivate mutating func add(_ transfer: Transfer) {
    takings.add(transfer)
    for change in transfer.purseChanges where change.purse.wallet == .subsidy {
      subsidy &-= change.amount.minorUnits
    }
  }
}

extension ReportTally.Dish {
  fileprivate mutating func add(_ line: SaleLine, of transfer: Transfer) {
    let sign: Int64 = transfer.kind.sells ? 1 : -1
    // What has no dish, as a broken bowl, has no name in common.
    if line.dish != nil { name = line.name }
    if transfer.kind.sells { takings.receipts += 1 }
    takings.lines += sign
    takings.gross &+= sign * line.amount.minorUnits
  }
}

extension DayReport.Takings {
  fileprivate mutating func add(_ transfer: Transfer) {
    let sign: Int64 = transfer.kind.sells ? 1 : -1
    if transfer.kind == .sale { receipts += 1 }
    for line in transfer.particulars.lines {
      lines += sign
      gross &+= sign * line.amount.minorUnits
    }
  }
}

extension DayReport.Row {
  /// The business days of settlements, the oldest first: those of one day together.
  ///
  /// - Parameters:
  ///   - closes: settlements in the order of their numbers.
  ///   - countMax: how many days at most, of the newest.
  public static func days(of closes: [DayClose], countMax: Int) -> [DayReport.Row] {
    var days: [CalendarDay: DayReport.Takings] = [:]
    for close in closes {
      var takings = days[close.businessDay] ?? DayReport.Takings()
      takings.receipts += Int(close.figures[FigureName.count(.sale)])
      takings.lines += close.figures[FigureName.lines]
      takings.gross &+= close.figures[FigureName.net]
      days[close.businessDay] = takings
    }
    return days.sorted { $0.key < $1.key }.suffix(countMax).map {
      DayReport.Row(key: $0.key.description, takings: $0.value)
    }
  }
}
