extension ReaderFamily {
  /// Makes the family's driver for one opening of the channel.
  public func makeDriver() -> any ReaderDriver {
    switch self {
    case .feig: FeigDriver()
    case .r321: R321Driver()
    case .lenAdrHF: LenAdrHFDriver()
    case .lenAdrUHF: LenAdrUHFDriver()
    case .ccid: CCIDDriver()
    }
  }
}
