import Lanes
import Ledger
import Menus
import Money
import TagReads

/// What a lane did, in lines that read like what a bystander saw.
enum Story {
  static func line(_ action: LaneAction) -> String? {
    switch action {
    case .show(let view): line(view)
    case .pay(let request):
      "debit \(request.order.account) \(yuan(request.order.total)) "
        + "for \(Canteen.letters(request.plates))"
    case .sound(let sound): "♪ \(sound.rawValue)"
    case .identify, .pace, .note: nil
    }
  }

  static func line(_ view: LaneView) -> String {
    var words = [view.state.rawValue]
    if view.state == .reading { words.append(String(view.tagCount)) }
    if let problem = view.problem { words.append(problem.code.rawValue) }
    if let tags = view.problem?.tags, !tags.isEmpty { words.append("(\(Canteen.letters(tags)))") }
    if view.isSupplementary { words.append("more") }
    if !view.lines.isEmpty {
      words.append("\(Canteen.letters(view.lines.map(\.plate))) \(yuan(view.total))")
    }
    if view.wantsAnotherTap { words.append("tap again") }
    if view.isCardWaiting { words.append("card waits") }
    if let wallets = view.wallets {
      words.append("has \(yuan(wallets.cash))+\(yuan(wallets.subsidy))")
    }
    return words.joined(separator: " ")
  }

  static func line(_ note: LaneNote) -> String {
    switch note {
    case .visitBegan: "visit"
    case .billShown(let bill):
      (bill.isPayable ? "bill " : "bill in doubt ") + (bill.isSupplementary ? "more " : "")
        + "\(Canteen.letters(bill.lines.map(\.plate))) \(yuan(bill.total))"
    case .contradicted: "contradicted"
    case .paid(let request, let receipt):
      "paid \(receipt.number) \(Canteen.letters(request.plates))"
    case .refused(_, let refusal): "refused \(refusal.rawValue)"
    case .notWritten(_, let reason): "not written: \(reason)"
    case .leftWithoutPaying(_, let plates): "left without paying \(Canteen.letters(plates))"
    case .visitEnded(_, let paid): paid ? "end, paid" : "end, not paid"
    case .problem(let problem): "problem \(problem.code.rawValue)"
    case .problemEnded(let code): "no more \(code.rawValue)"
    }
  }

  private static func yuan(_ amount: Amount) -> String { Currency.cny.plain(amount) }
}
