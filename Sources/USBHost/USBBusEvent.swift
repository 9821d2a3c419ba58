/// Something that happened on the bus.
public enum USBBusEvent: Hashable, Sendable {
  /// A device was plugged in. Its names are not read yet; opening it may need another moment.
  case arrived(USBDeviceSummary)
  /// A device was unplugged.
  case departed(USBDeviceSummary)
  /// libusb's event handling fails; it is tried again, slower and slower. Said once a streak.
  case eventHandlingFailed(USBError)
}
