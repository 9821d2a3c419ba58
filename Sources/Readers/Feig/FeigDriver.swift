/// The FEIG host protocol as a machine without I/O.
public typealias FeigDriver = DialectDriver<FeigDialect>

extension DialectDriver where Dialect == FeigDialect {
  /// Makes a driver for one opening of the channel.
  public init(settings: FeigDriverSettings = .init()) {
    self.init(FeigDialect(settings: settings))
  }
}
