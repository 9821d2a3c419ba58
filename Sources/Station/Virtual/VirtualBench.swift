internal import Primitives
public import ReaderEmulation
internal import TagReads

/// The emulated readers of a virtual run, each with the antenna it stands on.
///
/// A lane without a card reader has its cards laid on the tray's antenna.
public struct VirtualBench {
  private var readers: [ReaderSlot: any EmulatedReader] = [:]
  private var antennas: [ReaderSlot: AntennaField] = [:]
  private var open: Set<ReaderSlot> = []
  private var unplugged: Set<ReaderSlot> = []

  /// An empty bench.
  public init() {}

  /// Puts a reader on the bench.
  public mutating func add(
    _ reader: any EmulatedReader, on antenna: AntennaField, as slot: ReaderSlot
  ) {
    readers[slot] = reader
    antennas[slot] = antenna
  }

  /// When a reader next has something to say.
  var nextOutput: Moment? {
    open.compactMap { readers[$0]?.nextOutput }.min()
  }

  /// Opens a reader, unless it is unplugged.
  mutating func open(_ slot: ReaderSlot) -> Bool {
    guard !unplugged.contains(slot) else { return false }
    open.insert(slot)
    return true
  }

  /// Pulls a reader's plug, and says whether it was open.
  mutating func unplug(_ slot: ReaderSlot, at now: Moment) -> Bool {
    unplugged.insert(slot)
    readers[slot]?.powerCycle(at: now)
    return open.remove(slot) != nil
  }

  mutating func plug(_ slot: ReaderSlot) {
    unplugged.remove(slot)
  }

  mutating func close(_ slot: ReaderSlot) {
    open.remove(slot)
  }

  mutating func hostSent(_ bytes: [UInt8], to slot: ReaderSlot, at now: Moment) {
    guard open.contains(slot) else { return }
    readers[slot]?.hostSent(bytes, at: now)
  }

  /// Everything the readers say by now, in the order of the slots.
  mutating func outputs(upTo now: Moment) -> [(ReaderSlot, [UInt8])] {
    open.sorted().compactMap { slot in
      guard let due = readers[slot]?.nextOutput, due <= now,
        let bytes = readers[slot]?.output(upTo: now), !bytes.isEmpty
      else { return nil }
      return (slot, bytes)
    }
  }

  /// Puts a diner's act into effect.
  func carryOut(_ act: DinerAct) {
    switch act {
    case .place(let lane, let plates): trayAntenna(lane)?.place(plates)
    case .remove(let lane, let tags): trayAntenna(lane)?.remove(tags)
    case .tap(let lane, let card): cardAntenna(lane)?.place([card])
    case .lift(let lane, let card): cardAntenna(lane)?.remove([card])
    }
  }

  private func trayAntenna(_ lane: Int) -> AntennaField? {
    antennas[ReaderSlot(lane: lane, role: .tray)]
  }

  private func cardAntenna(_ lane: Int) -> AntennaField? {
    antennas[ReaderSlot(lane: lane, role: .card)] ?? trayAntenna(lane)
  }
}
