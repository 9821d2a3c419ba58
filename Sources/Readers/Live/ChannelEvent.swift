public import USBHost

/// What a channel to a reader tells whoever opened it.
public enum ChannelEvent: Hashable, Sendable {
  /// The device is open and takes bytes; comes once after each `open()` that succeeds.
  case opened(USBDeviceSummary)
  /// Bytes the reader sent, in order, cut wherever USB cut them.
  case received([UInt8])
  /// It could not be opened, or was open and broke. Nothing more comes until the next `open()`.
  case failed(ReaderFault)
}
