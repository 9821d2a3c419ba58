internal import Primitives
internal import Synchronization

/// Mints the station's ids from one source of random numbers, in the order of asking.
final class IDMint: Sendable {
  private let generator: Mutex<any RandomNumberGenerator & Sendable>

  init(_ generator: any RandomNumberGenerator & Sendable) {
    self.generator = Mutex(generator)
  }

  func next() -> UniqueID {
    generator.withLock { UniqueID(using: &$0) }
  }
}
