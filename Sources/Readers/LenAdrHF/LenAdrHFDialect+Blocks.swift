import Primitives
import ReaderWire
import TagReads

extension LenAdrHFDialect {
  mutating func startBlocks(tag: TagID, first: Int, count: Int, wanted: [[UInt8]]) -> Step {
    let blocks = BlockWork(tag: tag, first: first, count: count, wanted: wanted, pageMax: 1)
    work = .blocks(blocks)
    if let fault = Self.impossibility(of: blocks) { return ended(fault) }
    switchMode(to: .iso15693)
    if let command = path.next { return ask(command) }
    return ask(command(of: blocks))
  }

  mutating func advance(
    _ current: BlockWork, with reply: LenAdrHFReply, at now: Moment
  ) -> Step {
    var blocks = current
    switch reply.status {
    case .ok where blocks.isWriting:
      blocks.pageWritten()
    case .ok:
      let securityStatusLength = 1
      if let outcome = blocks.pageRead([Array(reply.data.dropFirst(securityStatusLength))]) {
        return .ended(blocks.answer(outcome))
      }
    case .noTag:
      return askAgain(blocks, orEndWith: .tagGone(afterBlocks: blocks.doneCount))
    case .noUIDInTime, .notAllInTime, .strangeAnswer:
      return askAgain(blocks, orEndWith: .failed(.lenAdrTagDisturbed))
    case .tagError:
      let error = reply.data.first ?? ISO15693Error.unknown.rawValue
      return .ended(blocks.answer(.tagRefused(error: error, block: blocks.nextBlock)))
    default:
      return .ended(blocks.answer(.failed(.lenAdr(reply.status))))
    }
    work = .blocks(blocks)
    return next(at: now)
  }

  /// One missed answer does not mean that the tag has gone: it is asked a few times.
  private mutating func askAgain(
    _ current: BlockWork, orEndWith outcome: BlockAnswer.Outcome
  ) -> Step {
    var blocks = current
    blocks.repeats += 1
    guard blocks.repeats <= settings.repeatsMax else { return .ended(blocks.answer(outcome)) }
    work = .blocks(blocks)
    return ask(command(of: blocks))
  }

  func command(of blocks: BlockWork) -> LenAdrHFCommand {
    let block = UInt8(truncatingIfNeeded: blocks.nextBlock)
    guard blocks.isWriting else {
      return .readBlock(tag: blocks.tag, block: block, order: uidOrder)
    }
    return .writeBlock(
      tag: blocks.tag, block: block, data: blocks.page.first ?? [], order: uidOrder,
      option: settings.writesWithOption)
  }

  private static func impossibility(of blocks: BlockWork) -> ReaderFault? {
    if let fault = blocks.impossibility { return fault }
    return blocks.wanted.allSatisfy { $0.count == 4 }
      ? nil : .notPossible("This reader writes blocks of 4 bytes only.")
  }
}
