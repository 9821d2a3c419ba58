/// What the engine is told of a tag, in few bits.
///
/// A lane that records tells its engine no more than this, so that a replay can tell it the very
/// same: read rates and odds are rounded to sixteen bits before they are used, which changes them
/// by less than a part in thirty.
public struct TraceKnowledge: Hashable, Sendable {
  /// What a tag is to the engine.
  public enum Standing: UInt8, Sendable, CaseIterable {
    /// A registered plate.
    case plate
    /// A tag nobody has registered.
    case unknown
    /// A tag that belongs to the place.
    case background
    /// A tag that has lain near the antenna for too long to be on a tray.
    case resting
  }

  /// What another lane makes of the tag.
  public struct Rival: Hashable, Sendable {
    /// The odds that it lies on the other lane's tray.
    public let odds: CoarseNumber
    /// The other lane counts it among its plates.
    public let isHeld: Bool

    /// Puts a claim together.
    public init(odds: CoarseNumber, isHeld: Bool) {
      self.odds = odds
      self.isHeld = isHeld
    }
  }

  /// What the tag is.
  public var standing: Standing
  /// Whether it can be billed.
  public var isInUse: Bool
  /// How well it was read on earlier trays.
  public var past: TracePast?
  /// What another lane makes of it.
  public var rival: Rival?

  /// Puts knowledge together.
  public init(
    _ standing: Standing, isInUse: Bool = true, past: TracePast? = nil, rival: Rival? = nil
  ) {
    self.standing = standing
    self.isInUse = isInUse
    self.past = past
    self.rival = rival
  }

  init(_ knowledge: TagKnowledge) {
    standing =
      switch knowledge.standing {
      case .plate: .plate
      case .unknown: .unknown
      case .background: .background
      }
    isInUse = knowledge.isInUse
    past = knowledge.past.map { TracePast($0) }
    rival = knowledge.rival.map {
      Rival(odds: CoarseNumber($0.odds, digits: 4), isHeld: $0.isHeld)
    }
  }

  /// What the engine gets to hear.
  var told: TagKnowledge {
    let known: TagStanding =
      switch standing {
      case .plate: .plate
      case .unknown: .unknown
      case .background, .resting: .background
      }
    return TagKnowledge(
      known, isInUse: isInUse, past: past?.profile,
      rival: rival.map { RivalClaim(odds: $0.odds.value, isHeld: $0.isHeld) })
  }

  /// Something else is known now; the past stays.
  mutating func take(_ now: TraceKnowledge) {
    (standing, isInUse, rival) = (now.standing, now.isInUse, now.rival)
  }

  /// The same but for the past, which matters at a tag's first read only.
  var present: TraceKnowledge { TraceKnowledge(standing, isInUse: isInUse, rival: rival) }
}

/// A number of 0 or more in sixteen bits: the exponent and the first binary digits of a `Float`.
public struct CoarseNumber: Hashable, Sendable {
  /// The upper half of the number as a `Float`.
  public let bits: UInt16

  /// Takes over bits; nothing if they are not those of a finite number of 0 or more.
  public init?(bits: UInt16) {
    guard bits < 0x7F80 else { return nil }
    self.bits = bits
  }

  /// Rounds a number to so many binary digits after the first, at most 7; a negative one counts as
  /// none, one beyond 2^100 as 2^100.
  init(_ number: Double, digits: UInt32 = 7) {
    let float = Float(min(max(number, 0), 0x1p100))
    let dropped = 23 - digits
    let rounded = (float.bitPattern + (1 << (dropped - 1))) & ~((1 << dropped) - 1)
    bits = UInt16(truncatingIfNeeded: rounded >> 16)
  }

  /// The number.
  public var value: Double { Self.value(of: bits) }

  static func value(of bits: UInt16) -> Double { Double(Float(bitPattern: UInt32(bits) << 16)) }
}

/// How well a plate was read on earlier trays: a `RateProfile` in sixteen coarse numbers.
public struct TracePast: Hashable, Sendable {
  private let bits: SIMD16<UInt16>

  /// Takes over the weights of the classes; nothing if they are not sixteen.
  public init?(_ weights: [CoarseNumber]) {
    guard weights.count == 16 else { return nil }
    bits = SIMD16(weights.map(\.bits))
  }

  init(_ profile: RateProfile) {
    var bits = SIMD16<UInt16>.zero
    for index in 0..<16 { bits[index] = CoarseNumber(profile.weights[index]).bits }
    self.bits = bits
  }

  /// The weights of the classes.
  public var weights: [CoarseNumber] { (0..<16).compactMap { CoarseNumber(bits: bits[$0]) } }

  /// The profile of the weights.
  public var profile: RateProfile {
    var weights = SIMD16<Double>.zero
    for index in 0..<16 { weights[index] = CoarseNumber.value(of: bits[index]) }
    return RateProfile(weights)
  }
}
