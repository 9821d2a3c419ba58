import Crypto
public import Primitives

/// What another system shows to be let in: it acts under a name of its own, within its scopes.
///
/// Of its secret the books keep the SHA-256 alone. A secret is 256 random bits, so a slow hash as
/// for PINs would protect nothing more and cost every request.
public struct AccessToken: Hashable, Sendable {
  /// The name, as audit log and journal have it after `token:`.
  public var name: OperatorName
  /// What it may do.
  public var scopes: Set<TokenScope>
  /// When it was made.
  public var addedAt: WallTime
  /// The last business day on which it lets in; nothing if it has no end.
  public var lastDay: CalendarDay?

  /// Describes a token.
  public init(
    name: OperatorName, scopes: Set<TokenScope>, addedAt: WallTime, lastDay: CalendarDay?
  ) {
    self.name = name
    self.scopes = scopes
    self.addedAt = addedAt
    self.lastDay = lastDay
  }

  /// Who journal and audit log say it was.
  public var by: String { "token:" + name.text }

  /// Whether it lets anybody in on a business day.
  public func holds(on day: CalendarDay) -> Bool { lastDay.map { day <= $0 } ?? true }

  /// A new secret: `tt_` and 64 hexadecimal digits, so that it is known for what it is wherever it
  /// leaks to.
  public static func secret(using generator: inout some RandomNumberGenerator) -> String {
    let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    return secretStart + Hex.text(bytes, uppercase: false)
  }

  /// What is kept of a secret: its SHA-256 (FIPS 180-4).
  public static func hash(of secret: String) -> [UInt8] {
    Array(SHA256.hash(data: Array(secret.utf8)))
  }

  private static let secretStart = "tt_"
}
