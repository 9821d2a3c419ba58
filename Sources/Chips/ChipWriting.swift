public import TagReads

/// Writing a record into one chip, as a machine: what to ask of the reader, and how it went.
///
/// Order of writing, so that a chip taken away at any moment never holds a half-believed record:
///
///     1. block 0 says "being written": no sound record any more, and no blank chip either
///     2. the blocks after it are filled, the old paid mark is wiped
///     3. block 0 is filled: the record is whole
///     4. everything is read back and judged as a lane would
///
/// The reader verifies each write by reading it back; the last step proves the whole. What a chip
/// holds that was taken away in between is the old record, a broken one or the new one: after a
/// write that nobody answered, nobody knows which.
public struct ChipWriting: Sendable {
  /// What to do next.
  public enum Step: Equatable, Sendable {
    /// Write these blocks from that one on.
    case write(first: Int, blocks: [[UInt8]])
    /// Read that many blocks from block 0.
    case read(count: Int)
    /// The record is in the chip and was read back.
    case written
    /// The record is not in the chip.
    case failed(ChipWriteFault)
  }

  private enum Stage: Equatable, Sendable {
    case wiping, filling, sealing, proving, over
  }

  private let tag: TagID
  private let record: PlateRecord
  private let blocks: [[UInt8]]
  private var stage = Stage.wiping

  /// Makes the writing of a record into a chip with blocks of a size.
  ///
  /// - Throws: `PlateRecordFault` if the record does not fit.
  public init(
    _ record: PlateRecord, into tag: TagID, blockByteCount: Int = 4
  ) throws(PlateRecordFault) {
    self.tag = tag
    self.record = record
    let memory = try record.memory(for: tag)
    let total = PlateRecord.byteCount(from: memory) ?? memory.count
    let room = (total + blockByteCount - 1) / blockByteCount * blockByteCount
    let padded = memory + [UInt8](repeating: 0, count: room - memory.count)
    blocks = stride(from: 0, to: padded.count, by: blockByteCount).map {
      Array(padded[$0..<$0 + blockByteCount])
    }
  }

  /// What to do first.
  public var firstStep: Step {
    let header = PlateRecord.beingWritten
    let zeros = [UInt8](repeating: 0, count: max(0, blocks[0].count - header.count))
    return .write(first: 0, blocks: [header + zeros])
  }

  /// The blocks were written and verified.
  public mutating func blocksWritten() -> Step {
    switch stage {
    case .wiping:
      stage = .filling
      return .write(first: 1, blocks: Array(blocks.dropFirst()))
    case .filling:
      stage = .sealing
      return .write(first: 0, blocks: [blocks[0]])
    case .sealing:
      stage = .proving
      return .read(count: blocks.count)
    case .proving, .over:
      return fail(.notVerified)
    }
  }

  /// The blocks asked for were read.
  public mutating func blocksRead(_ found: [[UInt8]]) -> Step {
    guard stage == .proving else { return fail(.notVerified) }
    let content = PlateRecord.content(of: found.flatMap { $0 }, in: tag)
    guard content == .record(record, paid: nil) else { return fail(.notVerified) }
    stage = .over
    return .written
  }

  /// The reader could not do what was asked.
  public mutating func failed(_ fault: ChipWriteFault) -> Step { fail(fault) }

  private mutating func fail(_ fault: ChipWriteFault) -> Step {
    stage = .over
    return .failed(fault)
  }
}

/// Why a plate does not carry its record, or is not known to.
public enum ChipWriteFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The plate stopped answering before its record was written and proven.
  case tagGone
  /// The chip refused, with its error code.
  case refused(UInt8)
  /// What was read back is not what was written.
  case notVerified
  /// The reader could not do it; its sentence.
  case reader(String)
  /// The record is in the chip, but the books did not take the plate's binding; their sentence.
  case notBound(String)

  /// What happened and what to do about it.
  public var description: String {
    switch self {
    case .tagGone:
      "the plate was taken away before it was written and proven, and may carry half a record: "
        + "put it back"
    case .refused(let code):
      "the chip refused (error \(code)): it may be locked or too small; use another plate"
    case .notVerified:
      "the chip did not keep what was written: write the plate again, or use another one"
    case .reader(let sentence): sentence
    case .notBound(let sentence):
      "the plate carries its record, but the books did not take it: \(sentence)"
    }
  }
}
