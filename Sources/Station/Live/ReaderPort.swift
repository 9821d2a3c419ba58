/// A way to a reader: USB, an emulated device, or a capture being played.
///
/// No call blocks; news comes through the closure the port was made with, from a thread of the
/// port's own. After `close` nothing more comes until it is opened again.
public protocol ReaderPort: Sendable {
  /// Begins to open the reader; `.opened` or `.failed` follows.
  func open()
  /// Resets the device when it is opened next: it is there and does not answer.
  func resetAtNextOpening()
  /// Sends bytes, in the order of the calls.
  func send(_ bytes: [UInt8])
  /// Closes the reader and gives it back to the system.
  func close()
}

extension ReaderPort {
  /// Does nothing: what is no device cannot be reset.
  public func resetAtNextOpening() {}
}

/// Takes the news of a reader's channel.
public typealias ChannelNewsTaker = @Sendable (ChannelNews) -> Void
