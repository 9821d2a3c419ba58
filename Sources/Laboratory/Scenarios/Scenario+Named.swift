extension Scenario {
  /// Every scenario with a name.
  public static let all: [Scenario] = [mixed]

  /// The one that the station is accepted by.
  public static let mixed = Scenario(
    "mixed", about: "1 to 7 plates of every quality, a few strays and late dishes, bursts")
}
