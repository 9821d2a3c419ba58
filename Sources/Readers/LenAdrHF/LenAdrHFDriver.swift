/// The protocol of the HF readers RR3036 and RR9036 as a machine without I/O.
public typealias LenAdrHFDriver = DialectDriver<LenAdrHFDialect>

extension DialectDriver where Dialect == LenAdrHFDialect {
  /// Makes a driver for one opening of the channel.
  public init(settings: LenAdrHFSettings = .init()) {
    self.init(LenAdrHFDialect(settings: settings))
  }
}
