import ReaderWire

extension ReaderFault {
  /// What a status means when a reader answers it instead of doing what it was asked.
  static func feig(_ status: FeigStatus) -> ReaderFault {
    let code: Code =
      switch status {
      case .commandNotAvailable: .scanMode
      case .loginRequest, .loginError: .loginRequired
      default: .refused(status: status.rawValue)
      }
    let message =
      code == .scanMode
      ? "The FEIG reader is in scan, buffered or notification mode and refuses the host. "
        + "Switch it to ISO host mode with the maker's tool, then save the configuration."
      : "The FEIG reader refused: \(status)."
    return ReaderFault(code, message: message, isFatal: false)
  }

  static let feigSilent = ReaderFault(
    .noAnswer,
    message: "The FEIG reader does not answer. Check its power and its cable; if it was answering "
      + "before, unplug it and plug it in again.",
    isFatal: true)

  static let feigDamaged = ReaderFault(
    .damagedAnswer,
    message: "The FEIG reader's answers arrive damaged. Check the cable and the hub; if the reader "
      + "is in scan mode, switch it to ISO host mode with the maker's tool.",
    isFatal: true)

  static let feigWrongDevice = ReaderFault(
    .wrongDevice,
    message: "The device answers, but not as a FEIG reader does. Check the reader's family in the "
      + "configuration.",
    isFatal: true)

  static let feigTagDisturbed = ReaderFault(
    .disturbed,
    message: "The tag could not be heard well enough. Keep it still on the antenna and try again.",
    isFatal: false)

  static func notPossible(_ message: String) -> ReaderFault {
    ReaderFault(.notPossible, message: message, isFatal: false)
  }
}
