import Primitives
import ReaderWire
import TagReads

extension FeigDriver {
  mutating func startBlocks(
    tag: TagID, first: Int, count: Int, wanted: [[UInt8]], _ request: ReaderRequest,
    at now: Moment
  ) -> [DriverAction] {
    if let fault = impossibility(of: request, first: first, count: count) {
      return [.blocks(BlockAnswer(tag: tag, first: first, outcome: .failed(fault)))]
    }
    let blocks = FeigBlockWork(
      tag: tag, first: first, count: count, wanted: wanted, needsFence: mayHaveLateAnswer)
    return ask(blocks, at: now)
  }

  mutating func advance(_ current: FeigBlockWork, with reply: FeigReply, at now: Moment)
    -> [DriverAction]
  {
    var blocks = current
    if blocks.step == .fencing { mayHaveLateAnswer = false }
    switch judge(reply, for: blocks) {
    case .again(let outcome): return askAgain(blocks, orEndWith: outcome, at: now)
    case .ended(let outcome): return finish(blocks, outcome)
    case .good: break
    }
    if let outcome = blocks.advance(reply, settings: settings) { return finish(blocks, outcome) }
    return ask(blocks, at: now)
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
    _ current: FeigBlockWork, orEndWith outcome: BlockAnswer.Outcome, at now: Moment
  ) -> [DriverAction] {
    var blocks = current
    blocks.repeats += 1
    guard blocks.repeats <= settings.repeatsMax else { return finish(blocks, outcome) }
    return ask(blocks, notBefore: now + settings.busyPause, at: now)
  }

  private mutating func ask(_ blocks: FeigBlockWork, notBefore: Moment? = nil, at now: Moment)
    -> [DriverAction]
  {
    work = .blocks(blocks)
    let patience = blocks.step == .fencing ? settings.answerTimeMax : settings.blocksTimeMax
    return follow(
      line.ask(
        blocks.command(settings: settings), patience: patience, notBefore: notBefore, at: now),
      at: now)
  }

  private mutating func finish(_ blocks: FeigBlockWork, _ outcome: BlockAnswer.Outcome)
    -> [DriverAction]
  {
    finish(.blocks(BlockAnswer(tag: blocks.tag, first: blocks.first, outcome: outcome)))
  }

  private func impossibility(of request: ReaderRequest, first: Int, count: Int) -> ReaderFault? {
    guard first >= 0, count > 0, count <= 256, first <= 256 - count else {
      return .notPossible("Blocks are numbered 0 to 255; ask for at least one of them.")
    }
    switch request {
    case .inventory:
      return nil
    case .readBlocks(let tag, _, _), .writeBlocks(let tag, _, _):
      guard tag.technology == .iso15693 else {
        return .notPossible("Blocks can be read and written on ISO 15693 tags only.")
      }
    }
    guard case .writeBlocks(_, _, let blocks) = request else { return nil }
    let size = blocks.first?.count ?? 0
    return (1...32).contains(size) && blocks.allSatisfy { $0.count == size }
      ? nil : .notPossible("Blocks to write must all have one size, 1 to 32 bytes.")
  }
}
