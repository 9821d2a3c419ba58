public import Primitives

/// placeholder
public struct FeigReaderEmulator: EmulatedReader {
  /// placeholder
  public init(antenna: AntennaField, settings: FeigEmulatorSettings = .init()) {}
  public mutating func hostSent(_ bytes: [UInt8], at now: Moment) {}
  public mutating func output(upTo now: Moment) -> [UInt8] { [] }
  public var nextOutput: Moment? { nil }
  public mutating func powerCycle(at now: Moment) {}
}
