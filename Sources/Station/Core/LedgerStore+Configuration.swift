internal import Ledger
internal import LedgerStore

extension LedgerStore {
  /// Opens the books a configuration names.
  static func open(
    _ configuration: StationConfiguration, create: Bool = false
  ) throws(StoreError) -> LedgerStore {
    let station = try name(configuration)
    let order: SpendingOrder = configuration.spendsCashFirst ? .cashFirst : .subsidyFirst
    return try open(
      at: configuration.dataDirectory, station: station, currency: configuration.currency,
      rules: LedgerRules(
        spendingOrder: order, limits: configuration.limits,
        otherLimits: configuration.otherLimits), create: create)
  }

  /// Opens the books a configuration names to be read only; see `openForReading`.
  static func openForReading(
    _ configuration: StationConfiguration
  ) throws(StoreError) -> LedgerStore {
    try openForReading(
      at: configuration.dataDirectory, station: name(configuration),
      currency: configuration.currency)
  }

  private static func name(
    _ configuration: StationConfiguration
  ) throws(StoreError) -> StationName {
    guard let station = StationName(configuration.station) else {
      throw StoreError(.refused, "'\(configuration.station)' cannot be a station's name.")
    }
    return station
  }
}
