internal import Readers
internal import USBHost

/// Which device each slot names, so that no two name the same.
///
/// Two slots conflict if they name one port, one serial number of one kind of device, or if one of
/// them names a kind of device alone of which the other has one: then the first to be opened gets
/// it, or neither is, since two devices would do. A smart-card reader and a reader of another
/// family are never one device.
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

  private struct Claim {
    var slot: ReaderSlot
    var family: ReaderFamily
    var match: USBMatch
  }

  private var claims: [Claim] = []

  /// Notes what a slot names; answers with the first slot that it conflicts with.
  mutating func claim(
    _ match: USBMatch, of family: ReaderFamily, for slot: ReaderSlot
  ) -> Conflict? {
    let claim = Claim(slot: slot, family: family, match: match)
    defer { claims.append(claim) }
    return claims.lazy.compactMap { Self.conflict(claim, $0) }.first
  }

  private static func conflict(_ claim: Claim, _ earlier: Claim) -> Conflict? {
    let (match, other) = (claim.match, earlier.match)
    if let port = match.port, let otherPort = other.port {
      return port == otherPort ? Conflict(owner: earlier.slot, part: "port") : nil
    }
    if (claim.family == .ccid) != (earlier.family == .ccid) || match.excludes(other) { return nil }
    if match.serial != nil, match.serial == other.serial {
      return Conflict(owner: earlier.slot, part: "serial")
    }
    return match.isKindAlone || other.isKindAlone ? Conflict(owner: earlier.slot, part: nil) : nil
  }
}

extension USBMatch {
  /// True if any device of the kind will do.
  fileprivate var isKindAlone: Bool { serial == nil && port == nil }
}
