/// What went wrong on the bus, as the number libusb gave, or one of this module's own.
///
/// Open on purpose: a code this version does not know keeps its value and is printed with it.
/// Codes down to -99 are libusb's (`enum libusb_error` in libusb.h); those below -1000 are made
/// here.
public struct USBErrorCode: RawRepresentable, Error, Hashable, Sendable {
  public let rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// LIBUSB_ERROR_IO: the transfer failed on the wire.
  public static let inputOutput = USBErrorCode(rawValue: -1)
  /// LIBUSB_ERROR_INVALID_PARAM.
  public static let invalidParameter = USBErrorCode(rawValue: -2)
  /// LIBUSB_ERROR_ACCESS: no permission for the device node.
  public static let access = USBErrorCode(rawValue: -3)
  /// LIBUSB_ERROR_NO_DEVICE: it was unplugged.
  public static let noDevice = USBErrorCode(rawValue: -4)
  /// LIBUSB_ERROR_NOT_FOUND.
  public static let notFound = USBErrorCode(rawValue: -5)
  /// LIBUSB_ERROR_BUSY: somebody else holds it.
  public static let busy = USBErrorCode(rawValue: -6)
  /// LIBUSB_ERROR_TIMEOUT.
  public static let timedOut = USBErrorCode(rawValue: -7)
  /// LIBUSB_ERROR_OVERFLOW: the device sent more than was asked for.
  public static let overflow = USBErrorCode(rawValue: -8)
  /// LIBUSB_ERROR_PIPE: the endpoint is halted, or the control request is not supported.
  public static let pipe = USBErrorCode(rawValue: -9)
  /// LIBUSB_ERROR_INTERRUPTED: a signal came in between.
  public static let interrupted = USBErrorCode(rawValue: -10)
  /// LIBUSB_ERROR_NO_MEM.
  public static let noMemory = USBErrorCode(rawValue: -11)
  /// LIBUSB_ERROR_NOT_SUPPORTED.
  public static let notSupported = USBErrorCode(rawValue: -12)
  /// LIBUSB_ERROR_OTHER.
  public static let other = USBErrorCode(rawValue: -99)

  /// This system has no USB bus that could be looked at.
  public static let noBus = USBErrorCode(rawValue: -1001)
  /// The device or the bus was closed by this program, or is being closed.
  public static let closed = USBErrorCode(rawValue: -1002)
  /// Several devices fit and nothing says which is meant.
  public static let ambiguous = USBErrorCode(rawValue: -1003)
  /// Devices of the right kind are there, but none with the serial number asked for.
  public static let wrongSerial = USBErrorCode(rawValue: -1004)
  /// Too many transfers wait on one endpoint.
  public static let tooManyTransfers = USBErrorCode(rawValue: -1005)
  /// The device lacks the interface or endpoint that is needed.
  public static let noEndpoint = USBErrorCode(rawValue: -1006)

  /// A serial bridge refused a request without which its line cannot be used.
  public static let lineRefused = USBErrorCode(rawValue: -1007)

  /// The constant's name in libusb.h, or a description of the number.
  public var name: String {
    Self.names[rawValue] ?? "code \(rawValue)"
  }

  private static let names: [Int32: String] = [
    -1: "LIBUSB_ERROR_IO", -2: "LIBUSB_ERROR_INVALID_PARAM", -3: "LIBUSB_ERROR_ACCESS",
    -4: "LIBUSB_ERROR_NO_DEVICE", -5: "LIBUSB_ERROR_NOT_FOUND", -6: "LIBUSB_ERROR_BUSY",
    -7: "LIBUSB_ERROR_TIMEOUT", -8: "LIBUSB_ERROR_OVERFLOW", -9: "LIBUSB_ERROR_PIPE",
    -10: "LIBUSB_ERROR_INTERRUPTED", -11: "LIBUSB_ERROR_NO_MEM",
    -12: "LIBUSB_ERROR_NOT_SUPPORTED", -99: "LIBUSB_ERROR_OTHER",
    -1001: "no USB bus", -1002: "closed", -1003: "ambiguous", -1004: "wrong serial number",
    -1005: "too many transfers", -1006: "no such endpoint",
    -1007: "line refused",
  ]
}
