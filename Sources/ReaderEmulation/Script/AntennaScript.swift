import TagReads

/// Antenna commands as text, one a line.
///
///     place TAG...        lay tags down          busy N      the next N inventories: reader busy
///     remove TAG...       take tags away         abort N     ... anticollision broken off
///     clear               take everything away   silence N   ... no reply
///     rate TAG 0.7        set a read rate        damage N    ... damaged reply
///     wait SECONDS        do nothing, 0 to 3600  noise N     ... antenna noise warning
///     scan-mode on|off    refuse tag commands    quit        end
///     mute on|off|until-reset                    take everything and answer nothing
///
/// A tag is written as everywhere (`E0040150A05F02B7`, `04A1B2C3D4E5F6`, `epc:3039606303C7`). Empty
/// lines and what follows a `#` mean nothing.
public enum AntennaScript {
  private static let secondsMax = 3600.0
  private static let roundsMax = 1_000_000

  /// Reads a whole script, up to its first mistake.
  public static func parse(_ text: String) throws(AntennaScriptError) -> [AntennaCommand] {
    var commands: [AntennaCommand] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if let command = try command(line, number: index + 1) { commands.append(command) }
    }
    return commands
  }

  /// Reads one line, counted from 1; nothing if it is empty.
  public static func command(
    _ line: some StringProtocol, number: Int
  ) throws(AntennaScriptError) -> AntennaCommand? {
    let said = line.prefix { $0 != "#" }
    let words = said.split(whereSeparator: \.isWhitespace).map { String($0) }
    guard let verb = words.first else { return nil }
    return try Line(number: number, verb: verb, arguments: Array(words.dropFirst())).command()
  }

  private struct Line {
    var number: Int
    var verb: String
    var arguments: [String]

    func command() throws(AntennaScriptError) -> AntennaCommand {
      switch verb {
      case "place": .place(try tags())
      case "remove": .remove(try tags())
      case "clear": try alone(.clear)
      case "quit": try alone(.quit)
      case "rate": try rate()
      case "busy": .disturb(.busy, rounds: try rounds())
      case "abort": .disturb(.aborted, rounds: try rounds())
      case "silence": .disturb(.silence, rounds: try rounds())
      case "damage": .disturb(.damagedReply, rounds: try rounds())
      case "noise": .disturb(.noiseWarning, rounds: try rounds())
      case "scan-mode": .scanMode(try isOn())
      case "mute": .mute(try muteness())
      case "wait": .wait(try duration())
      default:
        throw complaint(
          "unknown command \"\(verb)\": use place, remove, clear, rate, busy, abort, silence, "
            + "damage, noise, scan-mode, mute, wait or quit")
      }
    }

    private func alone(_ command: AntennaCommand) throws(AntennaScriptError) -> AntennaCommand {
      guard arguments.isEmpty else { throw complaint("\(verb) stands alone") }
      return command
    }

    private func tags() throws(AntennaScriptError) -> [TagID] {
      guard !arguments.isEmpty else { throw complaint("\(verb) needs at least one tag") }
      var tags: [TagID] = []
      for argument in arguments { tags.append(try tag(argument)) }
      return tags
    }

    private func tag(_ text: String) throws(AntennaScriptError) -> TagID {
      guard let tag = TagID(text) else {
        throw complaint(
          "\"\(text)\" is no tag: write 16 digits from E0, 8, 14 or 20 digits of a card, or epc: "
            + "and the digits of a UHF tag")
      }
      return tag
    }

    private func rate() throws(AntennaScriptError) -> AntennaCommand {
      guard arguments.count == 2 else { throw complaint("rate needs a tag and a number") }
      guard let rate = Double(arguments[1]), (0...1).contains(rate) else {
        throw complaint("\"\(arguments[1])\" is no read rate: write a number from 0 to 1")
      }
      return .rate(try tag(arguments[0]), rate)
    }

    private func rounds() throws(AntennaScriptError) -> Int {
      guard arguments.count == 1, let rounds = Int(arguments[0]),
        (1...AntennaScript.roundsMax).contains(rounds)
      else {
        throw complaint("\(verb) needs a number of inventories, 1 to \(AntennaScript.roundsMax)")
      }
      return rounds
    }

    private func isOn() throws(AntennaScriptError) -> Bool {
      guard arguments == ["on"] || arguments == ["off"] else {
        throw complaint("scan-mode is on or off")
      }
      return arguments == ["on"]
    }

    private func muteness() throws(AntennaScriptError) -> ReaderMuteness {
      guard arguments.count == 1, let muteness = ReaderMuteness(rawValue: arguments[0]) else {
        throw complaint("mute is on, off or until-reset")
      }
      return muteness
    }

    private func duration() throws(AntennaScriptError) -> Duration {
      guard arguments.count == 1, let seconds = Double(arguments[0]),
        (0...AntennaScript.secondsMax).contains(seconds)
      else { throw complaint("wait needs seconds, 0 to 3600, such as 0.5") }
      return .nanoseconds(Int64(seconds * 1_000_000_000))
    }

    private func complaint(_ message: String) -> AntennaScriptError {
      AntennaScriptError(line: number, message: message)
    }
  }
}
