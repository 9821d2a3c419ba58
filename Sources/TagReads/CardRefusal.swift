/// Why a card on a reader cannot be known again, so that no round names it.
public enum CardRefusal: String, Sendable, Hashable, CaseIterable {
  /// Its number is drawn anew each time, as phones do.
  case changingNumber = "changing-number"
  /// It has no number that the reader can ask for.
  case noNumber = "no-number"
  /// It speaks a protocol that its reader leaves to the station, which does not speak it.
  case otherProtocol = "other-protocol"
}

extension CardRefusal: CustomStringConvertible {
  /// What is wrong and what to do, for whoever stands at the lane.
  public var description: String {
    switch self {
    case .changingNumber:
      "Phones and cards with changing numbers cannot be used here. Use a canteen card."
    case .noNumber:
      "This card has no number that can be read here. Use a canteen card."
    case .otherProtocol:
      "This card speaks T=1, which this reader does not. Use a canteen card, or ask for a reader "
        + "that takes APDUs."
    }
  }
}
