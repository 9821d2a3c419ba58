import ReaderEmulation

/// A family whose readers can be emulated: one line in the table.
struct EmulatedModel: Sendable {
  /// The family, as the configuration names it.
  let family: String
  /// How the reader's end of a serial line is set; nothing if it has none.
  let line: EmulatedLine?
  /// What it is where its own plug is a USB one; nothing if it comes behind a bridge or as a HID
  /// device.
  let persona: (any GadgetPersona)?
  /// Makes one above an antenna.
  let make: @Sendable (AntennaField) -> any EmulatedReader

  /// FEIG readers leave the maker with 38400 8E1 (ID ISC.PR101 manual, H60301-3e), the
  /// length-address-command readers with 19200 8N1 (545ch4/RR3036) and 57600 8N1
  /// (wabson/chafon-rfid). R321 and smart-card readers have no serial line.
  static let all = [
    EmulatedModel(
      family: "feig", line: EmulatedLine(baud: 38_400, parity: .even),
      persona: FeigGadgetPersona(), make: { FeigReaderEmulator(antenna: $0) }),
    EmulatedModel(
      family: "r321", line: nil, persona: nil, make: { R321ReaderEmulator(antenna: $0) }),
    EmulatedModel(
      family: "len-adr-hf", line: EmulatedLine(baud: 19_200, parity: .none), persona: nil,
      make: { LenAdrHFReaderEmulator(antenna: $0) }),
    EmulatedModel(
      family: "len-adr-uhf", line: EmulatedLine(baud: 57_600, parity: .none), persona: nil,
      make: { LenAdrUHFReaderEmulator(antenna: $0) }),
    EmulatedModel(
      family: "ccid", line: nil, persona: nil, make: { CCIDReaderEmulator(antenna: $0) }),
    EmulatedModel(
      family: "ccid-card", line: nil, persona: nil, make: { VSCardSimulator(antenna: $0) }),
  ]

  /// The families in a row, for help and complaints.
  static var families: String { all.map(\.family).joined(separator: ", ") }
}
