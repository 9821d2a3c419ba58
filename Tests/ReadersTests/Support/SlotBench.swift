import Primitives
import ReaderEmulation
import Readers
import TagReads

/// Supervisor, driver and an emulated smart-card reader, in time that jumps to what is next.
struct SlotBench {
  let antenna = AntennaField(seed: 5)
  var supervisor: ReaderSupervisor
  var reader: CCIDReaderEmulator
  var now = Moment.origin
  var rounds: [InventoryRound] = []
  var standings: [ReaderStanding] = []
  var sentCount = 0
  /// What the line does to the reader's bytes.
  var spoil: ([UInt8]) -> [[UInt8]] = { [$0] }
  private var isOpen = false
  private var due: Moment?

  init(
    _ settings: CCIDEmulatorSettings = .init(), driver: CCIDDriverSettings = .init()
  ) {
    reader = CCIDReaderEmulator(antenna: antenna, settings: settings)
    supervisor = ReaderSupervisor(driver: { CCIDDriver(settings: driver) })
  }

  /// The rounds of the next so many milliseconds.
  mutating func run(_ milliseconds: Int64) -> [InventoryRound] {
    let end = now + .milliseconds(milliseconds)
    let before = rounds.count
    if case .starting = supervisor.standing, due == nil { act(supervisor.start(at: now)) }
    while let next = [due, reader.nextOutput].compactMap(\.self).min(), next <= end {
      now = max(now, next)
      let bytes = reader.output(upTo: now)
      if isOpen, !bytes.isEmpty {
        for piece in spoil(bytes) { act(supervisor.received(piece, at: now)) }
      }
      if let wake = due, wake <= now {
        due = nil
        act(supervisor.wake(at: now))
      }
    }
    now = end
    return Array(rounds[before...])
  }

  mutating func act(_ actions: [SupervisorAction]) {
    for action in actions {
      switch action {
      case .open:
        isOpen = true
        act(supervisor.channelOpened(at: now))
      case .reset: break
      case .close: isOpen = false
      case .send(let bytes):
        sentCount += 1
        reader.hostSent(bytes, at: now)
      case .wake(let moment): due = moment
      case .round(let round): rounds.append(round)
      case .standing(let standing): standings.append(standing)
      case .blocks: break
      }
    }
  }
}

/// Cards that diners carry.
enum Cards {
  static let classic = tag("12345678")
  static let desfire = tag("04A1B2C3D4E5F6")
  static let icode = tag("E00401500C0FFEE1")
  static let phone = tag("08AABBCC")

  private static func tag(_ text: String) -> TagID {
    guard let tag = TagID(text) else { fatalError("no tag: \(text)") }
    return tag
  }
}
