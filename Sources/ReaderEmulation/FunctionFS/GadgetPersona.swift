/// What a USB device is besides the reader's bytes: its descriptors, and what stands between the
/// bus and the reader.
///
/// Written from the device's side. A persona of a reader that is a USB device itself passes bytes
/// on as they are; a serial bridge has a line whose two ends may be set differently.
public protocol GadgetPersona: Sendable {
  /// What the device says of itself.
  var descriptors: FunctionFSDescriptors { get }

  /// Answers a control request. Where it is one with data for the device and is accepted, the data
  /// follow in `take`.
  mutating func answer(_ setup: ControlSetup) -> ControlAnswer

  /// Takes the data of a request that was accepted.
  mutating func take(_ data: [UInt8], for setup: ControlSetup)

  /// What the reader hears of bytes from the bus.
  mutating func heardByReader(_ bytes: [UInt8]) -> [UInt8]

  /// What goes to the bus of bytes from the reader.
  mutating func heardByHost(_ bytes: [UInt8]) -> [UInt8]

  /// The plug is pulled and put back.
  mutating func powerCycle()
}

extension GadgetPersona {
  /// Knows no request.
  public mutating func answer(_ setup: ControlSetup) -> ControlAnswer { .stall }

  /// Has no use for data.
  public mutating func take(_ data: [UInt8], for setup: ControlSetup) {}

  /// The bytes as they are.
  public mutating func heardByReader(_ bytes: [UInt8]) -> [UInt8] { bytes }

  /// The bytes as they are.
  public mutating func heardByHost(_ bytes: [UInt8]) -> [UInt8] { bytes }

  /// Remembers nothing anyway.
  public mutating func powerCycle() {}
}
