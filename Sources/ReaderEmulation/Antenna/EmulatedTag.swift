public import TagReads

/// A chip as it can be laid on an emulated antenna: who it is, what it holds, how well it is read.
public struct EmulatedTag: Equatable, Sendable {
  /// The chip's identity; ISO 15693 and ISO 14443 identities answer on an HF antenna, EPCs on a UHF
  /// one.
  public var id: TagID

  /// The probability that the chip answers in one air round, 0 to 1.
  public var readRate: Double

  /// Spells of bad coupling on top of the read rate.
  public var fading: ReadFading

  /// The memory, block by block, bytes in the chip's own order.
  public var blocks: [[UInt8]]

  /// The blocks that can no longer be written, by number.
  public var lockedBlocks: [Int]

  /// The application family identifier (ISO 15693-3).
  public var afi: UInt8

  /// The data storage format identifier (ISO 15693-3).
  public var dsfid: UInt8

  /// How strongly a UHF reader hears the chip, in dBm; HF readers of these families do not say.
  public var signalStrengthDBm: Int

  /// A blank chip memory: 28 blocks of 4 bytes, as an ICODE SLI has (NXP SL2ICS20).
  public static let blankBlocks = [[UInt8]](repeating: [0, 0, 0, 0], count: 28)

  /// Makes a chip; left to the defaults it is blank and always read.
  public init(
    id: TagID, readRate: Double = 1, fading: ReadFading = .none,
    blocks: [[UInt8]] = EmulatedTag.blankBlocks, lockedBlocks: [Int] = [], afi: UInt8 = 0,
    dsfid: UInt8 = 0, signalStrengthDBm: Int = -50
  ) {
    self.id = id
    self.readRate = readRate
    self.fading = fading
    self.blocks = blocks
    self.lockedBlocks = lockedBlocks
    self.afi = afi
    self.dsfid = dsfid
    self.signalStrengthDBm = signalStrengthDBm
  }
}
