/// What the kernel says on ep0.
///
///     event   setup packet (8) | type | 00 00 00        struct usb_functionfs_event, 12 bytes
public struct FunctionFSEvent: Equatable, Sendable {
  /// The kinds of linux/usb/functionfs.h, in its numbering.
  public enum Kind: UInt8, Sendable {
    case bind, unbind, enable, disable, setup, suspend, resume
  }

  /// The size of an event on ep0.
  static let byteCount = 12

  /// What happened.
  public var kind: Kind

  /// For a setup: the request.
  public var setup: ControlSetup

  /// Reads one event; nothing if the kernel is newer than this list of kinds.
  init?(_ bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == Self.byteCount, let kind = Kind(rawValue: bytes[8]),
      let setup = ControlSetup(Array(bytes[..<8]))
    else { return nil }
    self.kind = kind
    self.setup = setup
  }
}
