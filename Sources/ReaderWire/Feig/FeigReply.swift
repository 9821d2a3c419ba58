/// A FEIG reader's answer: which command it answers, how it went, and what came of it.
///
///     STATUS DATA...     the payload of a reader's frame
public struct FeigReply: Hashable, Sendable {
  /// The command answered.
  public var command: UInt8

  /// How it went.
  public var status: FeigStatus

  /// What came of it; the layout depends on the command.
  public var data: [UInt8]

  /// Makes an answer.
  public init(command: UInt8, status: FeigStatus, data: [UInt8] = []) {
    self.command = command
    self.status = status
    self.data = data
  }

  /// Takes a reader's frame apart; nothing if it has no status byte, as a host's frame may not.
  public init?(_ frame: FeigFrame) {
    guard let status = frame.payload.first else { return nil }
    self.init(
      command: frame.command, status: FeigStatus(rawValue: status),
      data: Array(frame.payload.dropFirst()))
  }
}
