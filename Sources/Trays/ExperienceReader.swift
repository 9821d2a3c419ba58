import TagReads

/// Reads the text of an experience line by line.
struct ExperienceReader {
  private var number = 0
  private var plates: [Int: SIMD16<Double>] = [:]
  private var strays: [Int: SIMD16<Double>] = [:]
  private var seconds: [Int: Double] = [:]
  private var pasts: [PlatePast] = []
  private var known: Set<TagID> = []
  private var isEnded = false

  /// Reads a whole text.
  static func read(_ text: String) throws(ExperienceFault) -> Experience {
    var reader = ExperienceReader()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      reader.number += 1
      if reader.isEnded && line.isEmpty { continue }
      try reader.take(line.split(separator: " "))
    }
    return try reader.experience()
  }

  private mutating func take(_ words: [Substring]) throws(ExperienceFault) {
    switch number {
    case 1: try takeHead(words)
    case 2:
      guard words.first == "classes", counts(words.dropFirst()) == RateProfile.rates else {
        throw fault(.otherVersion, "the classes of read rates are not those of this program")
      }
    default: try takeBody(words)
    }
  }

  private func takeHead(_ words: [Substring]) throws(ExperienceFault) {
    guard words.first.map(String.init) == ExperienceText.head, words.count == 2 else {
      throw fault(.foreign, "does not begin with '\(ExperienceText.head)'")
    }
    guard words[1] == "\(ExperienceText.version)" else {
      throw fault(.otherVersion, "is of version \(words[1].prefix(20))")
    }
  }

  private mutating func takeBody(_ words: [Substring]) throws(ExperienceFault) {
    guard !isEnded, let kind = words.first else {
      throw fault(.damaged, "nothing was expected here")
    }
    switch kind {
    case "lane": try takeLane(words.dropFirst())
    case "plate": try takePlate(words.dropFirst())
    case "end" where words.count == 2 && words[1] == "\(number - 1)": isEnded = true
    default: throw fault(.damaged, "neither a lane nor a plate nor the end")
    }
  }

  private mutating func takeLane(_ words: ArraySlice<Substring>) throws(ExperienceFault) {
    guard let lane = words.first.flatMap({ Int($0) }), (1...99).contains(lane) else {
      throw fault(.damaged, "no number of a lane")
    }
    if words.dropFirst().first == "seconds" { return try takeSeconds(words, of: lane) }
    guard words.count == 18, let counts = counts(words.dropFirst(2)) else {
      throw fault(.damaged, "no lane with sixteen counts")
    }
    switch words.dropFirst().first {
    case "plates" where plates[lane] == nil: plates[lane] = counts
    case "strays" where strays[lane] == nil: strays[lane] = counts
    default: throw fault(.damaged, "neither the lane's plates nor its strays, or twice")
    }
  }

  private mutating func takeSeconds(
    _ words: ArraySlice<Substring>, of lane: Int
  ) throws(ExperienceFault) {
    guard words.count == 3, let time = words.last.flatMap({ Double($0) }),
      LaneHabits.isTime(time), seconds.updateValue(time, forKey: lane) == nil
    else { throw fault(.damaged, "no time of a lane, or twice") }
  }

  private mutating func takePlate(_ words: ArraySlice<Substring>) throws(ExperienceFault) {
    guard words.count == 17, let tag = words.first.flatMap({ TagID($0) }),
      let visits = counts(words.dropFirst()), visits.sum() <= Double(PlateMemory.visitsMax) + 1,
      known.insert(tag).inserted, pasts.count < ExperienceText.platesMax
    else { throw fault(.damaged, "no plate with sixteen visits, or one too many") }
    pasts.append(PlatePast(tag, visits: SIMD16<Float>(visits)))
  }

  private func experience() throws(ExperienceFault) -> Experience {
    guard isEnded else { throw fault(number < 2 ? .foreign : .damaged, "ends too early") }
    var lanes: [Int: LaneHabits] = [:]
    for (lane, plates) in plates.sorted(by: { $0.key < $1.key }) {
      guard let strays = strays[lane], let seconds = seconds[lane], plates.sum() > 0,
        strays.sum() > 0
      else { throw fault(.damaged, "lane \(lane) lacks its plates, its strays or its time") }
      lanes[lane] = LaneHabits(plates: plates, strays: strays, seconds: seconds)
    }
    guard strays.count == lanes.count, seconds.count == lanes.count else {
      throw fault(.damaged, "a lane lacks its plates")
    }
    return Experience(lanes: lanes, plates: PlateMemory(recalling: pasts))
  }

  private func counts(_ words: ArraySlice<Substring>) -> SIMD16<Double>? {
    LaneHabits.counts(words.compactMap { Double($0) })
  }

  private func fault(_ code: ExperienceFault.Code, _ message: String) -> ExperienceFault {
    ExperienceFault(code: code, line: number, message: message)
  }
}
