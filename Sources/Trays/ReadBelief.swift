/// What the rounds say of one tag: whether it lies on the tray, and how well it is read there.
///
/// A filter over the states below and sixteen classes of read rate (`RateProfile`), in each of
/// which a round is a hit or a clean miss with a known chance:
///
///     on the tray   free      hit p      <-- uncover --   covered   hit p x coverFactor
///                   free      --  cover  -->              covered
///     beside it     lying     hit p      for as long as anybody looks
///                   passing   hit p      -- leave -->     gone      hit 0
///
/// The two states of a plate are the burst model of Gilbert (1960) and Elliott (1963), so that a
/// run of misses of a good plate is a spoon over it rather than a stray; the update is the forward
/// recursion of a hidden Markov model (Rabiner, "A Tutorial on Hidden Markov Models", Proc. IEEE
/// 77(2), 1989, section III.A). Each round costs some two hundred multiplications.
struct ReadBelief: Sendable, Hashable {
  private var free: SIMD16<Double>
  private var covered: SIMD16<Double>
  private var lying: SIMD16<Double>
  private var passing: SIMD16<Double>
  private var gone = 0.0

  /// What the tag's classes were believed to be before its first read, on the tray and off it.
  private let trayMix: SIMD16<Double>
  private let strayMix: SIMD16<Double>

  /// The least share either side keeps: nothing is ever held to be impossible.
  private static let shareMin = 1e-12

  /// Starts with the expected number of plates and of strays of each class that would be read for
  /// the first time in this round.
  init(
    free: SIMD16<Double>, covered: SIMD16<Double>, lying: SIMD16<Double>, passing: SIMD16<Double>,
    trayMix: RateProfile, strayMix: RateProfile
  ) {
    self.free = free
    self.covered = covered
    self.lying = lying
    self.passing = passing
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
  var strayClasses: SIMD16<Double> { lying + passing }

  /// The chance that the tag answers in the next round if it is still where it was.
  func hitChance(_ beliefs: TrayBeliefs) -> Double {
    var next = self
    next.step(after: .zero, beliefs)
    guard next.gone < 1 else { return 0 }
    let rates = RateProfile.rates
    let hit =
      (next.free + next.lying + next.passing) * rates
      + next.covered * (rates * beliefs.coverFactor)
    return min(hit.sum() / (1 - next.gone), 1)
  }

  /// Something else than its reads has made the tray so many times more likely.
  mutating func favourTray(by factor: Double) {
    free *= factor
    covered *= factor
    normalise()
  }

  /// The tag was read.
  ///
  /// `time` is what has passed since the tag's last round.
  mutating func noteHit(after time: Duration, _ beliefs: TrayBeliefs) {
    step(after: time, beliefs)
    free *= RateProfile.rates
    covered *= RateProfile.rates * beliefs.coverFactor
    lying *= RateProfile.rates
    passing *= RateProfile.rates
    gone = 0
    normalise()
  }

  /// The tag was not read in a complete round; `clarity` is how far that round's silence counts.
  mutating func noteMiss(clarity: Double, after time: Duration, _ beliefs: TrayBeliefs) {
    step(after: time, beliefs)
    let seen = RateProfile.rates * clarity
    free *= 1 - seen
    covered *= 1 - seen * beliefs.coverFactor
    lying *= 1 - seen
    passing *= 1 - seen
    normalise()
  }

  private mutating func step(after time: Duration, _ beliefs: TrayBeliefs) {
    let covering = free * beliefs.coverRate
    let freeing = covered * beliefs.uncoverRate
    free += freeing - covering
    covered += covering - freeing
    let drift = beliefs.driftShare
    free = free * (1 - drift) + trayMix * (free.sum() * drift)
    covered = covered * (1 - drift) + trayMix * (covered.sum() * drift)
    lying = lying * (1 - drift) + strayMix * (lying.sum() * drift)
    passing = passing * (1 - drift) + strayMix * (passing.sum() * drift)
    let leaving = min(time / beliefs.passingTime, 1)
    gone += passing.sum() * leaving
    passing *= 1 - leaving
  }

  private mutating func normalise() {
    let tray = trayShare
    let off = (lying + passing).sum() + gone
    guard tray + off > 0 else {
      (free, covered) = (trayMix * 0.5, .zero)
      (lying, passing, gone) = (strayMix * 0.5, .zero, 0)
      return
    }
    let scale = 1 / (tray + off)
    free *= scale
    covered *= scale
    lying *= scale
    passing *= scale
    gone *= scale
    if off * scale < Self.shareMin { lying = strayMix * Self.shareMin }
    if tray * scale < Self.shareMin { free = trayMix * Self.shareMin }
  }
}
