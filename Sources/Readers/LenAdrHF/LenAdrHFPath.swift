import ReaderWire

/// What has to be asked before a job's own question makes sense.
struct LenAdrHFPath: Sendable {
  /// The reader is asked for something whose answer cannot be mistaken, so that no late answer to
  /// an earlier question is still to come.
  var needsFence: Bool

  /// The commands that bring the reader into the right state, in order.
  var commands: [LenAdrHFCommand] = []

  /// How often the reader turned out not to be in the right state.
  var detours = 0

  /// What to ask next, if anything.
  var next: LenAdrHFCommand? { needsFence ? .information : commands.first }
}
