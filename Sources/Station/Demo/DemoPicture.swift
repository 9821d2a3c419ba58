internal import Lanes
internal import Ledger
internal import Menus
internal import Money
internal import Primitives
internal import Readers

/// What the demo's screen shows: a line a lane, what has been paid, and the last events.
struct DemoPicture: Sendable {
  private static let eventsMax = 8
  private static let dishesMax = 4

  private let currency: Currency
  private let lanes: [Int]
  private let httpPort: Int?
  private let visitorLane: Int?
  private var views: [Int: LaneView] = [:]
  private var events: [String] = []
  private var paidCount = 0
  private var turnover = Amount.zero

  /// - Parameters:
  ///   - httpPort: the port of the pages, if there are some.
  ///   - visitorLane: the lane of the virtual counter, if there is one.
  init(currency: Currency, lanes: [Int], httpPort: Int? = nil, visitorLane: Int? = nil) {
    self.currency = currency
    self.lanes = lanes
    self.httpPort = httpPort
    self.visitorLane = visitorLane
  }

  /// Takes an event of the station, and gives its line if it is worth one.
  mutating func take(_ event: StationEvent, at time: StationTime) -> String? {
    let words: String?
    switch event {
    case .view(let lane, let view):
      views[lane] = view
      words = nil
    case .note(let lane, let note):
      count(note)
      words = self.words(for: note).map { "lane \(lane)  \($0)" }
    case .reader(let slot, let standing): words = "\(slot): \(self.words(for: standing))"
    case .blocks, .chips, .sound: words = nil
    }
    guard let words else { return nil }
    let line = Self.clock(time) + "  " + words
    events.append(line)
    if events.count > Self.eventsMax { events.removeFirst() }
    return line
  }

  private mutating func count(_ note: LaneNote) {
    guard case .paid(let request, _) = note else { return }
    paidCount += 1
    turnover = (try? turnover.adding(request.order.total)) ?? turnover
  }

  /// The lines of the picture, cut to the terminal: one row stays free for the cursor, and the last
  /// column too, where some terminals lose a character when the rest of the line is cleared.
  func lines(in size: TerminalSize) -> [String] {
    var lines = ["TrayTally demo: emulated readers, real daemon, real books. Ctrl-C ends it."]
    if let httpPort, let visitorLane {
      lines.append("Try it yourself: http://127.0.0.1:\(httpPort)/counter, at lane \(visitorLane)")
    }
    if let httpPort, let lane = lanes.first {
      lines.append("The diner's display: http://127.0.0.1:\(httpPort)/lanes/\(lane)")
    }
    lines.append("")
    let digits = lanes.map { String($0).count }.max() ?? 1
    for lane in lanes {
      let space = String(repeating: " ", count: digits - String(lane).count)
      lines.append("  lane \(space)\(lane)  " + words(for: views[lane]))
    }
    let paid = "\(counted(paidCount, "tray")) paid, \(currency.format(turnover)) in all"
    lines += ["", "  " + paid, ""]
    let room = max(0, size.rows - 1 - lines.count)
    lines += events.suffix(room).map { "  " + $0 }
    return lines.prefix(max(1, size.rows - 1)).map { $0.cut(toColumns: size.columns - 1) }
  }

  private static func clock(_ time: StationTime) -> String {
    let second = time.wall.milliseconds / 1000 % 60
    let minute = time.local.minuteOfDay
    let fields = [minute / 60, minute % 60, Int(second)]
    return fields.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}

// The words.
extension DemoPicture {
  private func words(for note: LaneNote) -> String? {
    switch note {
    case .billShown(let bill): words(for: bill)
    case .paid(let request, let receipt):
      "PAID \(currency.format(request.order.total))  receipt \(receipt.number)"
    case .problem(let problem):
      "problem \(problem.code.rawValue): \(problem.diner.text(in: "en"))"
    case .leftWithoutPaying: "the tray left without paying"
    case .contradicted: "the tray changed at the tap: nothing was debited"
    case .visitBegan, .refused, .notWritten, .visitEnded, .problemEnded: nil
    }
  }

  private func words(for bill: ShownBill) -> String {
    let names = bill.lines.prefix(Self.dishesMax).map { $0.names.text(in: "en") }
    let more = bill.lines.count > names.count ? ", ..." : ""
    let kind = bill.isSupplementary ? "second bill" : "bill"
    return "\(kind): \(sum(bill.lines, bill.total))  (\(names.joined(separator: ", "))\(more))"
  }

  private func words(for view: LaneView?) -> String {
    guard let view else { return "starting" }
    switch view.state {
    case .idle: return view.isCardWaiting ? "put your tray down" : "free"
    case .reading: return "reading, \(view.tagCount) so far"
    case .bill:
      let request = view.wantsAnotherTap ? "your own price: tap again to agree" : "tap your card"
      return "\(sum(view.lines, view.total)): \(request)"
    case .paying: return "\(sum(view.lines, view.total)): paying"
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

  private func sum(_ lines: [LaneLine], _ total: Amount) -> String {
    "\(counted(lines.count, "plate")), \(currency.format(total))"
  }
}
