import Crypto
import CryptoExtras

/// What is kept of a PIN or password: its scrypt hash with the salt and the cost it was made with.
///
/// scrypt is RFC 7914. The cost stands beside each hash, so that a later version can ask for more
/// of new secrets and still check old ones.
public struct SecretHash: Hashable, Sendable {
  /// How hard a guess is: memory and time grow with `rounds`, time with `parallelism`.
  public struct Cost: Hashable, Sendable {
    /// N, a power of two.
    public var rounds: Int
    /// r, the block size.
    public var blockSize: Int
    /// p.
    public var parallelism: Int

    /// Makes a cost.
    public init(rounds: Int, blockSize: Int, parallelism: Int) {
      self.rounds = rounds
      self.blockSize = blockSize
      self.parallelism = parallelism
    }

    /// 32 MiB of memory a guess: N = 2^15, r = 8, p = 3, one of the equal settings that OWASP's
    /// "Password Storage Cheat Sheet" names for scrypt.
    public static let standard = Cost(rounds: 1 << 15, blockSize: 8, parallelism: 3)

    /// True if a hash of this cost can be checked within reason: at most 256 MiB and 16 passes.
    public var isWithinBounds: Bool {
      rounds > 1 && rounds & (rounds - 1) == 0 && (1...32).contains(blockSize)
        && (1...16).contains(parallelism) && rounds <= (256 << 20) / (128 * blockSize)
    }
  }

  /// The bytes of salt a new hash gets.
  public static let saltByteCount = 16
  /// The bytes of a hash.
  public static let hashByteCount = 32
  /// The fewest characters of a secret.
  public static let lengthMin = 6
  /// The most bytes of a secret.
  public static let byteCountMax = 200

  /// The salt.
  public let salt: [UInt8]
  /// The hash.
  public let hash: [UInt8]
  /// The cost it was made with.
  public let cost: Cost

  /// Takes up what was stored; nothing if it cannot be a hash.
  public init?(salt: [UInt8], hash: [UInt8], cost: Cost) {
    guard salt.count >= 8, hash.count == Self.hashByteCount, cost.isWithinBounds else { return nil }
    self.salt = salt
    self.hash = hash
    self.cost = cost
  }

  /// Hashes a secret; blocks for as long as the cost asks. Nothing if the cost is out of bounds.
  ///
  /// - Parameter salt: fresh random bytes.
  public init?(of secret: String, salt: [UInt8], cost: Cost = .standard) {
    guard cost.isWithinBounds, let hash = Self.derive(secret, salt, cost) else { return nil }
    self.init(salt: salt, hash: hash, cost: cost)
  }

  /// True if it is the hash of this secret; blocks for as long as the cost asks, and compares in a
  /// time that tells nothing.
  public func matches(_ secret: String) -> Bool {
    guard secret.utf8.count <= Self.byteCountMax,
      let other = Self.derive(secret, salt, cost), other.count == hash.count
    else { return false }
    return zip(hash, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static func derive(_ secret: String, _ salt: [UInt8], _ cost: Cost) -> [UInt8]? {
    let key = try? KDF.Scrypt.deriveKey(
      from: Array(secret.utf8), salt: salt, outputByteCount: hashByteCount, rounds: cost.rounds,
      blockSize: cost.blockSize, parallelism: cost.parallelism)
    return key?.withUnsafeBytes { Array($0) }
  }

  /// Why a text cannot be a secret, as a sentence; nothing if it can.
  public static func fault(in secret: String) -> String? {
    guard secret.utf8.count <= byteCountMax else {
      return "the PIN or password is longer than \(byteCountMax) bytes"
    }
    guard secret.count >= lengthMin else {
      return "the PIN or password is too short: take \(lengthMin) digits or characters at least"
    }
    guard Set(secret).count > 1 else {
      return "the PIN or password is one character again and again: take another one"
    }
    return nil
  }
}
