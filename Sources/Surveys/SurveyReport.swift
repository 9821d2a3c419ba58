public import TagReads

/// What a survey has measured.
public struct SurveyReport: Sendable, Hashable, Codable {
  /// What is read on the clear antenna: tags that lie near it.
  public var background: SurveyStepResult

  /// The plates on the marked tray, sorted.
  public var plates: [TagID]

  /// Tags that are neither background nor of the tray, sorted: something was carried past.
  public var strangers: [TagID]

  /// The positions that were measured, row by row from the back.
  public var places: [SurveyPlaceResult]

  /// A plate that nobody named belongs to the tray if it was read in half of the complete rounds of
  /// one position at least.
  init(
    clear: SurveyTally, places tallies: [(position: SurveyPosition, tally: SurveyTally)],
    plates named: [TagID]
  ) {
    background = SurveyStepResult(clear, tags: clear.counts)
    let nearby = Set(clear.hits.keys)
    let seen = Set(tallies.flatMap { $0.tally.hits.keys }).subtracting(nearby)
    let found = seen.filter { tag in
      tallies.contains { ($0.tally.count(of: tag).rate ?? 0) >= 0.5 }
    }
    let plates = named.isEmpty ? found.sorted() : named
    self.plates = plates
    strangers = seen.subtracting(plates).sorted()
    places = tallies.map { entry in
      SurveyPlaceResult(
        position: entry.position,
        result: SurveyStepResult(entry.tally, tags: plates.map(entry.tally.count)))
    }
  }

  /// Plates that were named and lay near the antenna before the tray came, so that nothing can be
  /// said of them.
  public var platesInBackground: [TagID] {
    let nearby = Set(background.tags.filter { $0.hits > 0 }.map(\.tag))
    return plates.filter(nearby.contains)
  }

  /// What was measured at a position.
  public func result(at position: SurveyPosition) -> SurveyStepResult? {
    places.first { $0.position == position }?.result
  }
}

/// What was measured at one position.
public struct SurveyPlaceResult: Sendable, Hashable, Codable {
  /// Where the tray stood.
  public var position: SurveyPosition

  /// What was measured; its tags are the plates of the tray, read or not.
  public var result: SurveyStepResult
}

/// What was measured in one step; times are in milliseconds.
public struct SurveyStepResult: Sendable, Hashable, Codable {
  /// Rounds that were counted.
  public var rounds: Int
  /// The share of them that was cut short or disturbed.
  public var disturbedShare: Double
  /// How fast they came, the pauses between them included.
  public var roundsPerSecond: Double
  /// The length of a round that half of them do not exceed.
  public var roundTimeP50: Double
  /// The length of a round that 19 of 20 do not exceed.
  public var roundTimeP95: Double
  /// How often each tag was read.
  public var tags: [ReadCount]

  init(_ tally: SurveyTally, tags: [ReadCount]) {
    rounds = tally.rounds
    let disturbed = Double(tally.rounds - tally.completeRounds)
    disturbedShare = tally.rounds > 0 ? disturbed / Double(tally.rounds) : 0
    roundsPerSecond = tally.roundsPerSecond
    roundTimeP50 = tally.roundTime(quantile: 0.5)
    roundTimeP95 = tally.roundTime(quantile: 0.95)
    self.tags = tags
  }

  /// How long the step took, the pauses between the rounds included.
  var seconds: Double { roundsPerSecond > 0 ? Double(rounds) / roundsPerSecond : 0 }

  /// The tag that was read least; nothing if there is none, or not one complete round.
  public var weakest: ReadCount? {
    tags.filter { $0.rounds > 0 }.min { ($0.hits, $0.tag) < ($1.hits, $1.tag) }
  }
}
