import ReaderEmulation

/// A family whose readers can be emulated: one line in the table.
struct EmulatedModel: Sendable {
  /// The family, as the configuration names it.
  let family: String
  /// How the reader's end of a serial line is set.
  let line: EmulatedLine
  /// What it is where its own plug is a USB one; nothing if it always comes behind a bridge.
  let persona: (any GadgetPersona)?
  /// Makes one above an antenna.
  let make: @Sendable (AntennaField) -> any EmulatedReader

  /// FEIG readers leave the maker with 38400 8E1 (ID ISC.PR101 manual, H60301-3e).
  static let all = [
    EmulatedModel(
      family: "feig", line: EmulatedLine(baud: 38_400, parity: .even),
      persona: FeigGadgetPersona(), make: { FeigReaderEmulator(antenna: $0) })
  ]

  /// The families in a row, for help and complaints.
  static var families: String { all.map(\.family).joined(separator: ", ") }
}
