import ArgumentParser
import Foundation
import Station

/// Tokens of other systems.
struct Tokens: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Let other systems use the station's API.",
    discussion: """
      A token is what a one-card system or a dashboard shows to the station (docs/api.md). It does \
      what its scopes name and nothing else, and journal and audit log call it token:NAME.
      """, subcommands: [Add.self, List.self, Remove.self])

  /// Makes a token.
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a token and print its secret, which is shown this once.",
      discussion: """
        Scopes for looking: read (lanes, readers, menu, plates), read-accounts, read-finance, \
        read-audit. Scopes for acts are the rights of docs/operators.md: top-up, grant, edit-menu, \
        ...
        """)

    @Argument(help: "Name: lower-case letters, digits, '-', '_' and '.'.")
    var name: String

    @Option(name: .customLong("scope"), help: "What it may do; once for each.")
    var scopes: [String] = []

    @Option(help: "The last business day on which it lets in, such as 2027-12-31.")
    var expires: String?

    @OptionGroup var options: StationOptions

    func validate() throws {
      if scopes.isEmpty { throw ValidationError("give --scope once at least") }
    }

    func run() async throws {
      let tokens = try await options.tokens(.add(name: name, scopes: scopes, expires: expires))
      if options.json { return try Terminal.printJSON(tokens) }
      for token in tokens { Terminal.print(token.secret ?? "") }
    }
  }

  /// Lists tokens.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the tokens.")

    @OptionGroup var options: StationOptions

    func run() async throws { try await options.printTokens(.list) }
  }

  /// Removes a token.
  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a token out at once; the name is not given again.")

    @Argument(help: "Name of the token.")
    var name: String

    @OptionGroup var options: StationOptions

    func run() async throws { try await options.printTokens(.remove(name: name)) }
  }
}

extension StationOptions {
  fileprivate func tokens(_ act: TokenAct) async throws -> [TokenAnswer] {
    guard case .tokens(let tokens) = try await DeskCall(self).perform(.tokens(act)) else {
      throw Failure("the station answered something else: is it of another version?")
    }
    return tokens
  }

  fileprivate func printTokens(_ act: TokenAct) async throws {
    let tokens = try await tokens(act)
    if json { return try Terminal.printJSON(tokens) }
    for token in tokens {
      let end = token.expires.map { "  until \($0)" } ?? ""
      Terminal.print("\(token.name)  \(token.scopes.joined(separator: " "))\(end)")
    }
  }
}
