/// How a lane stands with one of its readers.
public enum ReaderStanding: Hashable, Sendable {
  /// Not open yet for the first time.
  case starting
  /// Open, probed and polled.
  case ready(ReaderIdentity)
  /// Gone or silent; it is being opened again for ever.
  case lost(ReaderFault)
  /// There, but it needs somebody to act, for example to take it out of scan mode; it is tried
  /// again slowly.
  case attention(ReaderFault)
}
