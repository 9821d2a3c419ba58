public import TagReads

/// How well each plate was read on the trays it has been on: a good chip that is suddenly read
/// badly lies beside the tray more often than one that always was.
///
/// Of the plates seen last at least `platesMax / 2` are remembered, never more than `platesMax`: in
/// two halves, of which the older is dropped when the younger is full.
public struct PlateMemory: Sendable {
  /// - platesMax (plates, 200,000): the most plates remembered.
  public static let platesMax = 200_000

  /// - visitsMin (visits, 0.99): visits below which nothing is said of a plate: one, less what
  ///   rounding has taken.
  public static let visitsMin: Float = 0.99

  /// - visitsMax (visits, 50): visits beyond which the old ones are halved, for chips wear.
  public static let visitsMax: Float = 50

  /// - laneWeight (visits, 2): how many visits the lane's mix weighs against the plate's own.
  public static let laneWeight = 2.0

  private var young: [TagID: SIMD16<Float>] = [:]
  private var old: [TagID: SIMD16<Float>] = [:]
  private let platesMax: Int

  /// Starts without a memory.
  public init(platesMax: Int = PlateMemory.platesMax) {
    self.platesMax = platesMax
  }

  /// Recalls what was remembered before; of too many pasts the last ones are dropped.
  ///
  /// All of them count as seen long ago: what is seen from now on outlives them.
  public init(recalling pasts: [PlatePast], platesMax: Int = PlateMemory.platesMax) {
    self.platesMax = platesMax
    for past in pasts.prefix(platesMax / 2) { old[past.tag] = past.visits }
  }

  /// Everything that is remembered, in no order.
  var all: [PlatePast] {
    young.map { PlatePast($0.key, visits: $0.value) }
      + old.lazy.filter { young[$0.key] == nil }.map { PlatePast($0.key, visits: $0.value) }
  }

  /// How many plates are remembered.
  public var count: Int { young.count + old.keys.count { young[$0] == nil } }

  /// Takes in how well plates were read on a tray.
  public mutating func learn(_ lesson: TrayLesson) {
    for plate in lesson.plates {
      var visits =
        (young[plate.tag] ?? old[plate.tag] ?? .zero) + SIMD16<Float>(plate.rates.weights)
      if visits.sum() > Self.visitsMax { visits *= 0.5 }
      if young[plate.tag] == nil, young.count >= platesMax / 2 {
        old = young
        young = [:]
      }
      young[plate.tag] = visits
    }
  }

  /// How well a plate is read, by its own past and, as far as that is short, the lane's.
  public func past(of tag: TagID, on lane: LaneHabits) -> RateProfile? {
    guard let visits = young[tag] ?? old[tag], visits.sum() >= Self.visitsMin else { return nil }
    return RateProfile(
      SIMD16<Double>(visits) + lane.plateMix.weights * Self.laneWeight)
  }
}
