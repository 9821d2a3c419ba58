import ReaderWire

extension ReaderFault {
  /// What it means that a reader refuses to say how its slot is.
  static func ccid(_ error: CCIDError) -> ReaderFault {
    ReaderFault(
      .refused(status: error.rawValue), message: "The card reader refused: \(error).",
      isFatal: false)
  }

  static let ccidSilent = ReaderFault(
    .noAnswer,
    message: "The card reader does not answer. Check its cable; if it was answering before, unplug "
      + "it and plug it in again.",
    isFatal: true)

  static let ccidDamaged = ReaderFault(
    .damagedAnswer,
    message: "The card reader's answers arrive damaged. Check the cable and the hub.",
    isFatal: true)

  static let ccidCharacters = ReaderFault(
    .notPossible,
    message: "This card reader leaves every character of a card's protocol to the station, which "
      + "does not speak it. Use a reader that takes APDUs, as nearly all contactless ones do.",
    isFatal: false)

  static let ccidBlockProtocol = ReaderFault(
    .notPossible,
    message: "This card reader exchanges TPDUs and speaks T=1 only, which the station does not. "
      + "Use a reader that takes APDUs, as nearly all contactless ones do, or that speaks T=0.",
    isFatal: false)

  static let ccidBlocks = ReaderFault.notPossible(
    "A card reader reads numbers only. Use a tray reader to read or write a tag's memory.")
}
