/// What the rounds say of one tag: whether it lies on the tray, and how well it is read there.
///
/// A filter over three states and sixteen classes of read rate (`RateProfile`), in each of which a
/// round is a hit or a clean miss with a known chance:
///
///     tray   free     hit p          <-- uncover --   covered   hit p x coverFactor
///            free     --  cover  -->                  covered
///     stray           hit p          (beside the tray, on another lane, carried past)
///
/// The two states of a plate are the burst model of Gilbert (1960) and Elliott (1963), so that a run
/// of misses of a good plate is a spoon over it rather than a stray; the update is the forward
/// recursion of a hidden Markov model (Rabiner, "A Tutorial on Hidden Markov Models", Proc. IEEE
/// 77(2), 1989, section III.A). Each round costs some hundred multiplications.
struct ReadBelief: Sendable, Hashable {
  private var free: SIMD16<Double>
  private var covered: SIMD16<Double>
  private var stray: SIMD16<Double>

  /// What the tag's classes were believed to be before its first read, on the tray and off it.
  private let trayMix: SIMD16<Double>
  private let strayMix: SIMD16<Double>

  /// The least share either side keeps: nothing is ever held to be impossible.
  private static let shareMin = 1e-12

  /// Starts with the expected number of plates and of strays of each class that would be read for
  /// the first time in this round.
  init(
    free: SIMD16<Double>, covered: SIMD16<Double>, stray: SIMD16<Double>, trayMix: RateProfile,
    strayMix: RateProfile
  ) {
    self.free = free
    self.covered = covered
    self.stray = stray
    self.trayMix = trayMix.weights
    self.strayMix = strayMix.weights
    normalise()
  }

  /// The chance that the tag lies on this lane's tray, by this lane's rounds alone.
  var trayShare: Double { (free + covered).sum() }

  /// How much more likely the tag lies on the tray than beside it, by this lane's rounds alone.
  var odds: Double {
    let share = trayShare
    return share / max(1 - share, Self.shareMin)
  }

  /// How well the tag is read if it lies on the tray: weights of the classes, times `trayShare`.
  var trayClasses: SIMD16<Double> { free + covered }

  /// How well the tag is read if it does not: weights of the classes, times 1 - `trayShare`.
  var strayClasses: SIMD16<Double> { stray }

  /// The chance that the tag answers in the next round if it is still where it was.
  func hitChance(_ beliefs: TrayBeliefs) -> Double {
    var next = self
    next.step(beliefs)
    let rates = RateProfile.rates
    let hit = next.free * rates + next.covered * (rates * beliefs.coverFactor) + next.stray * rates
    return min(hit.sum(), 1)
  }

  /// Something else than its reads has made the tray so many times more likely.
  mutating func favourTray(by factor: Double) {
    free *= factor
    covered *= factor
    normalise()
  }

  /// The tag was read.
  mutating func noteHit(_ beliefs: TrayBeliefs) {
    step(beliefs)
    free *= RateProfile.rates
    covered *= RateProfile.rates * beliefs.coverFactor
    stray *= RateProfile.rates
    normalise()
  }

  /// The tag was not read in a complete round; `clarity` is how far that round's silence counts.
  mutating func noteMiss(clarity: Double, _ beliefs: TrayBeliefs) {
    step(beliefs)
    let seen = RateProfile.rates * clarity
    free *= 1 - seen
    covered *= 1 - seen * beliefs.coverFactor
    stray *= 1 - seen
    normalise()
  }

  private mutating func step(_ beliefs: TrayBeliefs) {
    let covering = free * beliefs.coverRate
    let freeing = covered * beliefs.uncoverRate
    free += freeing - covering
    covered += covering - freeing
    let drift = beliefs.driftShare
    free = free * (1 - drift) + trayMix * (free.sum() * drift)
    covered = covered * (1 - drift) + trayMix * (covered.sum() * drift)
    stray = stray * (1 - drift) + strayMix * (stray.sum() * drift)
  }

  private mutating func normalise() {
    let tray = trayShare
    let off = stray.sum()
    guard tray + off > 0 else {
      free = trayMix * 0.5
      covered = .zero
      stray = strayMix * 0.5
      return
    }
    let scale = 1 / (tray + off)
    free *= scale
    covered *= scale
    stray *= scale
    if off * scale < Self.shareMin { stray = strayMix * Self.shareMin }
    if tray * scale < Self.shareMin { free = trayMix * Self.shareMin }
  }
}
