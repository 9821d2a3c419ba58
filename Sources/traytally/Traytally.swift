import ArgumentParser
import Foundation
import Station

/// The command: the daemon, its demonstration, and everything staff do at a prompt.
@main
struct Traytally: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "traytally",
    abstract: "A checkout station for canteens: trays on an RFID antenna become durable debits.",
    discussion: """
      Data goes to standard output, messages to standard error. Exit codes: 0 done, 1 refused or \
      failed, 2 misused. While a station runs, commands reach it through the socket in its data \
      directory; without one they open the books themselves.
      """,
    version: Software.version,
    subcommands: [
      Serve.self, Demo.self, Readers.self, Menu.self, Plates.self, Accounts.self, Sales.self,
      Day.self, Operators.self, Tokens.self, Audit.self, Explain.self,
      Verify.self, Doctor.self, Emulate.self, Lab.self,
    ])

  static func main() async {
    // Who closes the pipe that a command writes to must not kill it: a till goes on.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      await LogLines.flush()
    } catch {
      await LogLines.flush()
      end(with: error)
    }
  }

  /// Says what went wrong and ends the program with the exit code for it.
  private static func end(with error: any Error) -> Never {
    if let failure = error as? Failure {
      Terminal.say(failure.description)
      exit(withError: ExitCode(1))
    }
    let code = exitCode(for: error)
    guard code == .validationFailure else { exit(withError: error) }
    Terminal.say(fullMessage(for: error))
    exit(withError: ExitCode(2))
  }
}

/// A command that could not do what it was asked; ends the program with exit code 1.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ sentences: String...) {
    description = sentences.joined(separator: "\n")
  }

  init(_ sentences: [String]) {
    description = sentences.joined(separator: "\n")
  }
}
