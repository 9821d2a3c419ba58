internal import LedgerStore
internal import Operators
internal import Primitives

// Tokens of other systems.
extension BooksClerk {
  /// The token of a secret, if it lets in today.
  func token(of secret: String) throws -> AccessToken? {
    guard let token = try store.token(hash: AccessToken.hash(of: secret)),
      token.holds(on: businessDay(at: time))
    else { return nil }
    return token
  }

  /// Who an act is carried out for that a token asks for; its scopes are looked at anew.
  func admitToken(_ text: String, for duty: DeskDuty) throws -> String {
    guard let name = OperatorName(text), let token = try store.token(named: name),
      token.holds(on: businessDay(at: time))
    else { throw DeskRefusal("token \(text) is no longer there, or its time is over") }
    guard token.scopes.contains(.act(duty.right)) else {
      try refuse(duty, by: token.by, "no right")
      throw DeskRefusal("token \(name) has no scope '\(duty.right.rawValue)'")
    }
    return token.by
  }

  func perform(_ act: TokenAct) throws -> DeskAnswer {
    switch act {
    case .add(let name, let scopes, let expires):
      return .tokens([try addToken(name, scopes, expires)])
    case .remove(let name): try store.removeToken(try tokenName(name))
    case .list: break
    }
    return .tokens(try store.tokens().map { answer($0) })
  }

  private func addToken(
    _ text: String, _ words: [String], _ expires: String?
  ) throws -> TokenAnswer {
    guard try store.hasOperators() else {
      throw DeskRefusal("a token needs an administrator who answers for it: add one first")
    }
    let scopes = try words.map { word in
      guard let scope = TokenScope(word) else {
        throw DeskRefusal(
          "there is no scope '\(word)': \(TokenScope.words.joined(separator: ", "))")
      }
      return scope
    }
    guard !scopes.isEmpty else { throw DeskRefusal("a token needs a scope at least") }
    let token = AccessToken(
      name: try tokenName(text), scopes: Set(scopes), addedAt: time.wall,
      lastDay: try expires.flatMap { try lastDay($0, at: time) })
    var generator = SystemRandomNumberGenerator()
    let secret = AccessToken.secret(using: &generator)
    try store.addToken(token, hash: AccessToken.hash(of: secret))
    return answer(token, secret: secret)
  }

  private func answer(_ token: AccessToken, secret: String? = nil) -> TokenAnswer {
    TokenAnswer(
      name: token.name.text, scopes: token.scopes.map(\.word).sorted(),
      addedAt: token.addedAt.milliseconds, expires: token.lastDay?.description, secret: secret)
  }

  private func tokenName(_ text: String) throws -> OperatorName {
    try workName(text, of: "token")
  }
}
