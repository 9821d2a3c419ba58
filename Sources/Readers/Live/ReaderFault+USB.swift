import USBHost

extension ReaderFault {
  /// A failure on the USB side as a fault of the reader: always one that only re-opening can mend.
  init(_ error: USBError) {
    let code: Code =
      switch error.code {
      case .notFound, .noBus: .deviceNotFound
      case .ambiguous: .deviceAmbiguous
      case .access: .permissionDenied
      case .busy: .deviceBusy
      case .wrongSerial: .otherSerial
      case .noEndpoint, .lineRefused: .wrongDevice
      case .closed: .stopped
      default: .channelLost
      }
    self.init(code, message: error.description, isFatal: true)
  }
}
