extension ReaderFamily {
  /// A driver for one opening of the channel, with the default settings.
  public func makeDriver() -> any ReaderDriver {
    switch self {
    case .feig, .r321, .ccid: FeigDriver()
    case .lenAdrHF: LenAdrHFDriver()
    case .lenAdrUHF: LenAdrUHFDriver()
    }
  }
}
