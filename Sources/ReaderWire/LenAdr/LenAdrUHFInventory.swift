public import TagReads

/// The two ways in which UHF readers list tags.
public enum LenAdrUHFListing: Hashable, Sendable {
  /// UHFReader18: without signal strength.
  case plain
  /// UHFReader288: with the antenna, and each tag's signal strength.
  case withStrength
}

/// One tag in an answer to an inventory.
public struct LenAdrUHFSighting: Hashable, Sendable {
  /// The tag.
  public var tag: TagID

  /// The reader's number for the signal's strength, if it gives one: higher is stronger.
  public var strength: UInt8?

  /// Makes a sighting.
  public init(_ tag: TagID, strength: UInt8? = nil) {
    self.tag = tag
    self.strength = strength
  }
}

/// The tags in one frame of a UHF reader's answer to an inventory.
///
///     plain                   NUM, then for each tag: LENGTH EPC...
///     with strength   ANTENNA NUM, then for each tag: LENGTH EPC... RSSI
///
/// ANTENNA has a bit for each antenna that heard the tags. Bit 7 of LENGTH says that 12 bytes of
/// TID follow the EPC and are counted. A tag whose EPC is empty has no identity and is left out.
///
/// Source: UHFReader288MP manual v1.14, page 17; wabson/chafon-rfid (uhfreader18.py,
/// uhfreader288m.py).
public struct LenAdrUHFInventory: Hashable, Sendable {
  private static let tidMark: UInt8 = 0x80
  private static let tidByteCount = 12

  /// The tags that could be read from the answer, in the reader's order; one may be there twice.
  public var sightings: [LenAdrUHFSighting] = []

  /// How many tags the frame says that it lists.
  public var announcedCount = 0

  /// True if all announced tags were there, understood, and nothing else.
  public var isWhole = false

  /// Takes the data of a frame apart; no data are no tags.
  public init(_ data: [UInt8], _ listing: LenAdrUHFListing) {
    let hasStrength = listing == .withStrength
    var rest = hasStrength ? data.dropFirst() : data[...]
    guard let announced = rest.popFirst() else {
      isWhole = data.isEmpty
      return
    }
    announcedCount = Int(announced)
    sightings.reserveCapacity(min(Int(announced), rest.count / 2))
    var understood = true
    for _ in 0..<announced {
      guard let length = rest.popFirst() else { return }
      let byteCount = Int(length & ~Self.tidMark)
      guard rest.count >= byteCount + (hasStrength ? 1 : 0) else { return }
      let epcCount = length & Self.tidMark == 0 ? byteCount : byteCount - Self.tidByteCount
      let epc = rest.prefix(max(0, epcCount))
      rest = rest.dropFirst(byteCount)
      let strength = hasStrength ? rest.popFirst() : nil
      if let tag = TagID(.epc, epc) {
        sightings.append(LenAdrUHFSighting(tag, strength: strength))
      } else if !epc.isEmpty {
        understood = false
      }
    }
    isWhole = understood && rest.isEmpty
  }
}
