import ArgumentParser
import Foundation
import Primitives
import Station

/// Who asks for an act that moves money, and whether it is a second try.
struct ActOptions: ParsableArguments {
  @Option(help: "Id of an earlier attempt to be completed.")
  var intent: String?

  /// The id of the act: minted and told before anything happens, or the one of an earlier try.
  func id() throws -> UniqueID {
    var generator = SystemRandomNumberGenerator()
    guard let intent else {
      let id = UniqueID(using: &generator)
      Terminal.say("intent \(id)")
      return id
    }
    guard let id = UniqueID(intent) else {
      throw ValidationError("--intent takes the id that an earlier attempt printed")
    }
    return id
  }
}

/// What every command says that moves money.
let intentDiscussion = """
  The intent's id is printed before anything happens. If the answer is lost, give the same command \
  again with --intent ID: it is done once, whatever was seen the first time.
  """

extension DeskCall {
  /// Has an act carried out and prints its receipt.
  func carryOut(
    _ act: MoneyAct, _ options: ActOptions, _ station: StationOptions
  ) async throws {
    let answer = try await perform(.act(act, intent: try options.id()))
    try AccountPrinter(station).print(answer)
  }

  /// Has a batch carried out and prints what it did.
  func carryOut(
    _ act: BatchAct, check: Bool = false, _ options: ActOptions, _ station: StationOptions
  ) async throws {
    let request = DeskRequest.batch(act, id: try options.id(), check: check)
    try AccountPrinter(station).print(await perform(request, "booking"))
  }

  /// A moment of the canteen's clock: `2026-11-26`, which is its end, or `2026-11-26 12:00`.
  func moment(_ text: String) throws -> WallTime {
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" }).map { String($0) }
    let clock = parts.count == 2 ? parts[1].split(separator: ":").map { Int($0) } : [24, 0]
    guard (1...2).contains(parts.count), let day = CalendarDay(parts[0]), clock.count == 2,
      let hour = clock[0], let minute = clock[1], (0...24).contains(hour),
      (0...59).contains(minute), let zone = TimeZone(identifier: station.timeZone)
    else {
      throw ValidationError("'\(text)' is no moment: write 2026-11-26 or \"2026-11-26 12:00\"")
    }
    let unzoned = Int64(day.daysSince1970) * 86_400 + Int64(hour * 3600 + minute * 60)
    let distance = { (second: Int64) in
      Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))))
    }
    // The distance from UTC is that of the moment itself, which a first guess comes close to.
    let second = unzoned - distance(unzoned - distance(unzoned))
    let end: Int64 = parts.count == 1 ? 1 : 0
    return WallTime(milliseconds: second * 1000 - end)
  }
}
