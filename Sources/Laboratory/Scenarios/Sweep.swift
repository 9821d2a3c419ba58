import ReaderEmulation

/// One parameter of `mixed` at several values.
public struct Sweep: Sendable {
  /// The parameter's name on the command line.
  public var parameter: String

  /// What it is.
  public var about: String

  /// A scenario for each value.
  public var scenarios: [Scenario]

  private init(
    _ parameter: String, about: String, values: [Double],
    _ change: (inout Scenario, Double) -> Void
  ) {
    self.parameter = parameter
    self.about = about
    scenarios = values.map { value in
      Scenario.mixed.with {
        change(&$0, value)
        $0.name = "\(parameter) \(value)"
        $0.about = "mixed with \(about) \(value)"
      }
    }
  }

  /// The sweep over a parameter.
  public static func over(_ parameter: String) -> Sweep? {
    all.first { $0.parameter == parameter }
  }

  /// Every sweep.
  public static let all: [Sweep] = [
    Sweep(
      "read-rate", about: "every plate read at", values: [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99]
    ) { $0.quality = PlateQuality(everyPlate: $1) },
    Sweep(
      "stray-share", about: "a share of trays with a stray of",
      values: [0, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32]
    ) { $0.strays.share = $1 },
    Sweep(
      "stray-rate", about: "strays read at", values: [0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8]
    ) { $0.strays.rates = $1...$1 },
    Sweep(
      "late-share", about: "a share of late dishes of", values: [0, 0.01, 0.02, 0.05, 0.1, 0.2]
    ) { $0.habits.lateShare = $1 },
    Sweep(
      "burst-rate", about: "bursts that begin in a share of rounds of",
      values: [0, 0.01, 0.02, 0.04, 0.08]
    ) { $0.troubles.ownBursts.enterProbability = $1 },
  ]
}
