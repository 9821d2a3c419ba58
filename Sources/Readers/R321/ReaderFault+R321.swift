import Primitives
import ReaderWire

extension ReaderFault {
  static let r321Silent = ReaderFault(
    .noAnswer,
    message: "The R321 reader does not answer. Check its cable; if it was answering before, unplug "
      + "it and plug it in again.",
    isFatal: true)

  static let r321Damaged = ReaderFault(
    .damagedAnswer,
    message: "The R321 reader's answers arrive damaged. Check the cable and the hub.",
    isFatal: true)

  static let r321WrongDevice = ReaderFault(
    .wrongDevice,
    message: "The device answers, but not as an R321 reader does. Check the reader's family in the "
      + "configuration.",
    isFatal: true)

  static let r321TagDisturbed = ReaderFault(
    .disturbed,
    message: "The tag could not be heard well enough. Keep it still on the antenna and try again.",
    isFatal: false)

  static let r321Uploads = ReaderFault(
    .scanMode,
    message: "The R321 reader sends tags by itself instead of waiting to be asked. Set its UID "
      + "transfer to passive with the maker's tool.",
    isFatal: false)

  /// The reader said that a command failed.
  static func r321Refused(flag: UInt8) -> ReaderFault {
    ReaderFault(
      .refused(status: flag),
      message: "The R321 reader could not do what it was asked (flag \(Hex.text([flag]))). Unplug "
        + "it and plug it in again.",
      isFatal: false)
  }

  /// What has to be changed for a reader to answer when it is asked.
  static func r321Unfit(_ configuration: R321Configuration) -> ReaderFault {
    var changes: [String] = []
    if !configuration.isInventory { changes.append("working mode ISO 15693 inventory") }
    if configuration.isTriggered { changes.append("automatic inventory instead of trigger") }
    if configuration.filtersFamily { changes.append("AFI filter off") }
    if !configuration.isPassive { changes.append("passive UID transfer") }
    return ReaderFault(
      .scanMode,
      message: "The R321 reader is not in the mode in which it answers the station. Set it with "
        + "the maker's tool to: \(changes.joined(separator: ", ")).",
      isFatal: false)
  }
}
