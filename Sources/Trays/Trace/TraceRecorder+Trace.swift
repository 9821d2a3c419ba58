import Primitives
import TagReads

/// The evidence of a tray that money is about to move for.
extension TraceRecorder {
  /// The trace of the set confirmed last, with what its engine makes of each tag at this moment;
  /// nothing while the tray at hand has not been confirmed.
  func trace(of engine: TrayEngine) -> TrayTrace? {
    guard let stay, let (reading, judgement) = stay.payment,
      let base = steps.lazy.compactMap(\.round).first?.began
    else { return nil }
    let read = TraceColumns.read(in: steps)
    let kept = columns.indices.filter { read >> UInt64($0) & 1 == 1 }
    let move = TraceColumns(kept: kept)
    return TrayTrace(
      settingsDigest: digest, limits: limits, habits: stay.habits.inFloats,
      tags: tags(kept, decided: Set(reading.tags), of: engine), readsLeftOut: readsLeftOut,
      steps: steps.compactMap { move.moved($0)?.since(base) },
      arrived: stay.arrived.since(origin: base), bill: stay.bill?.since(base),
      tap: stay.tap?.since(base), payment: judgement.since(base), completeRounds: reading.rounds)
  }

  private func tags(_ kept: [Int], decided: Set<TagID>, of engine: TrayEngine) -> [TraceTag] {
    let tags = places.sorted { $0.value < $1.value }.map(\.key)
    var chances: [TagID: Double] = [:]
    for tag in engine.evidence { chances[tag.tag] = tag.trayChance }
    return kept.map { place in
      TraceTag(
        columns[place].shown, knowledge: columns[place].first,
        chance: chances[tags[place]].map { TraceChance($0) },
        isDecided: decided.contains(tags[place]))
    }
  }
}

extension TraceJudgement {
  fileprivate func since(_ base: Moment) -> TraceJudgement {
    var moved = self
    moved.at = at.since(origin: base)
    return moved
  }
}

extension LaneHabits {
  /// The habits as they are written down.
  fileprivate var inFloats: LaneHabits {
    LaneHabits(
      plates: SIMD16<Double>(SIMD16<Float>(plates)),
      strays: SIMD16<Double>(SIMD16<Float>(strays)), seconds: Double(Float(seconds)))
  }
}
