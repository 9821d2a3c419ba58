import Trays

extension Contender {
  /// Our engine on lanes that do not hear of one another and remember no plate.
  public static let alone = Contender(name: "ours alone", source: "RecordedEngine") {
    RecordedEngine(isRecording: false)
  }

  /// Our engine as the station runs it, but for the evidence it keeps, which decides nothing.
  public static let ours = Contender(
    name: "ours", source: "RecordedEngine", station: { LearningStation() },
    make: { RecordedEngine(isRecording: false) })

  /// Every rule that takes part: the rules of others, then ours.
  public static let field = published + [alone, ours]

  /// The rules of others.
  public static let published: [Contender] =
    [Contender(name: "first read", source: "first answer of a reader") { FirstReadSet() }]
    + windows + stableSets
    + [
      Contender(name: "SMURF", source: "Jeffery et al., VLDB 2006, and a bill rule") { Smurf() },
      Contender(name: "SMURF live", source: "Jeffery et al., VLDB 2006") { SmurfPresence() },
    ] + recaptures + edgeX

  private static let ale = "EPCglobal ALE 1.0, 8.2.1"

  private static let windows: [Contender] = [500, 1_000, 2_000].flatMap { time in
    [
      Contender(name: "window \(time) ms", source: "\(ale): duration") {
        FixedWindow(.milliseconds(time))
      },
      Contender(name: "window \(time) ms, amended", source: "\(ale): duration; adding to the tap") {
        FixedWindow(.milliseconds(time), isAmending: true)
      },
    ]
  }

  private static let stableSets: [Contender] = [500, 1_000].flatMap { time in
    [
      Contender(name: "stable \(time) ms", source: "\(ale): stableSetInterval") {
        StableSet(.milliseconds(time))
      },
      Contender(
        name: "stable \(time) ms, amended", source: "\(ale): stableSetInterval; adding to the tap"
      ) {
        StableSet(.milliseconds(time), isAmending: true)
      },
    ]
  }

  private static let recaptures: [Contender] = [("1e-4", 1e-4), ("1e-6", 1e-6)].flatMap {
    (name, chance) in
    [
      Contender(name: "recapture \(name)", source: "after Jacobsen et al., IEEE RFID 2009") {
        CaptureRecapture(missChanceMax: chance)
      },
      Contender(
        name: "recapture \(name), amended",
        source: "after Jacobsen et al., IEEE RFID 2009; adding to the tap"
      ) {
        CaptureRecapture(missChanceMax: chance, isAmending: true)
      },
    ]
  }

  private static let edgeX: [Contender] = [600, 2, 1].map { seconds in
    Contender(
      name: "EdgeX \(seconds) s", source: "edgexfoundry/app-rfid-llrp-inventory at 52f6610"
    ) {
      EdgeXPresence(
        threshold: .seconds(seconds), checkInterval: .seconds(seconds == 600 ? 30 : 1))
    }
  }
}
