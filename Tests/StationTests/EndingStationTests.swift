import Foundation
import LedgerStore
import Menus
import Money
import Primitives
import Synchronization
import Testing

@testable import Station

/// A station that is told to end does not leave anybody at the desk without an answer.
@Suite(.serialized, .timeLimit(.minutes(2))) struct EndingStationTests {
  /// Enough plates to keep the books busy for a while.
  private static let plateCount = 8_000

  private static var plates: DeskFile {
    let lines = (1...plateCount).map { number in
      let digits = String(number, radix: 16, uppercase: true)
      return "E00401600" + String(repeating: "0", count: 7 - digits.count) + digits + ",white\n"
    }
    return file("plates.csv", "tag,class\n" + lines.joined())
  }

  private func clerk(of desk: BooksDesk) throws -> StationClerk {
    let configuration = StationConfiguration(currency: .cny)
    let core = StationCore(
      configuration: configuration, catalogue: try desk.store.catalogue(),
      ids: SeededGenerator(seed: 1))
    let runner = LiveRunner(
      core: core, store: desk.store, clock: StationClock(timeZone: "UTC")
    ) { _, _ in }
    let keeper = ExperienceKeeper(LearnedFile(directory: configuration.dataDirectory)) {
      runner.inspect(\.experience)
    }
    return StationClerk(
      store: desk.store, configuration: configuration, runner: runner, keeper: keeper,
      settlements: SettlementKeeper(store: desk.store, configuration: configuration) { _ in })
  }

  @Test func `what is under way runs to its end before the books are closed`() async throws {
    let desk = try BooksDesk()
    let clerk = try clerk(of: desk)
    let replies = Mutex<[DeskReply]>([])
    func visitor() -> DeskVisitor {
      DeskVisitor { reply in replies.withLock { $0.append(reply) } }
    }
    clerk.perform(.importPlates(file: Self.plates, check: false), for: visitor())
    // In turn after the import, without which there would be no such plate.
    let first = "E004016000000001"
    clerk.perform(.plate(.depart(tags: [first], isLost: false)), for: visitor())
    // Beside them.
    clerk.perform(.showPlate(tag: first), for: visitor())
    await clerk.finish()
    try desk.store.close()
    let answers = replies.withLock { $0 }
    let changes = answers.compactMap { reply -> ChangesAnswer? in
      if case .answer(.changes(let changes)) = reply { changes } else { nil }
    }
    #expect(answers.count == 3 && changes.map(\.added) == [Self.plateCount, 0])
    #expect(changes.map(\.removed) == [0, 1] && changes.allSatisfy(\.isApplied))
  }

  @Test func `a station that is stopped in the middle of an import still answers it`() async throws
  {
    let canteen = try ServedCanteen()
    let question = Question()
    try await canteen.served {
      let request = DeskRequest.importPlates(file: Self.plates, check: false)
      question.ask(request, of: canteen.configuration.dataDirectory)
      try await Task.sleep(for: .milliseconds(150))
      #expect(question.end == nil, "the import must be under way when the station ends")
    }
    try await eventually { question.end != nil }
    guard case .success(.answer(.changes(let changes))) = question.end else {
      return #expect(Bool(false), "not answered: \(String(describing: question.end))")
    }
    #expect(changes.isApplied && changes.added == Self.plateCount)
  }

  @Test func `nothing new is taken on`() async throws {
    let desk = try BooksDesk()
    let clerk = try clerk(of: desk)
    await clerk.finish()
    let replies = Mutex<[DeskReply]>([])
    clerk.perform(.status, for: DeskVisitor { reply in replies.withLock { $0.append(reply) } })
    #expect(
      replies.withLock { $0 } == [.refused(["the station is ending: ask again when it has ended"])])
  }

  @Test func `a capture ends with the station, in order`() async throws {
    let canteen = try ServedCanteen()
    let recorder = Recorder()
    try await canteen.served {
      recorder.record(from: canteen.configuration.dataDirectory)
      try await eventually { recorder.textCount > 3 }
    }
    try await eventually { recorder.end != nil }
    #expect(recorder.end == .success(.answer(.done)))
  }
}

/// Somebody who records what passes between the lane and its reader.
private final class Recorder: Sendable {
  private let state = Mutex<(textCount: Int, end: Result<DeskReply, DeskError>?)>((0, nil))

  var textCount: Int { state.withLock { $0.textCount } }
  var end: Result<DeskReply, DeskError>? { state.withLock { $0.end } }

  func record(from directory: String) {
    Task { [self] in
      let end: Result<DeskReply, DeskError>
      do throws(DeskError) {
        let capture = DeskRequest.capture(lane: 1, role: "tray", label: CaptureLabel(name: "end"))
        end = .success(
          try await DeskClient.perform(capture, dataDirectory: directory) { _ in
            state.withLock { $0.textCount += 1 }
          })
      } catch {
        end = .failure(error)
      }
      state.withLock { $0.end = end }
    }
  }
}

/// Somebody at the desk who has asked something.
private final class Question: Sendable {
  private let state = Mutex<Result<DeskReply, DeskError>?>(nil)

  var end: Result<DeskReply, DeskError>? { state.withLock { $0 } }

  func ask(_ request: DeskRequest, of directory: String) {
    Task { [self] in
      let end: Result<DeskReply, DeskError>
      do throws(DeskError) {
        end = .success(try await DeskClient.perform(request, dataDirectory: directory))
      } catch {
        end = .failure(error)
      }
      state.withLock { $0 = end }
    }
  }
}
