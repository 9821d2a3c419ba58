/// One question to a reader, and how to know its answer.
public struct ReaderQuestion<Answer: Sendable>: Sendable {
  /// What goes to the reader, in one transfer.
  public var bytes: [UInt8]

  /// The time allowed from the sending to the answer, and from each piece of it to the next.
  public var patience: Duration

  /// The pause before it is sent, on top of what the line needs.
  public var pause: Duration

  /// Whether an answer that came belongs to it.
  public var fit: @Sendable (Answer) -> AnswerFit

  /// Makes a question.
  public init(
    _ bytes: [UInt8], patience: Duration, pause: Duration = .zero,
    fit: @escaping @Sendable (Answer) -> AnswerFit
  ) {
    self.bytes = bytes
    self.patience = patience
    self.pause = pause
    self.fit = fit
  }
}

/// What an answer is to the question that was asked.
public enum AnswerFit: Hashable, Sendable {
  /// A leftover of something else; it is ignored.
  case foreign
  /// A piece of the answer; more pieces follow without being asked for.
  case piece
  /// The answer, or its last piece.
  case last
}
