/// One request that sets a bridge's line up, and whether the line works without it.
///
/// A bridge refuses a control request by a stall. One that refuses its rate or its format would
/// carry nothing but noise, so such a step has to succeed; only what chips of the kind are known to
/// lack may be refused, and each kind says which that is, and who knows.
public struct SerialStep: Hashable, Sendable {
  /// What is asked of the bridge.
  public let request: USBTransferRequest

  /// What the request is to bring about, as what follows "it refused to".
  public let purpose: String

  /// Whether the bridge is used as it is if it refuses.
  public let mayBeRefused: Bool

  /// A step without which bytes are not understood, or do not pass at all.
  static func needed(_ purpose: String, _ request: USBTransferRequest) -> SerialStep {
    SerialStep(request: request, purpose: purpose, mayBeRefused: false)
  }

  /// A step that some chips of the kind do not know.
  static func wished(_ purpose: String, _ request: USBTransferRequest) -> SerialStep {
    SerialStep(request: request, purpose: purpose, mayBeRefused: true)
  }
}
