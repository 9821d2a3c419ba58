public import Chips
internal import Primitives
internal import Readers
public import TagReads

/// A serving window at work: its reader, and the writing of every plate put on it.
public struct WindowSession: Sendable {
  /// What happens at the window.
  public enum News: Sendable, Equatable {
    /// The reader is there, or is not; its sentence.
    case reader(isReady: Bool, String)
    /// The light shows something else.
    case light(ServingWindow.Light)
    /// A plate has been written and bound; so many have been.
    case written(TagID, count: Int)
    /// A plate could not be written or bound.
    case failed(TagID, ChipWriteFault)
  }

  /// Makes the record for a plate; throws with a sentence if there is none.
  public typealias RecordMaker = @Sendable (TagID) async throws(ChipWriteFault) -> PlateRecord

  /// Enters a plate that carries its record in the books; throws with their sentence if they do not
  /// take it. A plate counts as written once both are done.
  public typealias Binder = @Sendable (TagID) async throws(ChipWriteFault) -> Void

  private let reader: SoloReader
  private let makeRecord: RecordMaker
  private let bind: Binder
  private var window = ServingWindow()
  private var writing: ChipWriting?

  /// Makes a session; nothing is opened yet.
  public init(
    _ reader: SoloReader, record: @escaping RecordMaker, bind: @escaping Binder
  ) {
    self.reader = reader
    makeRecord = record
    self.bind = bind
  }

  /// Writes plates until the task is cancelled or the handler says that it is enough.
  public mutating func run(_ onNews: (News) async -> Bool) async {
    for await action in reader.run() {
      switch action {
      case .round(let round):
        guard await carryOut(window.observe(round), onNews) else { return }
      case .blocks(let answer):
        guard await take(answer, onNews) else { return }
      case .standing(let standing):
        guard let news = Self.news(of: standing) else { continue }
        guard await onNews(news) else { return }
      case .open, .close, .reset, .send, .wake: continue
      }
    }
  }

  private static func news(of standing: ReaderStanding) -> News? {
    switch standing {
    case .starting: nil
    case .ready(let identity): .reader(isReady: true, "\(identity.model) \(identity.firmware)")
    case .lost(let fault), .attention(let fault): .reader(isReady: false, fault.message)
    }
  }

  private mutating func carryOut(
    _ actions: [ServingWindow.Action], _ onNews: (News) async -> Bool
  ) async -> Bool {
    for action in actions {
      switch action {
      case .write(let tag):
        guard await begin(tag, onNews) else { return false }
      case .light(let light):
        guard await onNews(.light(light)) else { return false }
      case .written(let tag, let count):
        guard await onNews(.written(tag, count: count)) else { return false }
      case .failed(let tag, let fault):
        guard await onNews(.failed(tag, fault)) else { return false }
      }
    }
    return true
  }

  private mutating func begin(_ tag: TagID, _ onNews: (News) async -> Bool) async -> Bool {
    let fault: ChipWriteFault
    do throws(ChipWriteFault) {
      let record = try await makeRecord(tag)
      do throws(PlateRecordFault) {
        let started = try ChipWriting(record, into: tag)
        writing = started
        ask(started.firstStep, of: tag)
        return true
      } catch {
        fault = .reader(error.description)
      }
    } catch {
      fault = error
    }
    return await carryOut(window.finished(tag, fault: fault), onNews)
  }

  private func ask(_ step: ChipWriting.Step, of tag: TagID) {
    switch step {
    case .write(let first, let blocks):
      reader.request(.writeBlocks(tag: tag, first: first, blocks: blocks))
    case .read(let count): reader.request(.readBlocks(tag: tag, first: 0, count: count))
    case .written, .failed: break
    }
  }

  private mutating func take(
    _ answer: BlockAnswer, _ onNews: (News) async -> Bool
  ) async -> Bool {
    guard var current = writing else { return true }
    let step: ChipWriting.Step =
      switch answer.outcome {
      case .written: current.blocksWritten()
      case .read(let blocks): current.blocksRead(blocks)
      case .tagGone: current.failed(.tagGone)
      case .tagRefused(let error, _): current.failed(.refused(error))
      case .notVerified: current.failed(.notVerified)
      case .failed(let fault): current.failed(.reader(fault.message))
      }
    writing = current
    switch step {
    case .write, .read:
      ask(step, of: answer.tag)
      return true
    case .written:
      writing = nil
      let fault = await bindingFault(of: answer.tag)
      return await carryOut(window.finished(answer.tag, fault: fault), onNews)
    case .failed(let fault):
      writing = nil
      return await carryOut(window.finished(answer.tag, fault: fault), onNews)
    }
  }

  private func bindingFault(of tag: TagID) async -> ChipWriteFault? {
    do throws(ChipWriteFault) {
      try await bind(tag)
      return nil
    } catch {
      return error
    }
  }
}
