/// How far the silence of a complete round counts: whether something lay over the whole tray.
///
/// A hand, a tray of cutlery or a phone held over the antenna silences plates together. If each
/// were then charged with a miss of its own, good plates would look weak and the tray empty. So a
/// round is weighed as a whole: were these misses more likely one by one, or from one shadow?
struct RoundClarity: Sendable {
  /// The chance that the last round was in a shadow.
  private var shadow = 0.0
  private var oneByOne = 1.0
  private var together = 1.0
  private var plates = 0

  /// Begins a round.
  mutating func begin() {
    oneByOne = 1
    together = 1
    plates = 0
  }

  /// A plate of the tray was read or not, which by itself had this chance of being read.
  mutating func note(isHit: Bool, hitChance: Double, _ beliefs: TrayBeliefs) {
    let dimmed = hitChance * beliefs.coverFactor
    oneByOne *= isHit ? hitChance : 1 - hitChance
    together *= isHit ? dimmed : 1 - dimmed
    plates += 1
  }

  /// Ends the round: 1 if each miss speaks for itself, 0 if the round says nothing of absence.
  mutating func end(_ beliefs: TrayBeliefs) -> Double {
    let before = shadow * (1 - beliefs.uncoverRate) + (1 - shadow) * beliefs.shadowRate
    let shadowed = before * together
    let clear = (1 - before) * oneByOne
    shadow = plates > 1 && shadowed + clear > 0 ? shadowed / (shadowed + clear) : before
    return 1 - shadow
  }
}
