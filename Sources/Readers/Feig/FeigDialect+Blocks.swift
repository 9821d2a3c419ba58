import Primitives
import ReaderWire
import TagReads

extension FeigDialect {
  mutating func startBlocks(tag: TagID, first: Int, count: Int, wanted: [[UInt8]]) -> Step {
    let blocks = BlockWork(
      tag: tag, first: first, count: count, wanted: wanted, pageMax: settings.blocksPerCommandMax,
      writePageMax: writePageMax(blockByteCount: wanted.first?.count ?? 1))
    if let fault = impossibility(of: blocks) { return .ended(blocks.answer(.failed(fault))) }
    return ask(blocks, isFencing: mayHaveLateAnswer)
  }

  mutating func advance(
    _ current: BlockWork, isFencing: Bool, with reply: FeigReply
  ) -> Step {
    var blocks = current
    if isFencing {
      // Any answer to the fence shows that the reader has come to it.
      mayHaveLateAnswer = false
      return ask(blocks)
    }
    switch judge(reply, for: blocks) {
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

  private func judge(_ reply: FeigReply, for blocks: BlockWork) -> Judgement {
    switch reply.status {
    case .ok, .warning:
      guard !blocks.isWriting else { return .good([]) }
      let read = FeigBlocks(reply.data)?.blocks ?? []
      return read.isEmpty ? .again(orEndWith: .failed(.feigTagDisturbed)) : .good(read)
    case .noTransponder:
      return .again(orEndWith: .tagGone(afterBlocks: blocks.doneCount))
    case .dataFalse, .collision, .communicationError, .generalError:
      return .again(orEndWith: .failed(.feigTagDisturbed))
    case .busy:
      return .again(orEndWith: .failed(.feig(.busy)))
    default:
      if let refusal = FeigTagRefusal(reply), let error = refusal.error {
        return .ended(.tagRefused(error: error.rawValue, block: refusal.block.map { Int($0) }))
      }
      return .ended(.failed(.feig(reply.status)))
    }
  }

  /// One missed answer does not mean that the tag has gone: it is asked a few times.
  private mutating func askAgain(
    _ current: BlockWork, orEndWith outcome: BlockAnswer.Outcome
  ) -> Step {
    var blocks = current
    blocks.repeats += 1
    guard blocks.repeats <= settings.repeatsMax else { return .ended(blocks.answer(outcome)) }
    return ask(blocks, pause: settings.busyPause)
  }

  private mutating func ask(
    _ blocks: BlockWork, isFencing: Bool = false, pause: Duration = .zero
  ) -> Step {
    work = .blocks(blocks, isFencing: isFencing)
    if isFencing { return .ask(question(.softwareVersion, patience: settings.answerTimeMax)) }
    return .ask(
      question(command(of: blocks), patience: settings.blocksTimeMax, pause: pause))
  }

  private func command(of blocks: BlockWork) -> FeigCommand {
    let start = UInt8(truncatingIfNeeded: blocks.nextBlock)
    return blocks.isWriting
      ? .writeBlocks(tag: blocks.tag, first: start, blocks: blocks.page)
      : .readBlocks(
        tag: blocks.tag, first: start, count: UInt8(truncatingIfNeeded: blocks.pageCount))
  }

  private func writePageMax(blockByteCount: Int) -> Int {
    min(settings.blocksPerCommandMax, settings.bytesPerWriteMax / max(1, blockByteCount))
  }

  private func impossibility(of blocks: BlockWork) -> ReaderFault? {
    if let fault = blocks.impossibility { return fault }
    let wanted = blocks.wanted
    let size = wanted.first?.count ?? 4
    return (1...32).contains(size) && wanted.allSatisfy { $0.count == size }
      ? nil : .notPossible("Blocks to write must all have one size, 1 to 32 bytes.")
  }
}
