/// Who asks for something at the desk, as they say it themselves.
public struct DeskClaim: Codable, Sendable, Equatable {
  /// The user of the machine whose shell it is.
  public var user: String
  /// The name an operator works under, if they give one.
  public var name: String?
  /// Their PIN or password.
  public var secret: String?
  /// What was looked at of them before; nothing of whoever came through the socket.
  var standing = Standing.unproven

  /// How somebody has proven who they are, besides by the secret in the claim.
  enum Standing: Sendable, Equatable {
    /// They have not.
    case unproven
    /// By their secret, when their session on a page began.
    case signedIn
    /// By the secret of the token of that name.
    case token
  }

  private enum CodingKeys: CodingKey {
    case user, name, secret
  }

  /// Makes a claim.
  public init(user: String = "", name: String? = nil, secret: String? = nil) {
    self.user = user
    self.name = name
    self.secret = secret
  }
}

/// A request with who asks, as it crosses the station's socket.
public struct DeskEnvelope: Codable, Sendable, Equatable {
  /// What is asked for.
  public var request: DeskRequest
  /// Who asks.
  public var claim: DeskClaim

  /// Puts a request into an envelope.
  public init(_ request: DeskRequest, from claim: DeskClaim) {
    self.request = request
    self.claim = claim
  }
}
