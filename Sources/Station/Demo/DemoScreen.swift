internal import Foundation
internal import Lanes
internal import Ledger
internal import Menus
public import Money
internal import Primitives
internal import Readers
internal import Synchronization

/// Shows the demo's lanes on a terminal: a line a lane that changes in place, and the last events.
///
/// Where there is no terminal the events alone are printed, one a line.
public final class DemoScreen: Sendable {
  private struct State {
    var views: [Int: LaneView] = [:]
    var events: [String] = []
    var paidCount = 0
    var turnover = Amount.zero
    var height = 0
  }

  private static let eventsMax = 8
  private static let dishesMax = 4

  private let currency: Currency
  private let lanes: [Int]
  private let isTerminal: Bool
  private let put: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// Makes a screen that writes to a terminal or to anything else.
  public init(
    currency: Currency, lanes: [Int], isTerminal: Bool, put: @escaping @Sendable (String) -> Void
  ) {
    self.currency = currency
    self.lanes = lanes
    self.isTerminal = isTerminal
    self.put = put
  }

  /// Takes an event of the station.
  public func take(_ event: StationEvent, at time: StationTime) {
    state.withLock { state in
      switch event {
      case .view(let lane, let view): state.views[lane] = view
      case .note(let lane, let note):
        guard let line = line(for: note, lane: lane, in: &state) else { return }
        add(clock(time) + "  " + line, to: &state)
      case .reader(let slot, let standing):
        add(clock(time) + "  \(slot): \(words(for: standing))", to: &state)
      case .blocks, .sound: return
      }
      if isTerminal { redraw(&state) }
    }
  }

  private func add(_ line: String, to state: inout State) {
    state.events.append(line)
    if state.events.count > Self.eventsMax { state.events.removeFirst() }
    if !isTerminal { put(line + "\n") }
  }

  private func line(for note: LaneNote, lane: Int, in state: inout State) -> String? {
    switch note {
    case .billShown(let bill):
      let names = bill.lines.prefix(Self.dishesMax).map { $0.names.text(in: "en") }
      let more = bill.lines.count > names.count ? ", ..." : ""
      let kind = bill.isSupplementary ? "second bill" : "bill"
      let count = "\(bill.lines.count) \(bill.lines.count == 1 ? "plate" : "plates")"
      return "lane \(lane)  \(kind): \(count), \(currency.format(bill.total))"
        + "  (\(names.joined(separator: ", "))\(more))"
    case .paid(let request, let receipt):
      state.paidCount += 1
      state.turnover = (try? state.turnover.adding(request.order.total)) ?? state.turnover
      return "lane \(lane)  PAID \(currency.format(request.order.total))  receipt \(receipt.number)"
    case .problem(let problem):
      return "lane \(lane)  problem \(problem.code.rawValue): \(problem.diner.text(in: "en"))"
    case .leftWithoutPaying: return "lane \(lane)  the tray left without paying"
    case .contradicted: return "lane \(lane)  the tray changed at the tap: nothing was debited"
    case .visitBegan, .refused, .notWritten, .visitEnded, .problemEnded: return nil
    }
  }

  private func redraw(_ state: inout State) {
    var lines = ["TrayTally demo: emulated readers, real daemon, real books. Ctrl-C ends it.", ""]
    for lane in lanes { lines.append("  lane \(lane)  " + words(for: state.views[lane])) }
    lines += ["", "  \(state.paidCount) trays paid, \(currency.format(state.turnover)) in all", ""]
    lines += state.events.map { "  " + $0 }
    let up = state.height > 0 ? "\u{1B}[\(state.height)A" : ""
    let clearing = lines.map { $0 + "\u{1B}[K\n" }.joined()
    state.height = lines.count
    put(up + clearing + "\u{1B}[J")
  }

  private func words(for view: LaneView?) -> String {
    guard let view else { return "starting" }
    switch view.state {
    case .idle: return view.isCardWaiting ? "put your tray down" : "free"
    case .reading: return "reading, \(view.tagCount) so far"
    case .bill: return "\(view.lines.count) plates, \(currency.format(view.total)): tap your card"
    case .paying: return "\(view.lines.count) plates, \(currency.format(view.total)): paying"
    case .paid, .clearing:
      let sum = view.receipt.map { currency.format($0.total) } ?? ""
      let left = view.receipt.map { currency.format($0.left.cash) } ?? ""
      return "paid \(sum), \(left) cash left: take your tray"
    case .problem, .closed:
      return "PROBLEM " + (view.problem.map { $0.diner.text(in: "en") } ?? "")
    }
  }

  private func words(for standing: ReaderStanding) -> String {
    switch standing {
    case .starting: "starting"
    case .ready(let identity): "ready, \(identity.model)"
    case .lost(let fault): "lost: \(fault.message)"
    case .attention(let fault): "needs attention: \(fault.message)"
    }
  }

  private func clock(_ time: StationTime) -> String {
    let second = time.wall.milliseconds / 1000 % 60
    let minute = time.local.minuteOfDay
    let fields = [minute / 60, minute % 60, Int(second)]
    return fields.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
