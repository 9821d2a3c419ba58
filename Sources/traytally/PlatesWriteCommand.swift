import ArgumentParser
import Chips
import Foundation
import Money
import Primitives
import Readers
import Station
import TagReads

/// The serving window: a dish is written into every plate put on a reader.
struct PlatesWrite: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "write",
    abstract: "Write a dish into every plate put on a window's reader, until Ctrl-C.",
    discussion: """
      Each plate is written and read back, and bound to the dish in the books as with 'plates \
      bind'. The light is a line that changes in place: READY put a plate down, BUSY leave it \
      there, DONE take it, FAILED with the reason. A plate rings once when it is done, twice when \
      it failed. A plate that was taken away too early, or that the books did not take, has \
      failed. Ends with 1 if a plate failed and was not written afterwards.
      """)

  @Option(help: "Code of the dish.")
  var dish: String

  @Option(help: "Meal period it is for (default: every one).")
  var meal: String?

  @OptionGroup var place: ReaderPlace

  @Option(help: "End by itself after so many plates.")
  var count: Int?

  @OptionGroup var options: StationOptions

  func validate() throws {
    if let count, count < 1 { throw ValidationError("--count takes 1 or more") }
    _ = try place.reader
  }

  func run() async throws {
    let desk = try DeskCall(options)
    let scribe = try await PlateScribe(desk, dish: dish, meal: meal)
    let solo: SoloReader
    do {
      solo = try SoloReader(place.reader)
    } catch {
      throw ValidationError("\(error)")
    }
    let light = WindowLight(asJSON: options.json)
    let limit = count
    let work = Task {
      var session = WindowSession(
        solo, record: { tag throws(ChipWriteFault) in try await scribe.record(tag) },
        bind: { tag throws(ChipWriteFault) in try await scribe.bind(tag) })
      await session.run { news in
        light.show(news)
        guard case .written(_, let written) = news, let limit else { return true }
        return written < limit
      }
    }
    let stop = StopRequest { work.cancel() }
    await work.value
    await solo.close()
    withExtendedLifetime(stop) {}
    light.finish()
    if light.hasFailures { throw ExitCode(1) }
  }
}

/// Makes the records of a dish, and binds what has been written.
private struct PlateScribe: Sendable {
  private let desk: DeskCall
  private let dish: DishAnswer
  private let meal: String?
  private let price: Amount

  init(_ desk: DeskCall, dish code: String, meal: String?) async throws {
    guard case .dishes(let dishes) = try await desk.perform(.showMenu(meal: meal, date: nil)),
      let dish = dishes.first(where: { $0.dish == code })
    else {
      throw Failure("there is no dish '\(code)'\(meal.map { " in \($0)" } ?? ""): see 'menu show'")
    }
    guard let price = desk.station.currency.parse(dish.price) else {
      throw Failure("the price of \(code) cannot be read: \(dish.price)")
    }
    (self.desk, self.dish, self.meal, self.price) = (desk, dish, meal, price)
  }

  func record(_ tag: TagID) async throws(ChipWriteFault) -> PlateRecord {
    let answer: DeskAnswer
    do {
      answer = try await desk.perform(.showPlate(tag: tag.description))
    } catch {
      throw .reader("\(error)")
    }
    guard case .plate(let plate) = answer, let plateClass = plate.plateClass else {
      throw .reader("\(tag) is no plate of this canteen: enter it with 'plates enrol' first")
    }
    return PlateRecord(
      dish: dish.dish, plateClass: plateClass, price: price, currency: desk.station.currency,
      writtenAt: WallTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)),
      station: desk.station.station)
  }

  /// Binds a written plate in the books.
  func bind(_ tag: TagID) async throws(ChipWriteFault) {
    do {
      _ = try await desk.perform(
        .bindPlates(dish: dish.dish, meal: meal, tags: [tag.description]))
    } catch {
      throw .notBound("\(error)")
    }
  }
}
