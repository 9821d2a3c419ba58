import Primitives
import Trays

/// The diner at a lane, as one contender's displays make him act.
///
/// He taps at the moment he planned to or, if there is no bill by then, as soon as there is one. An
/// answer that is not a confirmation makes him tap again a second later, up to three times; then he
/// waits for staff until his tray is taken away.
struct Diner {
  enum Stage: Equatable {
    /// Nobody is there.
    case away
    /// He taps at this moment or as soon after it as there is a bill.
    case waiting(tap: Moment)
    /// He tapped then and waits for the answer.
    case looking(tap: Moment)
    /// He has paid.
    case paid
    /// He has given up and waits for staff.
    case refused
  }

  /// - tapsMax (taps, 3): taps before he gives up.
  static let tapsMax = 3

  /// - tapAgainAfter (duration, 1 s): from an answer to the next tap.
  static let tapAgainAfter: Duration = .seconds(1)

  private(set) var stage = Stage.away
  /// The visit's index within its lane.
  private(set) var index = -1
  private(set) var taps = 0

  /// What he has been shown.
  var bills = BillWatch()

  var hasPaid: Bool { stage == .paid }

  /// The next visit begins.
  mutating func arrive(_ visit: VisitPlan) {
    index += 1
    stage = .waiting(tap: visit.tap)
    taps = 0
    bills = BillWatch()
  }

  /// He taps.
  mutating func tap(at now: Moment) {
    stage = .looking(tap: now)
    taps += 1
  }

  /// He paid.
  mutating func pay() { stage = .paid }

  /// The answer was not a confirmation.
  mutating func beRefused(at now: Moment) {
    stage = taps < Self.tapsMax ? .waiting(tap: now + Self.tapAgainAfter) : .refused
  }

  /// The tray is taken away.
  mutating func leave() { stage = .away }
}
