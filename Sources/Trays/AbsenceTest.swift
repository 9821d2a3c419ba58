import Primitives

/// When tags are gone: judged by what missing them would mean at their own read rates.
///
/// A single miss proves nothing. A plate that answers in 9 of 10 rounds is gone after about seven
/// clean misses, one that answers in 3 of 10 only after some forty; tags that fall silent together
/// prove it together, so a whole tray is gone sooner than one plate of it.
struct AbsenceTest: Sendable {
  let settings: TraySettings

  /// The tag has been missed so often that it may be on its way out.
  func isInDoubt(_ tag: TagEvidence) -> Bool {
    tag.missRun >= 2 && tag.missRunChance < settings.absenceDoubt
  }

  /// The tag has left.
  func isGone(_ tag: TagEvidence, at now: Moment) -> Bool {
    isMissedLongEnough(tag, at: now)
      && (tag.missRunChance < settings.absenceRiskMax || isMissedToTheLimit(tag))
  }

  /// All these tags have left together.
  func areGone(_ tags: [TagEvidence], at now: Moment) -> Bool {
    var chance = 1.0
    for tag in tags {
      guard isMissedLongEnough(tag, at: now), isInDoubt(tag) || isMissedToTheLimit(tag) else {
        return false
      }
      chance *= isMissedToTheLimit(tag) ? settings.absenceRiskMax : tag.missRunChance
    }
    return tags.isEmpty || chance <= settings.absenceRiskMax
  }

  private func isMissedLongEnough(_ tag: TagEvidence, at now: Moment) -> Bool {
    guard tag.missRun >= settings.absenceRoundsMin, let began = tag.missRunBegan else {
      return false
    }
    return now.since(began) >= settings.absenceTime
  }

  private func isMissedToTheLimit(_ tag: TagEvidence) -> Bool {
    tag.missRun >= settings.absenceRoundsMax
  }
}
