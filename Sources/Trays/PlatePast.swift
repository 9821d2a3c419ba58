public import TagReads

/// How well one plate was read on the trays it has been on, in a form that can be written down.
public struct PlatePast: Sendable, Hashable {
  /// The plate.
  public var tag: TagID

  /// The visits by class of read rate (`RateProfile`); their sum is how many visits they stand for.
  public var visits: SIMD16<Float>

  /// Puts a past together.
  public init(_ tag: TagID, visits: SIMD16<Float>) {
    self.tag = tag
    self.visits = visits
  }

  /// How far the plate's expected read rate is from that of a plate of which nothing is known.
  func distance(from mix: RateProfile) -> Double {
    let mean = RateProfile(SIMD16<Double>(visits) + mix.weights * PlateMemory.laneWeight).mean
    return abs(mean - mix.mean)
  }
}

extension PlateMemory {
  /// The plates whose past tells most beside a mix: those that are read most unlike it come first,
  /// plates as far from it in the order of their tags.
  ///
  /// Plates of which nothing would be said (`visitsMin`) are left out.
  public func pasts(mostUnlike mix: RateProfile, countMax: Int) -> [PlatePast] {
    let known = all.filter { $0.visits.sum() >= Self.visitsMin }
      .map { (past: $0, distance: $0.distance(from: mix)) }
    let ordered = known.sorted {
      $0.distance != $1.distance ? $0.distance > $1.distance : $0.past.tag < $1.past.tag
    }
    return ordered.prefix(countMax).map(\.past)
  }
}
