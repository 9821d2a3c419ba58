import Chips
import Primitives
import TagReads
import Testing

/// Writing a record into a chip that may be taken away at any moment.
@Suite struct ChipWritingTests {
  /// A chip's memory that stops taking blocks after a number of them.
  private struct Chip {
    var blocks = [[UInt8]](repeating: [0, 0, 0, 0], count: 28)
    var blocksLeft = Int.max

    mutating func take(_ step: ChipWriting.Step, in writing: inout ChipWriting) -> ChipWriting.Step
    {
      switch step {
      case .write(let first, let new):
        for (index, block) in new.enumerated() {
          guard blocksLeft > 0 else { return writing.failed(.tagGone) }
          blocksLeft -= 1
          blocks[first + index] = block
        }
        return writing.blocksWritten()
      case .read(let count):
        guard blocksLeft > 0 else { return writing.failed(.tagGone) }
        return writing.blocksRead(Array(blocks.prefix(count)))
      case .written, .failed:
        return step
      }
    }

    mutating func write(_ record: PlateRecord) throws -> ChipWriting.Step {
      var writing = try ChipWriting(record, into: Sample.plate)
      var step = writing.firstStep
      while true {
        let next = take(step, in: &writing)
        if next == step { return step }
        step = next
      }
    }

    var content: ChipContent { PlateRecord.content(of: blocks.flatMap { $0 }, in: Sample.plate) }
  }

  @Test func `a chip that stays is written and proven`() throws {
    var chip = Chip()
    #expect(try chip.write(Sample.record) == .written)
    #expect(chip.content == .record(Sample.record, paid: nil))
  }

  @Test(arguments: [true, false])
  func `a chip taken away after any block holds what it held, a broken record, or the new one`(
    isRewritten: Bool
  ) throws {
    var old = Sample.record
    old.dish = "OLD"
    let before: ChipContent = isRewritten ? .record(old, paid: nil) : .none
    var outcomes: [ChipContent] = []
    for blocksLeft in 0..<16 {
      var chip = Chip()
      if isRewritten { _ = try chip.write(old) }
      chip.blocksLeft = blocksLeft
      let end = try chip.write(Sample.record)
      if end != .written { #expect(end == .failed(.tagGone)) }
      #expect(end != .written || chip.content == .record(Sample.record, paid: nil))
      outcomes.append(chip.content)
    }
    let torn = outcomes.dropFirst().prefix { $0 != .record(Sample.record, paid: nil) }
    #expect(outcomes.first == before)
    #expect(torn.count == 11, "every block but the last of the twelve to be written")
    #expect(torn.allSatisfy { $0 == .broken }, "a torn chip never looks blank")
    #expect(outcomes.last == .record(Sample.record, paid: nil))
  }

  @Test func `nobody is told that a lost plate was not touched`() throws {
    // The chip may have taken the very first block without its answer being heard.
    var chip = Chip()
    chip.blocksLeft = 0
    #expect(try chip.write(Sample.record) == .failed(.tagGone))
    #expect(ChipWriteFault.tagGone.description.contains("may carry half a record"))
  }

  @Test func `writing voids the paid mark of the record before`() throws {
    var chip = Chip()
    _ = try chip.write(Sample.record)
    let memory = chip.blocks.flatMap { $0 }
    let mark = PaidMark(paidAt: WallTime(milliseconds: 1_764_000_500_000))
    let (offset, bytes) = try #require(mark.memory(after: memory, in: Sample.plate))
    for index in 0..<3 {
      chip.blocks[offset / 4 + index] = Array(bytes[(index * 4)..<(index * 4 + 4)])
    }
    #expect(chip.content == .record(Sample.record, paid: mark))
    #expect(try chip.write(Sample.record) == .written)
    #expect(chip.content == .record(Sample.record, paid: nil))
  }

  @Test func `a chip that forgets what was written is not believed`() throws {
    var writing = try ChipWriting(Sample.record, into: Sample.plate)
    for _ in 0..<3 { _ = writing.blocksWritten() }
    #expect(
      writing.blocksRead([[UInt8]](repeating: [0, 0, 0, 0], count: 12)) == .failed(.notVerified))
  }
}
