import ReaderWire

extension ReaderFault {
  /// An HF reader answered this instead of doing what it was asked.
  static func lenAdr(_ status: LenAdrHFStatus) -> ReaderFault {
    ReaderFault(
      .refused(status: status.rawValue), message: "The HF reader refused: \(status).",
      isFatal: false)
  }

  /// A UHF reader answered this instead of doing what it was asked.
  static func lenAdr(_ status: LenAdrUHFStatus) -> ReaderFault {
    ReaderFault(
      .refused(status: status.rawValue), message: "The UHF reader refused: \(status).",
      isFatal: false)
  }

  static let lenAdrHFSilent = ReaderFault(
    .noAnswer,
    message: "The HF reader does not answer. Check its power, its cable and its baud rate (19200); "
      + "if it was answering before, unplug it and plug it in again.",
    isFatal: true)

  static let lenAdrUHFSilent = ReaderFault(
    .noAnswer,
    message: "The UHF reader does not answer. Check its power, its cable and its baud rate (57600),"
      + " and that it is in answer mode; if it was answering before, unplug it and plug it in "
      + "again.",
    isFatal: true)

  static let lenAdrDamaged = ReaderFault(
    .damagedAnswer,
    message: "The reader's answers arrive damaged. Check the cable, the hub and the baud rate.",
    isFatal: true)

  static let lenAdrRunsByItself = ReaderFault(
    .scanMode,
    message: "The UHF reader reads by itself and does not wait for the station. Switch it to "
      + "answer mode with the maker's tool.",
    isFatal: false)

  static let lenAdrTagDisturbed = ReaderFault(
    .disturbed,
    message: "The tag could not be heard well enough. Keep it still on the antenna and try again.",
    isFatal: false)
}
