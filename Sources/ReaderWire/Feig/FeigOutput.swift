/// One lamp, buzzer or output to switch for a time.
///
/// Source: FEIG manual H90701-3e (ID ISC.MU02.02), pages 70 and 71.
public struct FeigOutput: Hashable, Sendable {
  /// The output's type and number, as the reader's manual numbers them.
  public var number: UInt8

  /// The state to take on, with its flashing frequency, as the reader's manual codes it.
  public var state: UInt8

  /// How long, in the reader's units of 100 ms.
  public var tenthsOfSecond: UInt16

  /// Makes a switching record.
  public init(number: UInt8, state: UInt8, tenthsOfSecond: UInt16) {
    self.number = number
    self.state = state
    self.tenthsOfSecond = tenthsOfSecond
  }

  var bytes: [UInt8] {
    [
      number, state, UInt8(tenthsOfSecond >> 8), UInt8(truncatingIfNeeded: tenthsOfSecond),
    ]
  }
}
