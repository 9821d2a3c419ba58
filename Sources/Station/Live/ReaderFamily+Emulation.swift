internal import ReaderEmulation
internal import Readers

extension ReaderFamily {
  /// Makes an emulated reader of the family above an antenna.
  func makeEmulator(on antenna: AntennaField, seed: UInt64 = 0) -> any EmulatedReader {
    switch self {
    case .feig:
      var settings = FeigEmulatorSettings()
      settings.polls = [.iso15693]
      settings.seed = seed
      return FeigReaderEmulator(antenna: antenna, settings: settings)
    case .r321: return R321ReaderEmulator(antenna: antenna)
    case .ccid: return CCIDReaderEmulator(antenna: antenna)
    case .lenAdrHF: return LenAdrHFReaderEmulator(antenna: antenna)
    case .lenAdrUHF: return LenAdrUHFReaderEmulator(antenna: antenna)
    }
  }

  /// A reader on whose antenna nothing ever lies.
  var unattendedReader: EmulatedReaderBox {
    EmulatedReaderBox(makeEmulator(on: AntennaField(seed: 0)))
  }
}
