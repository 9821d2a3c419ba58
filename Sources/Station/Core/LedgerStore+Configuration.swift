internal import Ledger
internal import LedgerStore

extension LedgerStore {
  /// Opens the books a configuration names.
  static func open(
    _ configuration: StationConfiguration, create: Bool = false
  ) throws(StoreError) -> LedgerStore {
    guard let station = StationName(configuration.station) else {
      throw StoreError(.refused, "'\(configuration.station)' cannot be a station's name.")
    }
    let order: SpendingOrder = configuration.spendsCashFirst ? .cashFirst : .subsidyFirst
    return try open(
      at: configuration.dataDirectory, station: station, currency: configuration.currency,
      rules: LedgerRules(
        spendingOrder: order, limits: configuration.limits,
        otherLimits: configuration.otherLimits), create: create)
  }
}
