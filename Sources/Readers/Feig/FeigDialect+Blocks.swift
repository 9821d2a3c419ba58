import Primitives
import ReaderWire
import TagReads

extension FeigDialect {
  mutating func startBlocks(tag: TagID, first: Int, count: Int, wanted: [[UInt8]]) -> Step {
    if let fault = impossibility(of: tag, first: first, count: count, wanted: wanted) {
      return .ended(.blocks(BlockAnswer(tag: tag, first: first, outcome: .failed(fault))))
    }
    return ask(
      FeigBlockWork(
        tag: tag, first: first, count: count, wanted: wanted, needsFence: mayHaveLateAnswer))
  }

  mutating func advance(_ current: FeigBlockWork, with reply: FeigReply) -> Step {
    var blocks = current
    if blocks.step == .fencing { mayHaveLateAnswer = false }
    switch judge(reply, for: blocks) {
    case .again(let outcome): return askAgain(blocks, orEndWith: outcome)
    case .ended(let outcome): return ended(blocks, outcome)
    case .good: break
    }
    if let outcome = blocks.advance(reply, settings: settings) { return ended(blocks, outcome) }
    return ask(blocks)
  }

  private enum Judgement {
    /// The answer is what was asked for.
    case good
    /// Asking once more may help; else the work ends like this.
    case again(orEndWith: BlockAnswer.Outcome)
    /// The work ends like this.
    case ended(BlockAnswer.Outcome)
  }

  private func judge(_ reply: FeigReply, for blocks: FeigBlockWork) -> Judgement {
    // Any answer to the fence shows that the reader has come to it.
    if blocks.step == .fencing { return .good }
    switch reply.status {
    case .ok, .warning:
      guard blocks.step == .reading else { return .good }
      let isUsable = FeigBlocks(reply.data).map { !$0.blocks.isEmpty } ?? false
      return isUsable ? .good : .again(orEndWith: .failed(.feigTagDisturbed))
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
    _ current: FeigBlockWork, orEndWith outcome: BlockAnswer.Outcome
  ) -> Step {
    var blocks = current
    blocks.repeats += 1
    guard blocks.repeats <= settings.repeatsMax else { return ended(blocks, outcome) }
    return ask(blocks, pause: settings.busyPause)
  }

  private mutating func ask(_ blocks: FeigBlockWork, pause: Duration = .zero) -> Step {
    work = .blocks(blocks)
    let patience = blocks.step == .fencing ? settings.answerTimeMax : settings.blocksTimeMax
    return .ask(question(blocks.command(settings: settings), patience: patience, pause: pause))
  }

  private func ended(_ blocks: FeigBlockWork, _ outcome: BlockAnswer.Outcome) -> Step {
    .ended(.blocks(BlockAnswer(tag: blocks.tag, first: blocks.first, outcome: outcome)))
  }

  private func impossibility(
    of tag: TagID, first: Int, count: Int, wanted: [[UInt8]]
  ) -> ReaderFault? {
    guard first >= 0, count > 0, count <= 256, first <= 256 - count else {
      return .notPossible("Blocks are numbered 0 to 255; ask for at least one of them.")
    }
    guard tag.technology == .iso15693 else {
      return .notPossible("Blocks can be read and written on ISO 15693 tags only.")
    }
    let size = wanted.first?.count ?? 4
    return (1...32).contains(size) && wanted.allSatisfy { $0.count == size }
      ? nil : .notPossible("Blocks to write must all have one size, 1 to 32 bytes.")
  }
}
