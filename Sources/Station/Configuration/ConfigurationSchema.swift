/// Every key the configuration file may hold, with the kind of value it takes.
indirect enum ConfigurationSchema: Sendable {
  /// One value of a kind.
  case value(Kind)
  /// A map with exactly these keys allowed.
  case map([String: ConfigurationSchema])
  /// A list of such things.
  case list(ConfigurationSchema)
  /// A map, or one of these words in its place.
  case mapOrWord([String: ConfigurationSchema], words: [String])

  /// The kinds of a single value.
  enum Kind: String, Sendable {
    case text, integer, number, texts
  }

  /// The whole file.
  static let station = ConfigurationSchema.map([
    "station": .value(.text),
    "data": .value(.text),
    "currency": .value(.text),
    "time_zone": .value(.text),
    "day_start": .value(.text),
    "spend_order": .value(.text),
    "turnaround_minutes": .value(.integer),
    "explain_days": .value(.integer),
    "log_level": .value(.text),
    "tray": .map([
      "bill_risk": .value(.number),
      "payment_risk": .value(.number),
      "payment_doubt": .value(.number),
      "undecided_seconds": .value(.number),
    ]),
    "plates": .map([
      "authority": .value(.text),
      "paid_mark": .value(.text),
    ]),
    "lanes": .list(lane),
  ])

  private static let lane = ConfigurationSchema.map([
    "id": .value(.integer),
    "name": .value(.text),
    "tray_reader": .map(reader),
    "card_reader": .mapOrWord(reader, words: ["same-antenna"]),
    "display_language": .value(.texts),
  ])

  private static let reader: [String: ConfigurationSchema] = [
    "family": .value(.text),
    "usb": .value(.text),
    "serial": .value(.text),
    "port": .value(.text),
    "baud": .value(.integer),
    "file": .value(.text),
    "emulates": .value(.text),
  ]

  /// The environment variables that override something, given how many lanes there are.
  func environmentNames(laneCount: Int, prefix: String = "TRAYTALLY") -> [String] {
    switch self {
    case .value:
      return [prefix]
    case .map(let keys):
      return Self.names(of: keys, laneCount: laneCount, prefix: prefix)
    case .mapOrWord(let keys, _):
      return [prefix] + Self.names(of: keys, laneCount: laneCount, prefix: prefix)
    case .list(let member):
      guard laneCount > 0 else { return [] }
      return (1...laneCount).flatMap {
        member.environmentNames(laneCount: laneCount, prefix: "\(prefix)_\($0)")
      }
    }
  }

  private static func names(
    of keys: [String: ConfigurationSchema], laneCount: Int, prefix: String
  ) -> [String] {
    keys.sorted { $0.key < $1.key }.flatMap { key, schema in
      schema.environmentNames(laneCount: laneCount, prefix: "\(prefix)_\(key.uppercased())")
    }
  }
}
