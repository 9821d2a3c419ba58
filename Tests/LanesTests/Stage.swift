import Lanes
import Ledger
import Menus
import Primitives
import TagReads
import Testing
import Trays

/// A lane with an antenna, a card reader and books around it, and a clock that only moves when
/// told.
///
/// Plates and cards are letters of `Canteen`. Rounds come every 50 ms from both antennas; look-ups
/// and payments are answered at once unless they are held.
final class Stage {
  static let roundLength: Duration = .milliseconds(50)

  private(set) var lane: Lane
  private(set) var now = Moment(milliseconds: 1000)
  var books = PaperBooks()
  var catalogue = Canteen.catalogue
  var minuteOfDay = 720
  /// Days that the calendar is ahead of the business day: one between midnight and the day start.
  var calendarLead = 0
  /// Letters of what lies on the tray antenna and at the card reader.
  var onTray = ""
  var atReader = ""
  /// Why the card at the reader cannot be known again, if it cannot.
  var refusedCard: CardRefusal?
  /// Letters of what is there and does not answer.
  var unheard = ""
  var quality = InventoryRound.Quality.complete
  var holdsPayments = false
  var holdsLookups = false
  private(set) var heldPayments: [PaymentRequest] = []
  private(set) var heldLookups: [TagID] = []
  private(set) var actions: [LaneAction] = []
  private(set) var watch: Watch
  private var trayReader = LaneReaderState.starting
  private var cardReader = LaneReaderState.starting
  private var told = 0
  private var toldNotes = 0
  private var ids = SeededGenerator(seed: 1)
  let hasCardReader: Bool

  init(
    hasCardReader: Bool = true, isReady: Bool = true,
    adjust: (inout LaneSettings) -> Void = { _ in }
  ) {
    var settings = LaneSettings()
    settings.hasCardReader = hasCardReader
    adjust(&settings)
    self.hasCardReader = hasCardReader
    lane = Lane(settings: settings)
    watch = Watch(view: lane.view)
    guard isReady else { return }
    tell(.trayReader(.working))
    if hasCardReader { tell(.cardReader(.working)) }
    told = actions.count
    toldNotes = actions.count
  }

  /// Gives the lane an input and does what it asks for, as far as nothing is held.
  func tell(_ input: LaneInput) {
    if case .trayReader(let state) = input { trayReader = state }
    if case .cardReader(let state) = input { cardReader = state }
    let done = lane.handle(input, at: now, context: context)
    watch.check(done, of: lane, after: input, at: now)
    actions += done
    for action in done {
      switch action {
      case .identify(let tag):
        if holdsLookups { heldLookups.append(tag) } else { answer(tag) }
      case .pay(let request):
        if holdsPayments { heldPayments.append(request) } else { answer(request) }
      case .show, .sound, .pace, .note: break
      }
    }
  }

  private func answer(_ request: PaymentRequest) {
    let result: PaymentResult =
      books.writeFault.map { .notWritten($0) } ?? .answered(books.perform(request))
    tell(.paymentFinished(request.id, result))
  }

  private func answer(_ tag: TagID) {
    tell(books.readFault.map { .lookupFailed(tag, $0) } ?? .identified(tag, books.card(tag)))
  }

  /// Lets the books answer what was held.
  func answerPayments() {
    let requests = heldPayments
    heldPayments = []
    requests.forEach(answer)
  }

  /// Lets the look-ups answer that were held.
  func answerLookups() {
    let tags = heldLookups
    heldLookups = []
    tags.forEach(answer)
  }

  static let businessDay = CalendarDay(daysSince1970: 20_000)

  private var context: LaneContext {
    let calendarDay = CalendarDay(daysSince1970: Self.businessDay.daysSince1970 + calendarLead)
    let local = LocalTime(day: calendarDay, minuteOfDay: minuteOfDay)
    return LaneContext(
      wall: WallTime(milliseconds: now.nanoseconds / 1_000_000), local: local,
      businessDay: Self.businessDay, catalogue: catalogue, soldRecently: { self.books.sold[$0] },
      mintID: { UniqueID(using: &self.ids) })
  }
}

/// Time.
extension Stage {
  /// Lets time pass, with rounds and with wake-ups where the lane asks for them.
  func pass(_ milliseconds: Int, rounds: Bool = true) {
    let end = now + .milliseconds(milliseconds)
    while now < end {
      let next = min(end, now + Self.roundLength)
      while let wake = lane.nextWake, wake < next {
        now = wake
        tell(.wake)
      }
      now = next
      if rounds { giveRounds() } else { tell(.wake) }
    }
  }

  func giveRounds() {
    if trayReader == .working { tell(.trayRound(round(onTray, askedBefore: 45))) }
    if hasCardReader, cardReader == .working {
      let cards = round(atReader, askedBefore: 20)
      tell(
        .cardRound(
          InventoryRound(
            cards.reads, quality: cards.quality, began: cards.began, ended: cards.ended,
            refusal: refusedCard)))
    }
  }

  private func round(_ letters: String, askedBefore: Int64) -> InventoryRound {
    InventoryRound(
      Canteen.tags(letters.filter { !unheard.contains($0) }).map { TagRead($0) }, quality: quality,
      began: now - .milliseconds(askedBefore), ended: now)
  }

  /// Puts a tray down, or more on it, and waits until it has been decided.
  func place(_ letters: String) {
    onTray += letters
    pass(900)
  }

  /// Takes things off the tray antenna, everything if none is named, and waits until that is seen.
  func take(_ letters: String? = nil) {
    onTray = letters.map { gone in onTray.filter { !gone.contains($0) } } ?? ""
    pass(1500)
  }

  /// Holds a card to the reader for a moment, and waits until its payment is done.
  func tap(_ card: Character) {
    atReader.append(card)
    pass(250)
    atReader.removeAll { $0 == card }
    pass(650)
  }
}

/// What there is to see.
extension Stage {
  /// What was shown, debited and heard since the last time it was asked for; the counting of a tray
  /// left out.
  func story() -> [String] {
    defer { told = actions.count }
    return actions[told...].compactMap(Story.line).filter { !$0.hasPrefix("reading") }
  }

  /// The notes since the last time they were asked for.
  func notes() -> [String] {
    defer { toldNotes = actions.count }
    return actions[toldNotes...].compactMap {
      if case .note(let note) = $0 { Story.line(note) } else { nil }
    }
  }

  /// What the display shows now.
  var shown: String { Story.line(lane.view) }

  /// Every debit asked for so far.
  var debits: [String] {
    actions.compactMap { if case .pay = $0 { Story.line($0) } else { nil } }
  }
}
