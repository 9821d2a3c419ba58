/// What the station knows about a tag, as far as the tray engine has to care.
///
/// Diner cards are taken out of a round before the engine sees it.
public enum TagStanding: Sendable, Hashable {
  /// A registered plate: a damaged answer does not turn into one by chance.
  case plate
  /// A tag nobody has registered: tableware not yet enrolled, or a damaged answer.
  case unknown
  /// A tag that belongs to the place, not to a tray: never billed, never waited for.
  case background
}
