import ArgumentParser
import Foundation
import Station

/// Operators and their roles.
struct Operators: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Add operators, give them roles, lock and unlock them.",
    discussion: """
      As long as there is no operator, whoever may write the books does everything. The first one \
      has to be an administrator; from then on every command that changes something takes \
      --operator NAME. docs/operators.md has the roles and their rights.
      """,
    subcommands: [
      Add.self, List.self, ChangeRole.self, Pin.self, Lock.self, Unlock.self, Remove.self,
    ])

  /// Adds an operator.
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add an operator.",
      discussion: """
        Their PIN or password is asked for, or read from TRAYTALLY_NEW_SECRET or, without a \
        terminal, from the next line of standard input.
        """)

    @Argument(help: "Name to work under: lower-case letters, digits, '-', '_' and '.'.")
    var name: String

    @Option(help: "server, cashier, manager, finance or administrator.")
    var role: String

    @OptionGroup var options: StationOptions

    func run() async throws {
      let call = try DeskCall(options)
      let secret = try Terminal.newSecret(of: name)
      try await options.printed(call, .add(name: name, role: role, secret: secret))
    }
  }

  /// Lists operators.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the operators.")

    @OptionGroup var options: StationOptions

    func run() async throws { try await options.printed(try DeskCall(options), .list) }
  }

  /// Changes a role.
  struct ChangeRole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "role", abstract: "Give an operator another role.")

    @Argument(help: "Name of the operator.")
    var name: String

    @Argument(help: "server, cashier, manager, finance or administrator.")
    var role: String

    @OptionGroup var options: StationOptions

    func run() async throws {
      try await options.printed(try DeskCall(options), .role(name: name, role: role))
    }
  }

  /// Changes a secret.
  struct Pin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give an operator another PIN or password; everybody may change their own.")

    @Argument(help: "Name of the operator.")
    var name: String

    @OptionGroup var options: StationOptions

    func run() async throws {
      let call = try DeskCall(options)
      let secret = try Terminal.newSecret(of: name)
      try await options.printed(call, .secret(name: name, secret: secret))
    }
  }

  /// Locks an operator.
  struct Lock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lock an operator until further notice.")

    @Argument(help: "Name of the operator.")
    var name: String

    @OptionGroup var options: StationOptions

    func run() async throws {
      try await options.printed(try DeskCall(options), .lock(name: name, isLocked: true))
    }
  }

  /// Unlocks an operator.
  struct Unlock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let an operator work again, also after too many wrong secrets.")

    @Argument(help: "Name of the operator.")
    var name: String

    @OptionGroup var options: StationOptions

    func run() async throws {
      try await options.printed(try DeskCall(options), .lock(name: name, isLocked: false))
    }
  }

  /// Removes an operator.
  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take an operator out; the name is not given again.")

    @Argument(help: "Name of the operator.")
    var name: String

    @OptionGroup var options: StationOptions

    func run() async throws {
      try await options.printed(try DeskCall(options), .remove(name: name))
    }
  }
}

/// The audit log.
struct Audit: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what operators did.", subcommands: [List.self])

  /// Lists entries.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the audit log, newest first.")

    @Option(help: "Only what this operator did.")
    var by: String?

    @Option(help: "Only entries before this one, to page on.")
    var before: Int?

    @Option(help: "How many at most, 1 to 10000.")
    var limit = 50

    @OptionGroup var options: StationOptions

    func validate() throws {
      guard (1...10_000).contains(limit) else { throw ValidationError("--limit takes 1 to 10000") }
    }

    func run() async throws {
      try await options.printed(
        try DeskCall(options), .audit(by: by, before: before, limit: limit))
    }
  }
}

extension StationOptions {
  /// Has an act carried out and prints the answer.
  fileprivate func printed(_ call: DeskCall, _ act: OperatorAct) async throws {
    switch try await call.perform(.operators(act)) {
    case .operators(let operators):
      if json { return try Terminal.printJSON(operators) }
      for member in operators { Terminal.print(Self.line(member)) }
    case .audit(let entries):
      if json { return try Terminal.printJSON(entries) }
      for entry in entries {
        let columns = [
          "\(entry.sequence)", Terminal.time(entry.at), entry.by, entry.act, entry.subject,
          entry.outcome,
        ]
        Terminal.print(columns.joined(separator: "  "))
      }
    default: throw Failure("the station answered something else: is it of another version?")
    }
  }

  private static func line(_ member: OperatorAnswer) -> String {
    let out = member.lockedOutUntil.map { "  locked out until \(Terminal.time($0))" } ?? ""
    return "\(member.name)  \(member.role)" + (member.isLocked ? "  locked" : "") + out
  }
}

extension Terminal {
  /// A new secret, asked for twice on a terminal.
  fileprivate static func newSecret(of name: String) throws -> String {
    let variable = "TRAYTALLY_NEW_SECRET"
    let first = try secret("New PIN or password of \(name)", variable)
    guard isatty(STDIN_FILENO) == 1, ProcessInfo.processInfo.environment[variable] == nil else {
      return first
    }
    guard try secret("Once more", variable) == first else {
      throw Failure("the two are not the same: nothing was changed")
    }
    return first
  }
}
