/// How a tray may turn out to be billed wrong, as of now.
public struct TrayRisk: Sendable, Hashable {
  /// The expected number of plates on the tray that no round has shown.
  public var overlooked: Double

  /// The expected number of tags that are on the wrong side: billed and not of this tray, or not
  /// billed and of it.
  public var misjudged: Double

  /// The part of `misjudged` that is due to tags another lane reads too.
  public var contested: Double

  /// What forbids to decide however small the sums are: a second tray, or one that is only half on
  /// the antenna.
  public var obstacle: UndecidedReason?

  /// Puts the parts together.
  public init(overlooked: Double, misjudged: Double, contested: Double) {
    self.overlooked = overlooked
    self.misjudged = misjudged
    self.contested = contested
  }

  /// The expected number of wrong lines: for small figures, the chance that the bill is wrong.
  public var total: Double { overlooked + misjudged }

  /// What to cure first.
  var reason: UndecidedReason {
    if let obstacle { return obstacle }
    if overlooked >= misjudged { return .unstableSet }
    return contested * 2 >= misjudged ? .contestedPlate : .doubtfulPlate
  }
}
