internal import USBHost

/// Which device each slot names, so that no two name the same.
///
/// Two slots conflict if they name one port, one serial number of one kind of device, or if one of
/// them names a kind of device alone of which the other has one: then the first to be opened gets
/// it, or neither is, since two devices would do.
struct ReaderClaims {
  /// Why a slot cannot have what it names.
  struct Conflict: Equatable {
    /// The slot that has it already.
    var owner: ReaderSlot
    /// The key that both name with one value; nothing if one of them names neither.
    var part: String?

    /// What is wrong and what to do.
    func sentence(for slot: ReaderSlot) -> String {
      let what =
        part.map { "\(owner) has this \($0) already" }
        ?? "nothing tells this reader from the \(owner)"
      let remedy = "give each reader its own serial or port"
      let sharing =
        owner.lane == slot.lane ? ", or write card_reader: same-antenna if there is only one" : ""
      return "\(what): \(remedy)\(sharing)"
    }
  }

  private var claims: [(slot: ReaderSlot, match: USBMatch)] = []

  /// Notes what a slot names; answers with the first slot that it conflicts with.
  mutating func claim(_ match: USBMatch, for slot: ReaderSlot) -> Conflict? {
    defer { claims.append((slot, match)) }
    for (owner, other) in claims {
      if let conflict = Self.conflict(match, other, owner: owner) { return conflict }
    }
    return nil
  }

  private static func conflict(
    _ match: USBMatch, _ other: USBMatch, owner: ReaderSlot
  ) -> Conflict? {
    if let port = match.port, let otherPort = other.port {
      return port == otherPort ? Conflict(owner: owner, part: "port") : nil
    }
    if let ids = match.ids, let otherIDs = other.ids, ids != otherIDs { return nil }
    if let serial = match.serial, let otherSerial = other.serial {
      return serial == otherSerial ? Conflict(owner: owner, part: "serial") : nil
    }
    return match.isKindAlone || other.isKindAlone ? Conflict(owner: owner, part: nil) : nil
  }
}

extension USBMatch {
  /// True if any device of the kind will do.
  fileprivate var isKindAlone: Bool { serial == nil && port == nil }
}
