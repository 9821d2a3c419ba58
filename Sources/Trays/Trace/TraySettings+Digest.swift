import Primitives

extension TraySettings {
  /// Names these settings: two that differ anywhere have different digests.
  public var digest: UInt64 { ShortDigest("\(self)".utf8).value }
}
