/// The window of one tag in SMURF, in epochs: it grows until a tag that is there would not be
/// missed in it, and shrinks when the tag seems to have moved.
///
/// Algorithm 1 of Jeffery, Garofalakis, Franklin, "Adaptive Cleaning for RFID Data Streams", VLDB
/// 2006 (UCB/EECS-2006-29), for each epoch:
///
///     S    epochs of the window in which the tag was read
///     p    mean over S of (rounds with the tag / rounds of the epoch)
///     w*   ceil(ln(1/delta) / p)
///     w    1 at first and when S is empty
///          max(min(w + 2, w*), 1)    if w* > w
///          max(min(w / 2, w*), 1)    else if | |S| - w p | > 2 sqrt(w p (1 - p))
struct SmurfWindow {
  /// ln(1/delta) for delta = 0.05, the paper's confidence.
  static let logOfConfidence = 2.995732273553991

  /// The longest window kept; with 16 rounds a second and 3 in an epoch, 12 s.
  static let epochsMax = 64

  /// w.
  private(set) var size = 1

  /// w*, as of the last epoch.
  private(set) var wanted = 1

  /// The share of rounds with the tag in each of the last epochs, the newest last.
  private var shares: [Double] = []

  /// Whether the tag counts as there: it was read within the window.
  var isThere: Bool { shares.suffix(size).contains { $0 > 0 } }

  /// An epoch is over; in this share of its rounds the tag was read.
  mutating func note(share: Double) {
    shares.append(share)
    if shares.count > Self.epochsMax { shares.removeFirst() }
    let read = shares.suffix(size).filter { $0 > 0 }
    guard !read.isEmpty else {
      size = 1
      return
    }
    let mean = read.reduce(0, +) / Double(read.count)
    wanted = min(Int((Self.logOfConfidence / mean).rounded(.up)), Self.epochsMax)
    if wanted > size {
      size = max(min(size + 2, wanted), 1)
    } else if hasMoved(read: read.count, mean: mean) {
      size = max(min(size / 2, wanted), 1)
    }
  }

  private func hasMoved(read: Int, mean: Double) -> Bool {
    let expected = Double(size) * mean
    let spread = (expected * (1 - mean)).squareRoot()
    return (Double(read) - expected).magnitude > 2 * spread
  }
}
