/// How eagerly a reader is asked for tags.
public enum PollPace: Hashable, Sendable {
  /// A round starts every 100 ms (see `SupervisorSettings.restingPeriod`): nobody is at the lane.
  case resting
  /// Rounds follow one another with only the reader's own pause between: a tray is being counted.
  case busy
}
