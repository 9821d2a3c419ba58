import Ledger
import Primitives
import TagReads

/// Where a card was read.
enum CardPlace: Sendable, Hashable {
  /// Among the plates.
  case trayAntenna
  /// At the separate card reader.
  case cardReader
}

/// A card's stay on an antenna, from its first complete read to several clean misses.
///
/// One stay is one tap: a card that is left lying has been tapped once, however long it lies.
struct CardStay: Sendable {
  let tag: TagID
  let place: CardPlace
  let firstSeen: Moment
  var lastSeen: Moment
  /// Complete rounds without the card since it was last seen.
  var missRun = 0
  /// When the tag was last looked up.
  var askedAt: Moment
  /// What the look-up said.
  var standing: CardStanding?
  /// True if it came while another was read, as cards in one purse do.
  var hasCompany = false
  /// True once the diner has been told that nobody knows it.
  var isTold = false

  /// True once it is known that the tag belongs to an account, whatever that account's state.
  var isCard: Bool { standing != nil && standing != .unknown }

  /// True if both were there at the same time.
  func overlaps(_ other: CardStay) -> Bool {
    lastSeen >= other.firstSeen && other.lastSeen >= firstSeen
  }
}

/// Keeps the tags that are not plates: which are cards, which are nothing we know, which just came.
///
/// At the card reader every tag that is no plate is a card or wants to be one. On the tray antenna
/// such a tag is held back until the look-up has told a card from a stranger; only strangers go on
/// to the tray engine. At most `staysMax` stays and `strangersMax` strangers are kept: tags beyond
/// that count as strangers on the tray and as nothing at the card reader.
struct CardDesk: Sendable {
  static let staysMax = 16
  static let strangersMax = 64

  private struct Stranger: Sendable {
    var askedAt: Moment
    var lastSeen: Moment
  }

  private(set) var stays: [CardStay] = []
  private var strangers: [TagID: Stranger] = [:]
  private let settings: LaneSettings

  init(settings: LaneSettings) {
    self.settings = settings
  }

  /// Takes a round of the card reader in; the tags given back are to be looked up.
  mutating func observeCards(_ round: InventoryRound, isPlate: (TagID) -> Bool) -> [TagID] {
    let tags = round.tags.filter { !isPlate($0) }
    return observe(tags, at: .cardReader, in: round)
  }

  /// Takes a round of the tray antenna in, and gives back what of it is the tray's.
  mutating func observeTray(
    _ round: InventoryRound, isPlate: (TagID) -> Bool
  ) -> (tray: InventoryRound, asks: [TagID]) {
    forgetStrangers(at: round.ended)
    let others = round.tags.filter { !isPlate($0) }
    var asks: [TagID] = []
    var held: [TagID] = []
    for tag in others {
      if strangers[tag] != nil {
        if renewStranger(tag, in: round) { asks.append(tag) }
      } else if hasStay(tag, at: .trayAntenna) || stays.count + held.count < Self.staysMax {
        held.append(tag)
      }
    }
    asks += observe(held, at: .trayAntenna, in: round)
    guard !held.isEmpty else { return (round, asks) }
    let reads = round.reads.filter { !held.contains($0.tag) }
    let tray = InventoryRound(
      reads, quality: round.quality, began: round.began, ended: round.ended)
    return (tray, asks)
  }

  /// Takes the answer of a look-up in, and gives back the stay that is a tap by it, if any.
  mutating func answer(_ tag: TagID, _ standing: CardStanding, at now: Moment) -> CardStay? {
    if standing == .unknown {
      if hasStay(tag, at: .trayAntenna) || strangers[tag] != nil { note(stranger: tag, at: now) }
    } else {
      strangers[tag] = nil
    }
    var tap: CardStay?
    for index in stays.indices where stays[index].tag == tag {
      if stays[index].standing == nil {
        stays[index].standing = standing
        tap = tap ?? stays[index]
      }
    }
    return tap
  }

  /// A card at the reader that nobody knows, that came by itself, and that nobody has been told of:
  /// its look-up was answered while the card before it was still being waited for.
  var untoldStranger: TagID? {
    stays.first { stay in
      stay.place == .cardReader && stay.standing == .unknown && !stay.hasCompany && !stay.isTold
    }?.tag
  }

  /// The diner has been told that nobody knows a card.
  mutating func noteTold(_ tag: TagID) {
    for index in stays.indices where stays[index].tag == tag { stays[index].isTold = true }
  }

  /// The tags whose look-up has gone unanswered too long; they are to be looked up again.
  mutating func overdue(at now: Moment) -> [TagID] {
    var asks: [TagID] = []
    for index in stays.indices where stays[index].standing == nil {
      guard now >= stays[index].askedAt + settings.identifyRetry else { continue }
      stays[index].askedAt = now
      asks.append(stays[index].tag)
    }
    return asks
  }

  /// When `overdue` will have something.
  var nextOverdue: Moment? {
    stays.filter { $0.standing == nil }.map { $0.askedAt + settings.identifyRetry }.min()
  }
}

extension CardDesk {
  /// True while it is not known whether a tag is another card, or on the tray a plate nobody knows.
  var hasOpenQuestion: Bool { stays.contains { $0.standing == nil } }

  /// True while any card is there.
  var hasCards: Bool { stays.contains(where: \.isCard) }

  /// True while the card is there.
  func has(_ card: TagID) -> Bool { stays.contains { $0.tag == card } }

  /// True if the tag on the tray is known to be neither plate nor card.
  func isStranger(_ tag: TagID) -> Bool { strangers[tag] != nil }

  /// True if a card was there together with another one.
  func isCrowded(by stay: CardStay) -> Bool {
    stays.contains { $0.isCard && $0.tag != stay.tag && $0.overlaps(stay) }
  }

  /// True if two cards that are still there were there together.
  var isCrowded: Bool {
    stays.contains { $0.isCard && isCrowded(by: $0) }
  }

  private func hasStay(_ tag: TagID, at place: CardPlace) -> Bool {
    stays.contains { $0.tag == tag && $0.place == place }
  }

  private mutating func observe(
    _ tags: [TagID], at place: CardPlace, in round: InventoryRound
  ) -> [TagID] {
    for index in stays.indices where stays[index].place == place {
      if tags.contains(stays[index].tag) {
        stays[index].lastSeen = round.ended
        stays[index].missRun = 0
      } else if round.quality == .complete {
        stays[index].missRun += 1
      }
    }
    stays = stays.filter { $0.place != place || !hasGone($0, at: round.ended) }
    guard round.quality == .complete else { return [] }
    let newcomers = tags.filter { !hasStay($0, at: place) }
      .prefix(Self.staysMax - stays.count)
    let hasCompany = stays.contains { $0.place == place && $0.lastSeen == round.ended }
    stays += newcomers.map {
      CardStay(
        tag: $0, place: place, firstSeen: round.ended, lastSeen: round.ended,
        askedAt: round.ended, hasCompany: hasCompany || newcomers.count > 1)
    }
    return Array(newcomers)
  }

  private func hasGone(_ stay: CardStay, at now: Moment) -> Bool {
    let goneTime =
      stay.place == .cardReader ? settings.cardGoneTime : settings.cardOnTrayGoneTime
    return stay.missRun >= settings.cardGoneRounds && now >= stay.lastSeen + goneTime
  }

  private mutating func note(stranger tag: TagID, at now: Moment) {
    stays.removeAll { $0.tag == tag && $0.place == .trayAntenna }
    guard strangers[tag] != nil || strangers.count < Self.strangersMax else { return }
    strangers[tag] = Stranger(askedAt: now, lastSeen: strangers[tag]?.lastSeen ?? now)
  }

  /// Notes that a stranger is still there; true if it is to be looked up again.
  private mutating func renewStranger(_ tag: TagID, in round: InventoryRound) -> Bool {
    strangers[tag]?.lastSeen = round.ended
    guard let stranger = strangers[tag], round.ended >= stranger.askedAt + settings.strangerRetry
    else { return false }
    strangers[tag]?.askedAt = round.ended
    return true
  }

  private mutating func forgetStrangers(at now: Moment) {
    guard !strangers.isEmpty else { return }
    strangers = strangers.filter { now < $0.value.lastSeen + settings.strangerRetry }
  }
}
