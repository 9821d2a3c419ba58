internal import Dispatch
public import Readers
public import TagReads

/// Proves that a reader lives: it says what it is, and answers one inventory.
public struct ReaderProbe: Sendable {
  private let reader: SoloReader
  private let patience: Duration

  /// A probe that gives up after a time.
  public init(_ reader: SoloReader, patience: Duration) {
    self.reader = reader
    self.patience = patience
  }

  /// What the reader is and what it sees, or the last fault.
  public var finding: Result<(ReaderIdentity, InventoryRound), ReaderFault> {
    get async {
      await withTaskGroup(of: Result<(ReaderIdentity, InventoryRound), ReaderFault>.self) { group in
        group.addTask { await look() }
        group.addTask {
          try? await Task.sleep(for: patience)
          return .failure(Self.silent)
        }
        let first = await group.next() ?? .failure(Self.silent)
        group.cancelAll()
        return first
      }
    }
  }

  private static let silent = ReaderFault(
    .noAnswer, message: "the reader does not answer: is it powered, and in host mode?",
    isFatal: true)

  private func look() async -> Result<(ReaderIdentity, InventoryRound), ReaderFault> {
    var identity: ReaderIdentity?
    for await action in reader.run() {
      switch action {
      case .standing(.ready(let found)): identity = found
      case .standing(.lost(let fault)), .standing(.attention(let fault)): return .failure(fault)
      case .round(let round):
        if let identity { return .success((identity, round)) }
      case .standing(.starting), .blocks, .open, .reset, .close, .send, .wake: break
      }
    }
    return .failure(Self.silent)
  }
}
