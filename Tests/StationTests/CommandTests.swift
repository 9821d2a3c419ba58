import Foundation
import Ledger
import LedgerStore
import Testing

@testable import Station

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
          --version               Show the version.
          -h, --help              Show help information.

        SUBCOMMANDS:
          serve                   Run the station until SIGTERM or Ctrl-C.
          demo                    Show trays being billed and paid, with emulated
                                  readers and a sample canteen.
          readers                 List, probe and survey readers, record and play back
                                  what they say.
          menu                    Load, show and export the menu.
          plates                  Enter plates, put dishes on them, look a tag up.
          accounts                Open accounts, bind cards, move their money, look
                                  back.
          sales                   Key sales without a tray; look at, give back, reverse
                                  and correct receipts.
          day                     Look at the day, close it, export it.
          operators               Add operators, give them roles, lock and unlock them.
          tokens                  Let other systems use the station's API.
          audit                   Show what operators did.
          explain                 Show what a paid tray was judged by.
          verify                  Recompute chain, balances, receipts and settlements
                                  from the journal.
          doctor                  Check libusb, permissions, udev rules, SQLite, clock
                                  and disk.
          emulate                 Serve an emulated reader as a USB device, behind a
                                  serial bridge or as a stream of bytes.
          lab                     Compare how trays are decided, ours and others, on a
                                  simulated antenna.

          See 'traytally help <subcommand>' for detailed help.

        """)
  }

  @Test(arguments: [
    "serve", "demo", "readers list", "readers probe", "readers capture", "readers replay",
    "readers survey", "readers forget",
    "menu import", "menu export", "menu show", "plates import", "plates enrol", "plates bind",
    "plates show", "accounts open", "accounts show", "accounts top-up", "accounts card add",
    "accounts card remove", "accounts history", "accounts refund", "accounts grant",
    "accounts charge", "accounts tickets buy", "accounts tickets grant", "accounts expire",
    "accounts batch file", "accounts batch reverse", "accounts batch list", "sales ring-up",
    "sales show", "sales refund", "sales reverse", "sales correct", "explain", "verify", "doctor",
    "emulate",
    "lab compare", "lab scenarios", "lab sweep",
  ])
  func `every command explains itself`(command: String) throws {
    let outcome = try Daemon.run(command.split(separator: " ").map(String.init) + ["--help"])
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("USAGE: traytally \(command)"))
  }

  @Test(arguments: [
    "sevre", "demo --lanes 0", "demo --lanes 17", "demo --hurry 21", "demo --diners 0",
    "readers probe --usb FEIG", "readers probe --seconds 0", "readers probe --port 1-",
    "readers survey --rounds 9", "readers survey --plate x", "readers survey --write",
    "accounts history A1 --limit 0", "accounts open", "serve --bogus", "accounts top-up A1 x",
    "emulate", "emulate geif --tcp 0", "emulate feig", "emulate feig --tcp 1 --socket x",
    "emulate feig --tcp 1 --bridge ch340", "lab compare --scenario mixt", "lab sweep",
    "lab sweep luck", "lab compare --trays 0", "menu price F01",
    "menu price F01 1 --off", "menu price F01 1 --group student",
    "menu price F01 1 --date 1.2.2026",
    "menu sold-out --off",
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

  @Test(arguments: [[], ["--full"]])
  func `verify says what it has looked at`(extra: [String]) throws {
    let canteen = try ScratchCanteen()
    let verified = try canteen.run(["verify"] + extra)
    #expect(verified.code == 0)
    let begin = "0 transfers, 0 Zs, 0 accounts: chain"
    let end = extra.isEmpty ? "receipt and Z numbers hold\n" : "so do file, cards and menu\n"
    #expect(verified.output.hasPrefix(begin) && verified.output.hasSuffix(end))
  }

  @Test func `the menu of a day is shown to people and programs`() throws {
    let canteen = try ScratchCanteen()
    let shown = try canteen.run(["menu", "show", "--date", "2999-11-24"])
    #expect(
      shown.output == """
        2999-11-24

        全天 / All day, 00:00 to 24:00

        """)
    let data = try canteen.run(["menu", "show", "--date", "2999-11-24", "--json"])
    #expect(data.output.contains("\"date\" : \"2999-11-24\""))
    #expect(try canteen.run(["menu", "show", "--date", "24.11.2026"]).code == 2)
  }

  @Test func `a workbook goes out and comes in, its import is listed and taken back`() throws {
    let canteen = try ScratchCanteen()
    let dishes = try canteen.scratch.file("d.csv", "dish,name_en,price\nD1,Rice,1.00\n")
    let first = try canteen.run(["menu", "import", dishes])
    #expect(first.output == "+ dishes  D1 Rice\ndishes: 1 added, 0 changed, 0 removed\n")
    let book = canteen.scratch.path + "/menu.xlsx"
    #expect(try canteen.run(["menu", "export", book]).code == 0)
    let again = try canteen.run(["menu", "import", book, "--check"])
    #expect(
      again.output == "nothing: 0 added, 0 changed, 0 removed (checked only, nothing changed)\n")
    #expect(
      try canteen.run(["menu", "versions"]).output.contains(
        " by shell:\(NSUserName())  \(dishes): 1 added"))
    #expect(try canteen.run(["menu", "sold-out", "D1"]).output.hasSuffix(": D1  Rice\n"))
    let undone = try canteen.run(["menu", "undo"])
    #expect(undone.output == "- dishes  D1 Rice\ndishes: 0 added, 0 changed, 1 removed\n")
    #expect(try canteen.run(["menu", "undo"]).code == 1)
    #expect(
      try canteen.run(["menu", "export", "-", "--openmensa"]).output.hasSuffix("</openmensa>\n"))
  }

  @Test func `readers are listed beside a bad configuration, which is complained of`() throws {
    let scratch = try Scratch()
    let file = try scratch.file("t.yaml", "staton: East\n")
    let listed = try Daemon.run(["readers", "list", "--config", file])
    #expect(listed.complaints.contains("\(file):1:1: unknown key 'staton'"))
    let alone = try Daemon.run(["readers", "list", "--data", scratch.path])
    #expect(!alone.complaints.contains("unknown key"))
    #expect(listed.code == alone.code, "what is on the USB decides")
    #expect(listed.output == alone.output)
    let missing = try Daemon.run(["readers", "list", "--config", "/nowhere/t.yaml"])
    #expect(missing.complaints.contains("/nowhere/t.yaml: no such file"))
  }

  @Test func `a lane's reader is listed with what the configuration calls it`() throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "t.yaml",
      """
      station: Test
      data: \(scratch.path)
      lanes:
        - id: 1
          tray_reader: { family: len-adr-hf, serial: "0001" }
          card_reader: { family: emulated, emulates: r321 }
      """)
    let daemon = try Daemon(["serve", "--create", "--json", "--config", file])
    while let line = daemon.line(), DaemonEvent(line)?.event != "ready" {}
    let listed = try Daemon.run(["readers", "list", "--config", file])
    daemon.signal(SIGTERM)
    #expect(daemon.outcome().code == 0)
    #expect(listed.output.contains("lane 1 tray  len-adr-hf (serial 0001)  "))
    #expect(listed.output.contains("lane 1 card  r321 (emulated)  "))
  }

  @Test(arguments: [["--floor", "-20.00"], ["--floor=-20.00"], ["--floor", "-20"]])
  func `a floor below zero is taken with a space and without`(floor: [String]) throws {
    let canteen = try ScratchCanteen()
    let opened = try canteen.run(["accounts", "open", "A1"] + floor + ["--json"])
    #expect(opened.code == 0, "\(opened.complaints)")
    #expect(opened.output.contains("\"available\" : \"20.00\""))
  }

  @Test(arguments: ["--5", "-", "-x", "--json", "20.001"])
  func `a floor that is no amount is misuse`(floor: String) throws {
    let canteen = try ScratchCanteen()
    #expect(try canteen.run(["accounts", "open", "A1", "--floor", floor]).code == 2)
  }
}

/// A data directory with new books and a configuration, for commands without a station.
final class ScratchCanteen {
  let scratch: Scratch
  let configuration: String

  init() throws {
    scratch = try Scratch()
    configuration = try scratch.file(
      "t.yaml",
      """
      station: Test
      data: \(scratch.path)
      lanes: [{ id: 1, tray_reader: { family: emulated } }]
      """)
    try LedgerStore.open(at: scratch.path, station: "Test", create: true).close()
  }

  func run(_ arguments: [String]) throws -> Daemon.Outcome {
    try Daemon.run(arguments + ["--config", configuration])
  }
}
