/// What the API asks of the station.
public protocol APIDesk: Sendable {
  /// Who a token's secret lets in; nothing if it lets nobody in.
  func program(secret: String) async -> Clerk?

  /// Carries an operation out.
  ///
  /// - Parameters:
  ///   - name: which.
  ///   - arguments: what was given; it is as the operation describes it.
  ///   - clerk: who asks for it; the station looks at their right once more.
  /// - Throws: `APIRefusal` with every reason.
  func perform(
    _ name: APIOperationName, _ arguments: APIArguments, by clerk: Clerk
  ) async throws -> APIReply
}

/// What an operation answers.
public struct APIReply: Sendable {
  /// The bytes.
  public var bytes: [UInt8]
  /// What they are.
  public var mediaType: String

  /// Makes an answer.
  public init(bytes: [UInt8], mediaType: String = "application/json") {
    self.bytes = bytes
    self.mediaType = mediaType
  }
}

/// Why an operation was not carried out; nothing was done.
public struct APIRefusal: Error, Hashable, Sendable {
  /// What was asked for that is not so.
  public enum Kind: Sendable {
    /// The request itself does not make sense.
    case malformed
    /// Whoever asks may not.
    case forbidden
    /// There is no such thing.
    case missing
    /// The rules of the canteen or of the books are against it.
    case refused
  }

  /// What kind of refusal it is.
  public var kind: Kind
  /// Every reason, in sentences.
  public var reasons: [String]

  /// Refuses.
  public init(_ kind: Kind, _ reasons: [String]) {
    self.kind = kind
    self.reasons = reasons
  }
}

/// What was given to an operation, after it was found to be as described.
public struct APIArguments: Sendable {
  private let values: [String: APIValue]

  init(_ values: [String: APIValue]) {
    self.values = values
  }

  /// A text, if it was given.
  public func text(_ name: String) -> String? {
    guard case .text(let text) = values[name] else { return nil }
    return text
  }

  /// A text that is needed.
  public func needed(_ name: String) throws(APIRefusal) -> String {
    guard let text = text(name) else {
      throw APIRefusal(.malformed, ["\(name): is needed"])
    }
    return text
  }

  /// A whole number, if it was given.
  public func whole(_ name: String) -> Int? {
    guard case .whole(let number) = values[name] else { return nil }
    return number
  }

  /// True if that was given.
  public func flag(_ name: String) -> Bool { values[name] == .flag(true) }

  /// Texts; none if nothing was given.
  public func texts(_ name: String) -> [String] {
    list(name).compactMap { value in
      if case .text(let text) = value { text } else { nil }
    }
  }

  /// Whole numbers; none if nothing was given.
  public func wholes(_ name: String) -> [Int] {
    list(name).compactMap { value in
      if case .whole(let number) = value { number } else { nil }
    }
  }

  /// Texts by names that nobody knows before.
  public func textsByName(_ name: String) -> [String: String] {
    guard case .object(let fields) = values[name] else { return [:] }
    return fields.compactMapValues { value in
      if case .text(let text) = value { text } else { nil }
    }
  }

  /// The fields of an object.
  public func part(_ name: String) -> APIArguments {
    guard case .object(let fields) = values[name] else { return APIArguments([:]) }
    return APIArguments(fields)
  }

  /// Objects; none if nothing was given.
  public func parts(_ name: String) -> [APIArguments] {
    list(name).compactMap { value in
      if case .object(let fields) = value { APIArguments(fields) } else { nil }
    }
  }

  private func list(_ name: String) -> [APIValue] {
    guard case .list(let values) = values[name] else { return [] }
    return values
  }
}
