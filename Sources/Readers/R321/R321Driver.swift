/// The R321 protocol as a machine without I/O.
public typealias R321Driver = DialectDriver<R321Dialect>

extension DialectDriver where Dialect == R321Dialect {
  /// Makes a driver for one opening of the channel.
  public init(settings: R321DriverSettings = .init()) {
    self.init(R321Dialect(settings: settings))
  }
}
