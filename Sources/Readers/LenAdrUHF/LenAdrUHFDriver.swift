/// The protocol of the UHF readers UHFReader18 and UHFReader288 as a machine without I/O.
public typealias LenAdrUHFDriver = DialectDriver<LenAdrUHFDialect>

extension DialectDriver where Dialect == LenAdrUHFDialect {
  /// Makes a driver for one opening of the channel.
  public init(settings: LenAdrUHFSettings = .init()) {
    self.init(LenAdrUHFDialect(settings: settings))
  }
}
