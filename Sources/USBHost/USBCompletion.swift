/// How a transfer ended, with everything it moved before it ended.
///
/// Bytes and status come together: a transfer that ran out of time may still have brought bytes,
/// and they count.
public struct USBCompletion: Hashable, Sendable {
  /// The bytes received; empty for a transfer to the device.
  public var bytes: [UInt8]
  /// Bytes moved, either way; without the setup packet for a control transfer.
  public var actualLength: Int
  /// Why it ended.
  public var status: USBTransferStatus

  /// Makes a completion.
  public init(bytes: [UInt8], actualLength: Int, status: USBTransferStatus) {
    self.bytes = bytes
    self.actualLength = actualLength
    self.status = status
  }
}

/// Why a transfer ended, as libusb says (`enum libusb_transfer_status`); open, so none is lost.
public struct USBTransferStatus: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: UInt32

  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// It ran to its end; IN may still be shorter than asked for.
  public static let completed = USBTransferStatus(rawValue: 0)
  /// It failed on the wire.
  public static let failed = USBTransferStatus(rawValue: 1)
  /// Its time limit passed.
  public static let timedOut = USBTransferStatus(rawValue: 2)
  /// It was cancelled.
  public static let cancelled = USBTransferStatus(rawValue: 3)
  /// The endpoint is halted, or the control request is not supported.
  public static let stalled = USBTransferStatus(rawValue: 4)
  /// The device is gone.
  public static let noDevice = USBTransferStatus(rawValue: 5)
  /// The device sent more than was asked for.
  public static let overflowed = USBTransferStatus(rawValue: 6)

  /// The error code that means the same; nothing for `completed`, `timedOut` and `cancelled`, which
  /// are ways to end and not failures.
  public var errorCode: USBErrorCode? {
    switch self {
    case .completed, .timedOut, .cancelled: nil
    case .failed: .inputOutput
    case .stalled: .pipe
    case .noDevice: .noDevice
    case .overflowed: .overflow
    default: .other
    }
  }

  /// The status in a word.
  public var description: String {
    switch self {
    case .completed: "completed"
    case .failed: "failed"
    case .timedOut: "timed out"
    case .cancelled: "cancelled"
    case .stalled: "stalled"
    case .noDevice: "device gone"
    case .overflowed: "overflowed"
    default: "status \(rawValue)"
    }
  }
}
