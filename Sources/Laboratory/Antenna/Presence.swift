import Primitives
import TagReads

/// A tag in the field of one lane, for a time and at a read rate.
struct Presence {
  let tag: TagID
  let uid: UInt64
  let from: Moment
  let until: Moment
  /// The probability that it answers in a round without troubles.
  let rate: Double
  /// A change of the rate, when a plate is put beside it.
  var shift: RateShift?
  /// How strongly it is heard, in dBm; a UHF reader says it.
  var strength = -50
  /// Whether it is in a spell of its own.
  var isFaded = false
  /// Rounds of a long spell that are still to come.
  var fadedRounds = 0

  /// The read rate at a moment, without troubles.
  func rate(at now: Moment) -> Double {
    guard let shift, now >= shift.at else { return rate }
    return shift.rate
  }
}

/// A change of a plate's read rate.
struct RateShift {
  var at: Moment
  var rate: Double
}
