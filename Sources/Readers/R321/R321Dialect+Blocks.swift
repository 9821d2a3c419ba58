import Primitives
import ReaderWire
import TagReads

extension R321Dialect {
  mutating func startBlocks(tag: TagID, first: Int, count: Int, wanted: [[UInt8]]) -> Step {
    let blocks = BlockWork(
      tag: tag, first: first, count: count, wanted: wanted,
      pageMax: min(settings.blocksPerCommandMax, R321Command.blockCountMax))
    if let fault = impossibility(of: blocks) { return .ended(blocks.answer(.failed(fault))) }
    return ask(blocks, isFencing: mayHaveLateAnswer)
  }

  mutating func advance(
    _ current: BlockWork, isFencing: Bool, with answer: R321Frame
  ) -> Step {
    var blocks = current
    if isFencing {
      mayHaveLateAnswer = false
      return ask(blocks)
    }
    switch judge(answer, for: blocks) {
    case .again(let outcome): return askAgain(blocks, orEndWith: outcome)
    case .ended(let outcome): return .ended(blocks.answer(outcome))
    case .good(let read):
      if blocks.isWriting {
        blocks.pageWritten()
      } else if let outcome = blocks.pageRead(read) {
        return .ended(blocks.answer(outcome))
      }
      return ask(blocks)
    }
  }

  private enum Judgement {
    /// The answer is what was asked for, with these blocks if they were to be read.
    case good([[UInt8]])
    /// Asking once more may help; else the work ends like this.
    case again(orEndWith: BlockAnswer.Outcome)
    /// The work ends like this.
    case ended(BlockAnswer.Outcome)
  }

  private func judge(_ answer: R321Frame, for blocks: BlockWork) -> Judgement {
    guard let outcome = R321Outcome(answer.parameters) else {
      return .again(orEndWith: .failed(.r321TagDisturbed))
    }
    guard outcome.isSuccess else { return judge(outcome, for: blocks) }
    guard !blocks.isWriting else { return .good([]) }
    return outcome.blocks(count: blocks.pageCount).map { .good($0) }
      ?? .again(orEndWith: .failed(.r321TagDisturbed))
  }

  private func judge(_ refusal: R321Outcome, for blocks: BlockWork) -> Judgement {
    switch refusal.failure {
    case .tagError:
      // The reader keeps the tag's own code to itself, and the block that failed too.
      .ended(.tagRefused(error: ISO15693Error.unknown.rawValue, block: nil))
    case .damagedOnAir:
      .again(orEndWith: .failed(.r321TagDisturbed))
    case .tagSilent:
      .again(orEndWith: .tagGone(afterBlocks: blocks.doneCount))
    default:
      .ended(.failed(.r321Refused(flag: refusal.failure.rawValue)))
    }
  }

  /// One missed answer does not mean that the tag has gone: it is asked a few times.
  private mutating func askAgain(
    _ current: BlockWork, orEndWith outcome: BlockAnswer.Outcome
  ) -> Step {
    var blocks = current
    blocks.repeats += 1
    guard blocks.repeats <= settings.repeatsMax else { return .ended(blocks.answer(outcome)) }
    return ask(blocks)
  }

  private mutating func ask(_ blocks: BlockWork, isFencing: Bool = false) -> Step {
    work = .blocks(blocks, isFencing: isFencing)
    return isFencing
      ? ask(.version, patience: settings.answerTimeMax)
      : ask(command(of: blocks), patience: settings.blocksTimeMax)
  }

  private func command(of blocks: BlockWork) -> R321Command {
    let start = UInt8(truncatingIfNeeded: blocks.nextBlock)
    return blocks.isWriting
      ? .writeBlocks(tag: blocks.tag, first: start, blocks: blocks.page)
      : .readBlocks(
        tag: blocks.tag, first: start, count: UInt8(truncatingIfNeeded: blocks.pageCount))
  }

  private func impossibility(of blocks: BlockWork) -> ReaderFault? {
    if let fault = blocks.impossibility { return fault }
    return blocks.wanted.allSatisfy { $0.count == R321Command.blockByteCount }
      ? nil : .notPossible("An R321 reader writes blocks of 4 bytes only.")
  }
}
