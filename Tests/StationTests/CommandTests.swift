import Foundation
import Testing

/// The program as a shell sees it: exit codes and what is said.
@Suite(.serialized) struct CommandTests {
  @Test func `its help is a page`() throws {
    let outcome = try Daemon.run(["--help"])
    #expect(outcome.code == 0)
    #expect(
      outcome.output == """
        OVERVIEW: A checkout station for canteens: trays on an RFID antenna become
        durable debits.

        Data goes to standard output, messages to standard error. Exit codes: 0 done, 1
        refused or failed, 2 misused. While a station runs, commands reach it through
        the socket in its data directory; without one they open the books themselves.

        USAGE: traytally <subcommand>

        OPTIONS:
          -h, --help              Show help information.

        SUBCOMMANDS:
          serve                   Run the station until SIGTERM or Ctrl-C.
          demo                    Show trays being billed and paid, with emulated
                                  readers and a sample canteen.
          readers                 List and probe readers, record and play back what
                                  they say.
          menu                    Load, show and export the menu.
          plates                  Enter plates, put dishes on them, look a tag up.
          accounts                Open accounts, bind cards, pay money in, look back.
          verify                  Recompute chain, balances and receipt numbers from
                                  the journal.
          doctor                  Check libusb, permissions, udev rules, SQLite, clock
                                  and disk.
          emulate                 Serve an emulated reader as a USB device, behind a
                                  serial bridge or as a stream of bytes.

          See 'traytally help <subcommand>' for detailed help.

        """)
  }

  @Test(arguments: [
    "serve", "demo", "readers list", "readers probe", "readers capture", "readers replay",
    "menu import", "menu export", "menu show", "plates import", "plates enrol", "plates bind",
    "plates show", "accounts open", "accounts show", "accounts top-up", "accounts card add",
    "accounts card remove", "accounts history", "verify", "doctor", "emulate",
  ])
  func `every command explains itself`(command: String) throws {
    let outcome = try Daemon.run(command.split(separator: " ").map(String.init) + ["--help"])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("USAGE: traytally \(command)"))
  }

  @Test(arguments: [
    "sevre", "demo --lanes 0", "demo --lanes 17", "demo --hurry 21", "demo --diners 0",
    "accounts history A1 --limit 0", "accounts open", "serve --bogus", "accounts top-up A1 x",
    "emulate", "emulate geif --tcp 0", "emulate feig", "emulate feig --tcp 1 --socket x",
    "emulate feig --tcp 1 --bridge ch340",
  ])
  func `a misused command ends with 2 and says how it is used`(command: String) throws {
    let outcome = try Daemon.run(command.split(separator: " ").map(String.init))
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    #expect(!outcome.complaints.isEmpty)
  }

  @Test func `a command with a broken configuration ends with 1 and names the place`() throws {
    let scratch = try Scratch()
    let file = try scratch.file("t.yaml", "staton: East\n")
    let outcome = try Daemon.run(["serve", "--config", file])
    #expect(outcome.code == 1)
    #expect(outcome.complaints.contains("\(file):1:1: unknown key 'staton'"))
  }
}
