/// The seam for the decision "is this the whole tray?".
///
/// The engine keeps the evidence and asks after every round in which a decision is wanted. It has
/// already seen to it that no member is in doubt of having left.
public protocol TrayRule: Sendable {
  /// Judges the evidence for a purpose.
  func verdict(on evidence: TrayEvidence, for purpose: TrayPurpose) -> TrayVerdict
}

/// What a decision is wanted for.
public enum TrayPurpose: Sendable, Hashable, CaseIterable {
  /// To show the bill, which can still be amended.
  case bill
  /// To move money, which can not.
  case payment
}

/// A rule's answer.
public enum TrayVerdict: Sendable, Hashable {
  /// More rounds are needed.
  case notYet
  /// The set is whole but for a risk; see `TrayReading.missRisk`.
  case settled(missRisk: Double)
}
