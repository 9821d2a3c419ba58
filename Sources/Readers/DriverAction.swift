public import Primitives
public import TagReads

/// What a driver wants done, or has to say.
public enum DriverAction: Hashable, Sendable {
  /// Send these bytes to the reader in one transfer.
  case send([UInt8])
  /// Call `deadlineReached` at that moment; it replaces any earlier wake.
  case wake(at: Moment)
  /// The probe was answered: the driver is open and idle.
  case identified(ReaderIdentity)
  /// The answer to an inventory; the driver is idle again.
  case round(InventoryRound)
  /// The answer to reading or writing blocks; the driver is idle again.
  case blocks(BlockAnswer)
  /// The request failed. After a fault that is not fatal the driver is idle again; after a fatal
  /// one, or any fault before it was identified, the channel has to be opened again.
  case fault(ReaderFault)
}
