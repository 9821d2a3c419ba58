/// The 16-slot inventory of ISO 15693-3 with a mask tree: who is found when.
///
/// Tags whose UID ends in the mask answer in the slot of their next four bits. Where two answer
/// together the reader asks again with that slot's four bits before the mask:
///
///     mask ""   slot 0 | 1 | 2 | ... | F      2 is shared by ...12 and ...A2
///     mask "2"  slot 0 | 1 ...12 | ... | A ...A2 | ... | F
package struct SlotAnticollision {
  /// A tag the reader got through to.
  struct Find: Equatable {
    /// The tag's UID.
    var uid: UInt64
    /// The air time from the first request to the end of the slot it answered in.
    var elapsed: CarrierTime
  }

  /// The tags in the order in which they are found.
  private(set) var finds: [Find] = []

  /// The air time of the whole inventory.
  package private(set) var elapsed = CarrierTime.zero

  /// Runs an inventory over the tags that answer; each UID once.
  package init(_ uids: [UInt64]) {
    ask(uids, maskBits: 0)
  }

  private mutating func ask(_ uids: [UInt64], maskBits: Int) {
    elapsed += VicinityAir.request(
      bytes: VicinityAir.inventoryRequestBytes + (maskBits + 7) / 8)
    var collisions: [[UInt64]] = []
    for slot in 0..<UInt64(16) {
      let answering = uids.filter { $0 >> UInt64(maskBits) & 0xF == slot }
      elapsed += answering.isEmpty ? VicinityAir.emptySlot : VicinityAir.occupiedSlot
      if answering.count == 1 {
        finds.append(Find(uid: answering[0], elapsed: elapsed))
      } else if answering.count > 1 {
        collisions.append(answering)
      }
    }
    for colliding in collisions where maskBits < 60 {
      ask(colliding, maskBits: maskBits + 4)
    }
  }

  /// The air time of the whole inventory alone, for runs of millions of them.
  package static func airTime(of uids: [UInt64], maskBits: Int = 0) -> CarrierTime {
    var (answered, collided): (UInt16, UInt16) = (0, 0)
    for uid in uids {
      let slot = UInt16(1) << UInt16(uid >> UInt64(maskBits) & 0xF)
      collided |= answered & slot
      answered |= slot
    }
    let occupiedCount = answered.nonzeroBitCount
    var time =
      VicinityAir.request(bytes: VicinityAir.inventoryRequestBytes + (maskBits + 7) / 8)
      + VicinityAir.occupiedSlot * occupiedCount + VicinityAir.emptySlot * (16 - occupiedCount)
    guard collided != 0, maskBits < 60 else { return time }
    for slot in 0..<UInt64(16) where collided >> UInt16(slot) & 1 == 1 {
      let colliding = uids.filter { $0 >> UInt64(maskBits) & 0xF == slot }
      time += airTime(of: colliding, maskBits: maskBits + 4)
    }
    return time
  }
}
