/// What is wrong with a reader, in a sentence that says what to do about it.
public struct ReaderFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of fault a program can tell apart.
  public enum Code: Hashable, Sendable {
    /// The channel is open but the reader does not answer.
    case noAnswer
    /// The reader answers, but its bytes arrive damaged.
    case damagedAnswer
    /// The reader runs by itself (scan, buffered or notification mode) and refuses the host.
    case scanMode
    /// The reader wants a password first.
    case loginRequired
    /// The reader refused a command, with its status code.
    case refused(status: UInt8)
    /// The air around the antenna was too noisy to finish.
    case disturbed
    /// The request cannot be made of this reader or this tag.
    case notPossible
    /// The channel to the reader broke while it was open.
    case channelLost
    /// No device matches the configuration.
    case deviceNotFound
    /// Devices of the kind are there, but none with the serial number in the configuration.
    case otherSerial
    /// More than one device matches the configuration.
    case deviceAmbiguous
    /// The station may not open the device.
    case permissionDenied
    /// Another program or driver holds the device.
    case deviceBusy
    /// The device opened, but it does not look like the configured reader.
    case wrongDevice
    /// The channel did not open in time.
    case openTimedOut
    /// The station is stopping the reader.
    case stopped
  }

  /// The kind of fault.
  public var code: Code

  /// What is wrong and what to do, for the operator.
  public var message: String

  /// True if only closing the channel and opening it again can help.
  public var isFatal: Bool

  /// Makes a fault; a fatal one makes the supervisor close the channel and open it again later.
  public init(_ code: Code, message: String, isFatal: Bool) {
    self.code = code
    self.message = message
    self.isFatal = isFatal
  }

  public var description: String { message }
}
