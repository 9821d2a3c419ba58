import Menus
import Primitives
import TagReads

/// One tray's stay on the lane, as far as money is concerned.
struct Visit: Sendable {
  let id: UniqueID

  /// The tags the engine has counted so far.
  var tagCount = 0

  /// Plates paid in this visit: never billed in it again.
  var paid: Set<TagID> = []

  /// What the last decided set held beyond paid plates, this visit's and others', sorted.
  var unpaid: [TagID] = []

  /// Plates of a payment whose outcome nobody knows: neither paid nor unpaid.
  var doubted: Set<TagID> = []

  /// The last payment.
  var settlement: Settlement?

  /// The group whose prices the display shows, because they were dearer than those for anybody when
  /// one of it tapped; nothing if the prices are those for anybody.
  var shownFor: DinerGroupCode?

  /// The bill on display is dearer than the one that was tapped for, and wants another tap.
  var wantsAnotherTap = false

  /// The last bill that was noted.
  var noted: ShownBill?

  init(id: UniqueID) {
    self.id = id
  }
}

/// A durable payment and what it was for, as the display keeps it.
struct Settlement: Sendable {
  let receipt: LaneReceipt
  let lines: [LaneLine]
  let energyKilojoules: Int?
}
