import Foundation
import Lanes
import LedgerStore
import Money
import ReaderEmulation
import Synchronization
import TagReads
import Testing
import Trays

@testable import Station

/// What a station has learned outlives it, and never stands in its way.
@Suite(.serialized, .timeLimit(.minutes(3))) struct ExperienceTests {
  private let canteen: ServedCanteen
  private var file: LearnedFile { LearnedFile(directory: canteen.configuration.dataDirectory) }

  init() throws {
    canteen = try ServedCanteen()
  }

  private var learned: Experience { file.read { Issue.record("\($0)") } }

  /// A mix no lane starts with.
  private var unusual: LaneHabits {
    LaneHabits(plates: SIMD16(repeating: 7), strays: SIMD16(repeating: 2), seconds: 60)
  }

  private func alone(_ request: DeskRequest) async -> DeskReply {
    await BooksClerk.performAlone(request, configuration: canteen.configuration) { _ in }
  }

  @Test func `what a lane has learned of a paid tray is there after a restart`() async throws {
    try await canteen.served {
      canteen.place(2)
      try await eventually { canteen.view?.state == .bill }
      try await Task.sleep(for: .milliseconds(500))
      try canteen.tap()
      try await eventually { canteen.paid == [600] }
      canteen.tray.clear()
      canteen.cards.clear()
      try await eventually { canteen.view?.state == .idle }
    }
    let after = learned
    let lane = try #require(after.lanes[1])
    #expect(lane.plates.sum() > LaneHabits().plates.sum() + 1.5)
    #expect(after.plates.count == 2)
    let mark = try String(contentsOfFile: file.path, encoding: .utf8)
    try await canteen.served {}
    #expect(learned.lanes[1] == lane, "read at the start, written at the end")
    #expect(try String(contentsOfFile: file.path, encoding: .utf8) == mark)
  }

  @Test(arguments: ["", "SQLite format 3\0", "traytally-learned 9\n", "traytally-learned 1\nclas"])
  func `a file that makes no sense is set aside, and the station serves`(
    content: String
  ) async throws {
    try Data(content.utf8).write(to: URL(filePath: file.path))
    try await canteen.served {
      canteen.place(1)
      try await eventually { canteen.view?.state == .bill }
    }
    #expect(try Data(contentsOf: URL(filePath: file.asidePath)) == Data(content.utf8))
    #expect(learned.lanes[1] == LaneHabits())
  }

  @Test func `what cannot be read is told with its place`() throws {
    try Data([0xFF, 0xFE, 0x00]).write(to: URL(filePath: file.path))
    let told = Mutex<[String]>([])
    #expect(file.read { sentence in told.withLock { $0.append(sentence) } }.lanes.isEmpty)
    #expect(told.withLock { $0.count } == 1)
    #expect(told.withLock { $0.first?.contains(file.asidePath) } == true)
    #expect(file.read { Issue.record("\($0)") }.lanes.isEmpty, "it is told once")
  }

  @Test func `a running station takes habits over and writes them down at once`() async throws {
    try await canteen.served {
      let taught = try await canteen.ask(.teach(lane: 1, habits: unusual))
      #expect(taught == .answer(.done))
      #expect(learned.lanes[1] == unusual)
      guard case .refused(let reasons) = try await canteen.ask(.teach(lane: 2, habits: unusual))
      else { return #expect(Bool(false), "there is no lane 2") }
      #expect(reasons == ["there is no lane 2 in the configuration"])
    }
    #expect(learned.lanes[1] == unusual)
    try await canteen.served {
      let forgotten = try await canteen.ask(.forget(lane: 1))
      #expect(forgotten == .answer(.done))
    }
    #expect(learned.lanes[1] == LaneHabits())
  }

  @Test func `without a station the file is changed under the lock of the books`() async throws {
    #expect(await alone(.teach(lane: 1, habits: unusual)) == .answer(.done))
    #expect(learned.lanes == [1: unusual])
    let store = try LedgerStore.open(canteen.configuration)
    guard case .refused = await alone(.forget(lane: nil)) else {
      return #expect(Bool(false), "somebody else has the books")
    }
    try store.close()
    #expect(await alone(.forget(lane: nil)) == .answer(.done))
    #expect(learned.lanes.isEmpty)
  }

  @Test func `a keeper says what is in its way, and writes as soon as it can`() throws {
    let directory = canteen.configuration.dataDirectory + "/later"
    let later = LearnedFile(directory: directory)
    let habits = unusual
    let keeper = ExperienceKeeper(later) { Experience(lanes: [1: habits]) }
    #expect(keeper.save()?.description.contains(later.path + ".new") == true)
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: false)
    #expect(keeper.save() == nil)
    #expect(later.read { Issue.record("\($0)") }.lanes == [1: habits])
    #expect(!FileManager.default.fileExists(atPath: later.path + ".new"))
  }

  @Test func `what has not changed is not written again`() throws {
    let keeper = ExperienceKeeper(file) { Experience() }
    #expect(keeper.save() == nil)
    try FileManager.default.removeItem(atPath: file.path)
    #expect(keeper.save() == nil)
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }
}
