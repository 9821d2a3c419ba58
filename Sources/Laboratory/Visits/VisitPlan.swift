import Primitives
import TagReads

/// One tray as it will come: when, with which plates, and when its diner taps.
struct VisitPlan {
  /// A plate on the tray.
  struct Place {
    let plate: Int
    let tag: TagID
    let from: Moment
    var until: Moment
    let rate: Double
    var shift: RateShift?

    func isThere(at now: Moment) -> Bool { from <= now && now < until }

    /// The read rate at a moment.
    func rate(at now: Moment) -> Double {
      guard let shift, now >= shift.at else { return rate }
      return shift.rate
    }
  }

  /// Counted over all lanes.
  let number: Int
  let lane: Int
  /// When its diner takes the lane over from the one before.
  let opens: Moment
  /// When the last of its first plates is in its place.
  let rest: Moment
  /// When its diner wants to tap.
  let tap: Moment
  /// When the tray is taken away, paid or not.
  let departs: Moment
  /// The plates, sorted by tag.
  var places: [Place]
  /// The least time in which anyone could know the tray that came to rest.
  var floor: Duration = .zero
  /// The read rate here of a stray from the tray on the next lane; nothing if there is none.
  var neighbourRate: Double?
  /// Whether any stray is in the field between arrival and the first tap.
  var hasStray = false
  var hasLateDish = false

  /// The plates on the tray at a moment, sorted.
  func truth(at now: Moment) -> [TagID] {
    places.filter { $0.isThere(at: now) }.map(\.tag)
  }

  /// Whether these tags, sorted, are the plates on the tray at a moment.
  func isTruth(_ tags: [TagID], at now: Moment) -> Bool {
    var index = 0
    for place in places where place.isThere(at: now) {
      guard index < tags.count, tags[index] == place.tag else { return false }
      index += 1
    }
    return index == tags.count
  }

  /// Whether a tag is one of the tray's plates, whether or not it is there now.
  func owns(_ tag: TagID) -> Bool { places.contains { $0.tag == tag } }
}
