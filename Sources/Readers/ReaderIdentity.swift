/// What a reader said about itself when it was probed.
public struct ReaderIdentity: Hashable, Sendable {
  /// The protocol it speaks.
  public var family: ReaderFamily

  /// The model's name as far as it is known, else its type number.
  public var model: String

  /// The firmware version it reported.
  public var firmware: String

  /// Makes an identity.
  public init(family: ReaderFamily, model: String, firmware: String) {
    self.family = family
    self.model = model
    self.firmware = firmware
  }
}

/// A protocol that readers speak; the name is the one used in the configuration.
public enum ReaderFamily: String, Hashable, Sendable, CaseIterable {
  /// FEIG OBID i-scan and classic-pro.
  case feig = "feig"
  /// AnyID R321, "7E 55" frames over HID.
  case r321 = "r321"
  /// The HF readers of the length-address-command family: RR3036, RR9036.
  case lenAdrHF = "len-adr-hf"
  /// Its UHF readers: UHFReader18, UHFReader288.
  case lenAdrUHF = "len-adr-uhf"
  /// Smart-card readers of the USB class CCID.
  case ccid = "ccid"
}
