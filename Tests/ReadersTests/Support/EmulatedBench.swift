import Primitives
import ReaderEmulation
import Readers
import TagReads

/// A driver and an emulated reader on one line, in time that jumps to what is next; the line may do
/// one thing wrong to one of the reader's pieces.
struct EmulatedBench {
  /// What goes wrong.
  enum Mischief: CaseIterable {
    case silence, late, flippedBit, truncation, noiseBefore, noiseAfter, doubled
  }

  var driver: any ReaderDriver
  var reader: any EmulatedReader
  var now = Moment.origin
  var said: [DriverAction] = []
  var lines: [CaptureLine] = []
  private var mischief: Mischief?
  private var mischiefAt = 0
  private var lateness = Duration.zero
  private var pieceCount = 0
  private var due: Moment?
  private var isIdle = false
  /// What is on its way to the driver, in the reader's order.
  private var onTheWay: [(due: Moment, bytes: [UInt8])] = []

  init(
    _ driver: any ReaderDriver, _ reader: any EmulatedReader, mischief: Mischief? = nil,
    at piece: Int = 0, lateBy lateness: Duration = .zero
  ) {
    self.driver = driver
    self.reader = reader
    self.mischief = mischief
    mischiefAt = piece
    self.lateness = lateness
    note(self.driver.open(at: now))
  }

  /// The rounds so far.
  var rounds: [InventoryRound] {
    said.compactMap { action in
      guard case .round(let round) = action else { return nil }
      return round
    }
  }

  /// The answers about blocks so far.
  var blocks: [BlockAnswer.Outcome] {
    said.compactMap { action in
      guard case .blocks(let answer) = action else { return nil }
      return answer.outcome
    }
  }

  /// The faults so far.
  var faults: [ReaderFault] {
    said.compactMap { action in
      guard case .fault(let fault) = action else { return nil }
      return fault
    }
  }

  /// Runs until the driver is idle, and makes it do things one after another; five minutes at most.
  mutating func perform(_ requests: [ReaderRequest]) {
    for request in requests {
      runUntilIdle()
      guard isIdle else { return }
      isIdle = false
      note(driver.perform(request, at: now))
    }
    runUntilIdle()
  }

  private mutating func runUntilIdle() {
    while !isIdle, now < Moment(milliseconds: 300_000), step() {}
  }

  private mutating func step() -> Bool {
    fetch()
    let next = [due, reader.nextOutput, onTheWay.first?.due].compactMap(\.self).min()
    guard let next else { return false }
    now = max(now, next)
    fetch()
    if let arrived = onTheWay.first, arrived.due <= now {
      onTheWay.removeFirst()
      lines.append(
        CaptureLine(
          time: now.since(.origin), direction: .fromReader, bytes: arrived.bytes))
      note(driver.received(arrived.bytes, at: now))
    } else if let wake = due, wake <= now {
      due = nil
      note(driver.deadlineReached(at: now))
    }
    return true
  }

  /// Takes what the reader has sent onto the line.
  private mutating func fetch() {
    let bytes = reader.output(upTo: now)
    guard !bytes.isEmpty else { return }
    pieceCount += 1
    guard pieceCount == mischiefAt, let mischief else { return transport(bytes) }
    var damaged = bytes
    switch mischief {
    case .silence: return
    case .late: return transport(bytes, after: lateness)
    case .flippedBit: damaged[bytes.count / 2] ^= 0x10
    case .truncation: damaged.removeLast(2)
    case .noiseBefore: damaged = [0x00, 0xFF, 0x01] + bytes
    case .noiseAfter: damaged = bytes + [0x00, 0x09, 0x00]
    case .doubled: damaged = bytes + bytes
    }
    transport(damaged)
  }

  /// A piece never overtakes the one before.
  private mutating func transport(_ bytes: [UInt8], after delay: Duration = .zero) {
    onTheWay.append((max(now + delay, onTheWay.last?.due ?? now), bytes))
  }

  private mutating func note(_ actions: [DriverAction]) {
    for action in actions {
      switch action {
      case .send(let bytes):
        lines.append(CaptureLine(time: now.since(.origin), direction: .toReader, bytes: bytes))
        reader.hostSent(bytes, at: now)
      case .wake(let moment):
        due = moment
      case .identified, .round, .blocks, .fault:
        said.append(action)
        isIdle = true
      }
    }
  }
}

/// So many plates with numbers scattered by a generator.
func plates(_ count: Int, readRate: Double = 1) -> [EmulatedTag] {
  var generator = SeededGenerator(seed: 3)
  var ids: Set<TagID> = []
  while ids.count < count {
    if let id = TagID(iso15693: 0xE004_0150_0000_0000 | generator.next() & 0xFFFF_FFFF) {
      ids.insert(id)
    }
  }
  return ids.sorted().map { EmulatedTag(id: $0, readRate: readRate) }
}

/// So many UHF tags.
func epcTags(_ count: Int, readRate: Double = 1) -> [EmulatedTag] {
  (0..<count).compactMap { number in
    TagID(.epc, [UInt8](repeating: 0x30, count: 11) + [UInt8(number)])
      .map { EmulatedTag(id: $0, readRate: readRate, signalStrengthDBm: -40 - number) }
  }
}
