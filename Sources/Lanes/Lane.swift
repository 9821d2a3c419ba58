public import Primitives
import TagReads
public import Trays

/// A lane's life as one machine: reads, cards, operator acts and time in; views, payments, sounds
/// and notes out.
///
/// Four things go on side by side, each with its own states, and the view is what they add up to:
///
///     tray     absent -> reading -> settled <-> reading -> absent        undecided from reading
///     card     claim: open -> (tapped too early, wrong set) -> paid, refused or expired
///     payment  none -> looking -> inFlight -> none                       looking -> none
///     service  open <-> closed by an operator; -> books stopped, for good
///
/// What is decided here and not elsewhere:
/// - One stay of a card on an antenna is one tap. A card that is left lying pays once.
/// - Money moves for a set that a look begun at the tap has confirmed, at the prices on display,
///   and only if nothing about the tray or the cards is in doubt. One payment at a time.
/// - A bill is shown at the price for anybody; the tap tells the diner's group. A bill that is not
///   dearer for it is shown and paid at once. A dearer one is shown, and pays at the next tap; with
///   a card that lies on the tray, once it has been shown for `LaneSettings.cardOnTrayDelay`. Who
///   taps before there is a bill agrees to whatever it comes to.
/// - If the look finds another set, nothing is debited. A card at the card reader must then be
///   tapped again; one that lies on the tray pays once the new bill has been shown for
///   `LaneSettings.cardOnTrayDelay`. If the set turns out to be the same after all, the tap stands.
/// - A tap while everything on the tray is paid means nothing, and neither does one of the card
///   that has just paid: the diner is only slow to take it away.
/// - A tray reader that was away has to confirm the set anew before anything is billed; paid plates
///   stay paid, for the visit goes on.
/// - A payment that for certain was not written, because the disk is full or the file locked, is a
///   problem of that tap: the next tap is a payment of its own, with an id of its own, and the lane
///   serves on as soon as one succeeds.
/// - A payment whose outcome nobody knows stops the lane for good; nothing is guessed.
///
/// The machine reads no clock and asks no store. Moments must not go backwards.
public struct Lane: Sendable {
  let settings: LaneSettings
  var service = Service.open
  var trayReader = LaneReaderState.starting
  var cardReader: LaneReaderState
  var engine: RecordedEngine
  var stage = TrayStage.absent
  /// The tray reader was away, and the settled set waits for a look that confirms it.
  var isRechecking = false
  var visit: Visit?
  var clearing: Clearing?
  var cards: CardDesk
  var claim: Claim?
  var payment = Payment.none
  var objection: Objection?
  var lastPayment: LastPayment?
  /// What the last round of the card reader said of a card that cannot be known again.
  var cardRefusal: CardRefusal?
  var pace = LanePace.resting
  var lastHeard: (code: LaneProblem.Code, at: Moment)?
  /// The moment of the last input: deadlines up to it have been met.
  var metUpTo = Moment.origin

  /// What the display shows.
  public internal(set) var view: LaneView

  /// What the lane makes of the tags it reads, for the other lanes of the station.
  public var claims: [TagClaim] { engine.claims }

  /// What the last tray has taught; nothing before one has gone.
  public var lesson: TrayLesson? { engine.lesson }

  /// What the lane has learned of its plates and of the tags around it.
  public var habits: LaneHabits { engine.habits }

  /// Makes a lane with nothing on it, whose readers have not been opened yet, and which may have
  /// learned something before.
  public init(settings: LaneSettings = LaneSettings(), habits: LaneHabits = LaneHabits()) {
    self.settings = settings
    cardReader = settings.hasCardReader ? .starting : .working
    engine = RecordedEngine(
      settings: settings.tray, habits: habits, isRecording: settings.keepsEvidence)
    cards = CardDesk(settings: settings)
    view = LaneView(.closed)
    view.problem = LaneProblem(.laneStarting)
  }

  /// Takes over habits that were found otherwise than by serving, in place of the lane's own.
  public mutating func adopt(_ habits: LaneHabits) {
    engine.adopt(habits)
  }

  /// Takes an input in and says what is to be done about it, in order.
  public mutating func handle(
    _ input: LaneInput, at now: Moment, context: LaneContext
  ) -> [LaneAction] {
    var turn = Turn(now: now, context: context)
    metUpTo = max(metUpTo, now)
    meetDeadlines(&turn)
    take(input, &turn)
    reprice(turn)
    beginPayment(&turn)
    present(&turn)
    return turn.actions
  }

  private mutating func take(_ input: LaneInput, _ turn: inout Turn) {
    switch input {
    case .trayRound(let round): observeTray(round, &turn)
    case .cardRound(let round): observeCards(round, &turn)
    case .trayReader(let state): trayReaderChanged(to: state, &turn)
    case .cardReader(let state): cardReaderChanged(to: state)
    case .identified(let tag, let standing): identified(tag, standing, &turn)
    case .lookupFailed(let tag, let reason): lookupFailed(tag, reason, turn)
    case .paymentFinished(let id, let result): paymentFinished(id, result, &turn)
    case .wake: break
    case .close(let reason): close(reason)
    case .reopen: if case .closed = service { service = .open }
    case .booksStopped(let reason): stopBooks(reason)
    }
  }
}

extension Lane {
  /// Whether the lane serves.
  enum Service: Sendable, Equatable {
    case open
    /// An operator closed it.
    case closed(String)
    /// The books can not be trusted: closed until the station has been started again.
    case booksStopped(String)
  }

  /// What is known of the tray on the antenna.
  enum TrayStage: Sendable {
    case absent
    case reading
    case undecided(UndecidedReason)
    case settled(PricedTray)
  }

  /// The receipt of a tray that has gone, and until when it stays on display.
  struct Clearing: Sendable {
    let settlement: Settlement
    let until: Moment
  }

  /// Who paid last, and for which visit.
  struct LastPayment: Sendable {
    let visit: UniqueID
    let card: TagID
    let at: Moment
  }

  /// The settled tray, as it is priced on display.
  var tray: PricedTray? {
    if case .settled(let tray) = stage { tray } else { nil }
  }

  /// Everything that was decided to be on the tray has been paid.
  var isSettledUp: Bool {
    visit?.settlement != nil && tray?.isSettledUp ?? false
  }
}

/// One input being handled: when, in what world, and what has come of it so far.
struct Turn {
  let now: Moment
  let context: LaneContext
  var actions: [LaneAction] = []
  /// What is to be heard once the view has been shown.
  private(set) var sounds: [LaneSound] = []

  mutating func note(_ note: LaneNote) { actions.append(.note(note)) }
  mutating func sound(_ sound: LaneSound) { sounds.append(sound) }
}
