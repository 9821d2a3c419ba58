private import Primitives

extension FeigStatus: CustomStringConvertible {
  /// The status in words for the operator, with its code.
  public var description: String {
    "\(meaning) (status \(Hex.text([rawValue])))"
  }

  private var meaning: String {
    switch self {
    case .ok, .noTransponder, .noValidData, .bufferOverflow, .moreData: tableMeaning
    case .dataFalse, .writeError, .addressError, .wrongTransponderType, .collision, .tagError:
      tagMeaning
    case .communicationError, .warning: airMeaning
    default: readerMeaning
    }
  }

  private var tableMeaning: String {
    switch self {
    case .ok: "done"
    case .noTransponder: "no tag answered"
    case .noValidData: "the reader has no data"
    case .bufferOverflow: "the reader's table overflowed; take tags off the antenna"
    default: "the reader has more data"
    }
  }

  private var tagMeaning: String {
    switch self {
    case .dataFalse: "a tag's answer arrived damaged; keep the tag still"
    case .writeError: "the tag could not be written; keep it still and try again"
    case .addressError: "the tag has no such block"
    case .wrongTransponderType: "this kind of tag does not know the command"
    case .collision: "several tags answered at once; leave one on the antenna"
    default: "the tag refused"
    }
  }

  private var airMeaning: String {
    switch self {
    case .communicationError:
      "the conversation with the tags broke off; look for metal or noise near the antenna"
    default: "the antenna is out of tune or disturbed; look for metal or noise near it"
    }
  }

  private var readerMeaning: String {
    switch self {
    case .busy: "the reader is busy"
    case .memoryFailure: "the reader's memory failed; have the reader repaired"
    case .loginRequest, .loginError:
      "the reader wants a password; switch the password off with the maker's tool"
    case .readProtected, .writeProtected: "the reader's password protects this"
    case .firmwareActivation, .wrongFirmware:
      "the reader's firmware is not in order; update it with the maker's tool"
    case .commandNotAvailable:
      "the reader does not take commands for tags; switch it to ISO host mode"
    case .unknownCommand, .lengthError, .parameterRange:
      "the reader does not know this command; check its model and firmware"
    case .hardwareWarning, .startWarning:
      "the reader reports a hardware fault; switch it off and on, else have it repaired"
    default: "the reader failed; switch it off and on"
    }
  }
}
