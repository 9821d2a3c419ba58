import Primitives
import ReaderWire
import TagReads

extension R321Dialect {
  mutating func startBlocks(tag: TagID, first: Int, count: Int, wanted: [[UInt8]]) -> Step {
    let blocks = R321BlockWork(
      tag: tag, first: first, count: count, wanted: wanted, needsFence: mayHaveLateAnswer)
    guard let fault = impossibility(of: blocks) else { return ask(blocks) }
    return .ended(.blocks(blocks.answer(.failed(fault))))
  }

  mutating func advance(_ current: R321BlockWork, with answer: R321Frame) -> Step {
    var blocks = current
    if blocks.step == .fencing {
      mayHaveLateAnswer = false
      _ = blocks.advance([], blocksMax: settings.blocksPerCommandMax)
      return ask(blocks)
    }
    switch judge(answer, for: blocks) {
    case .again(let outcome): return askAgain(blocks, orEndWith: outcome)
    case .ended(let outcome): return .ended(.blocks(blocks.answer(outcome)))
    case .good(let read):
      if let outcome = blocks.advance(read, blocksMax: settings.blocksPerCommandMax) {
        return .ended(.blocks(blocks.answer(outcome)))
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

  private func judge(_ answer: R321Frame, for blocks: R321BlockWork) -> Judgement {
    guard let outcome = R321Outcome(answer.parameters) else {
      return .again(orEndWith: .failed(.r321TagDisturbed))
    }
    guard outcome.isSuccess else { return judge(outcome, for: blocks) }
    guard blocks.step == .reading else { return .good([]) }
    let count = blocks.pageCount(blocksMax: settings.blocksPerCommandMax)
    return outcome.blocks(count: count).map { .good($0) }
      ?? .again(orEndWith: .failed(.r321TagDisturbed))
  }

  private func judge(_ refusal: R321Outcome, for blocks: R321BlockWork) -> Judgement {
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
    _ current: R321BlockWork, orEndWith outcome: BlockAnswer.Outcome
  ) -> Step {
    var blocks = current
    blocks.repeats += 1
    guard blocks.repeats <= settings.repeatsMax else {
      return .ended(.blocks(blocks.answer(outcome)))
    }
    return ask(blocks)
  }

  private mutating func ask(_ blocks: R321BlockWork) -> Step {
    work = .blocks(blocks)
    let patience = blocks.step == .fencing ? settings.answerTimeMax : settings.blocksTimeMax
    return ask(
      blocks.command(blocksMax: settings.blocksPerCommandMax), patience: patience)
  }

  private func impossibility(of blocks: R321BlockWork) -> ReaderFault? {
    guard blocks.first >= 0, blocks.count > 0, blocks.count <= 256,
      blocks.first <= 256 - blocks.count
    else {
      return .notPossible("Blocks are numbered 0 to 255; ask for at least one of them.")
    }
    guard blocks.tag.technology == .iso15693 else {
      return .notPossible("Blocks can be read and written on ISO 15693 tags only.")
    }
    return blocks.wanted.allSatisfy { $0.count == R321Command.blockByteCount }
      ? nil : .notPossible("An R321 reader writes blocks of 4 bytes only.")
  }
}

extension R321BlockWork {
  /// The answer to whoever asked for the blocks.
  func answer(_ outcome: BlockAnswer.Outcome) -> BlockAnswer {
    BlockAnswer(tag: tag, first: first, outcome: outcome)
  }
}
