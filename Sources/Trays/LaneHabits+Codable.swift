/// Habits cross a station's command socket: two lists of sixteen counts, and the time.
extension LaneHabits: Codable {
  private enum CodingKeys: String, CodingKey {
    case plates, strays, seconds
  }

  /// Reads habits; counts that are none are refused, for they would spoil every decision.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func counts(_ key: CodingKeys) throws -> SIMD16<Double> {
      let numbers = try container.decode([Double].self, forKey: key)
      guard let counts = Self.counts(numbers) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "not sixteen counts")
      }
      return counts
    }
    let seconds = try container.decode(Double.self, forKey: .seconds)
    guard Self.isTime(seconds) else {
      throw DecodingError.dataCorruptedError(
        forKey: .seconds, in: container, debugDescription: "not a time")
    }
    self.init(plates: try counts(.plates), strays: try counts(.strays), seconds: seconds)
  }

  /// Writes habits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.numbers(plates), forKey: .plates)
    try container.encode(Self.numbers(strays), forKey: .strays)
    try container.encode(seconds, forKey: .seconds)
  }

  /// Sixteen counts that can be believed; nothing if they are not.
  static func counts(_ numbers: [Double]) -> SIMD16<Double>? {
    let isSound = numbers.allSatisfy { $0.isFinite && (0...plateCountMax).contains($0) }
    guard numbers.count == 16, isSound else { return nil }
    return SIMD16(numbers)
  }

  /// True for a time that strays may have been counted for.
  static func isTime(_ seconds: Double) -> Bool {
    seconds.isFinite && seconds >= 1
  }

  static func numbers(_ counts: SIMD16<Double>) -> [Double] {
    counts.indices.map { counts[$0] }
  }
}
