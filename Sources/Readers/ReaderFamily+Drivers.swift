extension ReaderFamily {
  /// Makes the family's driver for one opening of the channel.
  public func makeDriver() -> any ReaderDriver {
    switch self {
    case .r321: R321Driver()
    case .feig, .lenAdrHF, .lenAdrUHF, .ccid: FeigDriver()
    }
  }
}
