/// The exact one-sided 95 % upper bound of a share, from counted cases.
///
/// Clopper, Pearson, "The Use of Confidence or Fiducial Limits Illustrated in the Case of the
/// Binomial", Biometrika 26 (1934): the largest share p for which as few cases as were counted, or
/// fewer, still have a chance of 5 %. With none among n this is 1 - 0.05^(1/n), the "rule of three"
/// 3/n (Hanley, Lippman-Hand, "If Nothing Goes Wrong, Is Everything All Right?", JAMA 249, 1983).
public enum UpperBound {
  /// The chance that the true share is above the bound.
  public static let risk = 0.05

  /// The bound for a number of cases among a number of trials; 1 if all were cases or none tried.
  public static func of(_ cases: Int, among trials: Int) -> Double {
    guard trials > 0, cases < trials else { return 1 }
    var (low, high) = (Double(cases) / Double(trials), 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if chance(atMost: cases, among: trials, share: middle) > risk {
        low = middle
      } else {
        high = middle
      }
    }
    return high
  }

  /// The binomial chance of a number of cases or fewer.
  ///
  /// Terms are taken in proportion to the one at the number itself, which neither vanishes nor
  /// needs a power: f(k - 1) / f(k) = k (1 - p) / ((n - k + 1) p).
  private static func chance(atMost cases: Int, among trials: Int, share: Double) -> Double {
    guard share < 1 else { return 0 }
    let odds = share / (1 - share)
    var (below, term) = (1.0, 1.0)
    for count in stride(from: cases, to: 0, by: -1) where term > below * 1e-17 {
      term *= Double(count) / (Double(trials - count + 1) * odds)
      below += term
    }
    var above = 0.0
    term = 1
    for count in cases..<trials {
      term *= Double(trials - count) * odds / Double(count + 1)
      above += term
      if term < above * 1e-17 || above > 1e300 { break }
    }
    return below / (below + above)
  }
}
