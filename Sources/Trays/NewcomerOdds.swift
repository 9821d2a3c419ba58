/// Where a tag comes from that is read for the first time: how many of each kind and class of read
/// rate are expected to be read first in this round.
struct NewcomerOdds: Sendable {
  /// For each class, the expected number of plates that are free and unread, if all plates were of
  /// that class.
  var free: SIMD16<Double>

  /// The same for covered plates.
  var covered: SIMD16<Double>

  /// How plates of this lane spread over the classes.
  var plateMix: RateProfile

  /// For each class, the expected number of strays in reach that have not been read.
  var strays: SIMD16<Double>

  /// How strays of this lane spread over the classes.
  var strayMix: RateProfile

  /// The chance that a tray has come at all, which `free` and `covered` hold as a factor; 1 if one
  /// is there.
  var arrival: Double

  /// What is assumed besides.
  var beliefs: TrayBeliefs

  /// What is believed of a tag that has just been read for the first time.
  func belief(of knowledge: TagKnowledge) -> ReadBelief {
    let mix = knowledge.past ?? plateMix
    let isKnown = knowledge.standing == .plate
    let usual = (isKnown ? 1 : beliefs.unknownShare)
    let tray = usual * (knowledge.isInUse ? 1 : beliefs.unboundShare)
    let stray = strays * RateProfile.rates * usual
    var passing = stray * (1 - beliefs.lyingShare)
    if !isKnown { passing[0] += beliefs.ghostRate }
    let hit = mix.weights * RateProfile.rates * tray
    return ReadBelief(
      free: free * hit, covered: covered * hit * beliefs.coverFactor,
      lying: stray * beliefs.lyingShare, passing: passing, trayMix: mix, strayMix: strayMix)
  }
}
