public import Menus
public import Primitives
public import TagReads
public import Trays

/// What the world around a lane is like at the moment of an input.
///
/// The lane reads no clock, draws no number and asks no store: whoever drives it puts the answers
/// here. It is made anew for every input, so its closures need not be sendable.
public struct LaneContext {
  /// The civil time.
  public var wall: WallTime

  /// What the canteen's clock and calendar show.
  public var local: LocalTime

  /// The business day that a payment now counts to.
  public var businessDay: CalendarDay

  /// The catalogue of this moment.
  public var catalogue: Catalogue

  /// The visit in which a plate was sold, if it has been neither bound again nor out of sight for
  /// its turnaround time since; a plate paid in the visit at hand may be named too.
  public var soldRecently: (TagID) -> UniqueID?

  /// How well a plate was read on earlier trays; nothing if too little is known.
  public var pastRates: (TagID) -> RateProfile?

  /// What the other lanes make of a tag; nothing if none of them reads it.
  public var rival: (TagID) -> RivalClaim?

  /// A new id at every call; a seeded run gives the same ones every time.
  public var mintID: () -> UniqueID

  /// Makes a context.
  public init(
    wall: WallTime, local: LocalTime, businessDay: CalendarDay, catalogue: Catalogue,
    soldRecently: @escaping (TagID) -> UniqueID?,
    pastRates: @escaping (TagID) -> RateProfile? = { _ in nil },
    rival: @escaping (TagID) -> RivalClaim? = { _ in nil },
    mintID: @escaping () -> UniqueID
  ) {
    self.wall = wall
    self.local = local
    self.businessDay = businessDay
    self.catalogue = catalogue
    self.soldRecently = soldRecently
    self.pastRates = pastRates
    self.rival = rival
    self.mintID = mintID
  }

  /// The time by which the menu is asked: after midnight the night meal is still that of the
  /// business day before.
  var menuTime: LocalTime { LocalTime(day: businessDay, minuteOfDay: local.minuteOfDay) }
}
