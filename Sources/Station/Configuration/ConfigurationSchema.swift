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
    "prices_include_vat": .value(.text),
    "guest_group": .value(.text),
    "grants_last": .value(.text),
    "tickets": .list(.map(["kind": .value(.text), "value": .value(.text)])),
    "limits": .list(limits),
    "settlement": .map([
      "close_at": .value(.text),
      "export_folder": .value(.text),
      "export_formats": .value(.texts),
    ]),
    "http": .map([
      "address": .value(.text), "certificate": .value(.text), "key": .value(.text),
      "port": .value(.integer),
    ]),
    "lanes": .list(lane),
  ])

  private static let limits = ConfigurationSchema.map([
    "group": .value(.text),
    "minimum_balance": .value(.text),
    "per_transaction": .value(.text),
    "per_meal_amount": .value(.text),
    "per_meal_count": .value(.integer),
    "per_day_amount": .value(.text),
    "per_day_count": .value(.integer),
  ])

  private static let lane = ConfigurationSchema.map([
    "id": .value(.integer),
    "name": .value(.text),
    "tray_reader": .map(reader),
    "card_reader": .mapOrWord(reader, words: ["same-antenna"]),
    "display_language": .value(.texts),
    "display_mode": .value(.texts),
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

  /// The environment variables that override something.
  ///
  /// - Parameters:
  ///   - count: how many entries the list of that key has.
  ///   - key: the key that this schema is of.
  ///   - prefix: what the variables begin with.
  func environmentNames(
    count: (String) -> Int, key: String = "", prefix: String = "TRAYTALLY"
  ) -> [String] {
    switch self {
    case .value:
      return [prefix]
    case .map(let keys):
      return Self.names(of: keys, count: count, prefix: prefix)
    case .mapOrWord(let keys, _):
      return [prefix] + Self.names(of: keys, count: count, prefix: prefix)
    case .list(let member):
      let entries = count(key)
      guard entries > 0 else { return [] }
      return (1...entries).flatMap {
        member.environmentNames(count: count, prefix: "\(prefix)_\($0)")
      }
    }
  }

  private static func names(
    of keys: [String: ConfigurationSchema], count: (String) -> Int, prefix: String
  ) -> [String] {
    keys.sorted { $0.key < $1.key }.flatMap { key, schema in
      schema.environmentNames(
        count: count, key: key, prefix: "\(prefix)_\(key.uppercased())")
    }
  }
}
