/// An antenna and its reader as a script plays with them.
public struct AntennaStage: Sendable {
  private let antenna: AntennaField
  private let reader: EmulatedReaderBox

  /// Makes a stage of an antenna and the reader above it.
  public init(antenna: AntennaField, reader: EmulatedReaderBox) {
    self.antenna = antenna
    self.reader = reader
  }

  /// Does what a command says at once; waiting and quitting are the player's.
  public func perform(_ command: AntennaCommand) {
    switch command {
    case .place(let tags): antenna.place(tags.map { EmulatedTag(id: $0) })
    case .remove(let tags): antenna.remove(tags)
    case .clear: antenna.clear()
    case .rate(let tag, let rate): antenna.setReadRate(rate, for: tag)
    case .disturb(let kind, let rounds): antenna.disturb(next: rounds, as: kind)
    case .scanMode(let isOn): reader.setScanMode(isOn)
    case .mute(let muteness): reader.setMuteness(muteness)
    case .wait, .quit: break
    }
  }
}
