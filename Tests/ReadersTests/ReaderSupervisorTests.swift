import Primitives
import Readers
import TagReads
import Testing

@Suite struct `The supervisor` {
  private static let identity = ReaderIdentity(family: .feig, model: "test", firmware: "1")

  private static func fault(_ code: ReaderFault.Code, fatal: Bool = true) -> ReaderFault {
    ReaderFault(code, message: "for the test", isFatal: fatal)
  }

  private static func at(_ milliseconds: Int64) -> Moment { Moment(milliseconds: milliseconds) }

  private static let plate = tag(0xE004_0150_00A1_B2C3)

  private static func tag(_ uid: UInt64) -> TagID {
    guard let tag = TagID(iso15693: uid) else { fatalError("no tag") }
    return tag
  }

  private static func round(
    _ quality: InventoryRound.Quality = .complete, began: Int64, ended: Int64
  ) -> InventoryRound {
    InventoryRound([], quality: quality, began: at(began), ended: at(ended))
  }

  /// A driver whose every act the test decides: bytes it receives are an index into a table.
  private struct TableDriver: ReaderDriver {
    let table: [[DriverAction]]
    var damagedByteCount = 0

    mutating func open(at now: Moment) -> [DriverAction] {
      [.send([0xAA]), .wake(at: now + .seconds(1))]
    }

    mutating func received(_ bytes: [UInt8], at now: Moment) -> [DriverAction] {
      damagedByteCount += 1
      return bytes.flatMap { table[Int($0)] }
    }

    mutating func deadlineReached(at now: Moment) -> [DriverAction] { [.send([0xDD])] }

    mutating func perform(_ request: ReaderRequest, at now: Moment) -> [DriverAction] {
      switch request {
      case .inventory: [.send([0x01])]
      case .readBlocks: [.send([0x02])]
      case .writeBlocks: [.send([0x03])]
      }
    }

    mutating func farewell(at now: Moment) -> [[UInt8]] { [[0xEE]] }
  }

  private func supervisor(_ table: [[DriverAction]] = []) -> ReaderSupervisor {
    let full = [[DriverAction.identified(Self.identity)]] + table
    return ReaderSupervisor(driver: { TableDriver(table: full) })
  }

  /// A supervisor whose reader was identified at 10 ms and has been asked for a round.
  private func ready(_ table: [[DriverAction]]) -> ReaderSupervisor {
    var reader = supervisor(table)
    _ = reader.start(at: Self.at(0))
    _ = reader.channelOpened(at: Self.at(0))
    _ = reader.received([0], at: Self.at(10))
    return reader
  }

  @Test func `a device that is there and does not answer is reset before the next try, once`() {
    var reader = supervisor([[.fault(Self.fault(.noAnswer))]])
    #expect(!reader.start(at: Self.at(0)).contains(.reset))
    _ = reader.channelOpened(at: Self.at(0))
    _ = reader.received([1], at: Self.at(500))
    #expect(reader.wake(at: Self.at(700)).suffix(2) == [.reset, .open])
    #expect(!reader.channelFailed(Self.fault(.deviceNotFound), at: Self.at(800)).contains(.reset))
    #expect(!reader.wake(at: Self.at(5000)).contains(.reset))
  }

  @Test func `a reader that had answered and fell silent is opened anew without a reset`() {
    var reader = ready([[.fault(Self.fault(.noAnswer))]])
    _ = reader.received([1], at: Self.at(500))
    #expect(reader.wake(at: Self.at(700)).last == .open)
    #expect(!reader.wake(at: Self.at(700)).contains(.reset))
  }

  @Test func `opens, proves and polls`() {
    var reader = supervisor([[.round(Self.round(began: 10, ended: 40))]])
    #expect(reader.standing == .starting)
    #expect(reader.start(at: Self.at(0)) == [.wake(at: Self.at(10_000)), .open])
    #expect(reader.start(at: Self.at(1)) == [], "it has begun")
    #expect(reader.channelOpened(at: Self.at(5)) == [.send([0xAA]), .wake(at: Self.at(1005))])
    #expect(
      reader.received([0], at: Self.at(10)) == [
        .standing(.ready(Self.identity)), .send([0x01]),
      ])
    #expect(
      reader.received([1], at: Self.at(40)) == [
        .round(Self.round(began: 10, ended: 40)), .wake(at: Self.at(110)),
      ])
    #expect(reader.wake(at: Self.at(110)) == [.send([0x01])])
    #expect(reader.standing == .ready(Self.identity))
  }

  @Test func `does not lose a round's turn to a wake that is early`() {
    var reader = ready([[.round(Self.round(began: 10, ended: 40))]])
    _ = reader.received([1], at: Self.at(40))
    #expect(reader.wake(at: Self.at(60)) == [.wake(at: Self.at(110))])
  }

  @Test func `starts the next round at once if the last took longer than the pace`() {
    var reader = ready([[.round(Self.round(began: 10, ended: 300))]])
    #expect(
      reader.received([1], at: Self.at(300)) == [
        .round(Self.round(began: 10, ended: 300)), .send([0x01]),
      ])
  }

  @Test func `polls back to back while busy`() {
    var reader = ready([[.round(Self.round(began: 10, ended: 40))]])
    #expect(reader.setPace(.busy, at: Self.at(20)) == [])
    #expect(
      reader.received([1], at: Self.at(40)) == [
        .round(Self.round(began: 10, ended: 40)), .send([0x01]),
      ])
  }

  @Test func `takes its turn at once when the pace becomes busy`() {
    var reader = ready([[.round(Self.round(began: 10, ended: 40))]])
    _ = reader.received([1], at: Self.at(40))
    #expect(reader.setPace(.busy, at: Self.at(50)) == [.send([0x01])])
    #expect(reader.setPace(.busy, at: Self.at(51)) == [], "nothing changes")
  }

  @Test func `tries for ever, ever more slowly up to a bound`() {
    var reader = supervisor()
    var now: Int64 = 0
    _ = reader.start(at: Self.at(now))
    for pause: Int64 in [200, 400, 800, 1600, 3200, 5000, 5000, 5000] {
      let actions = reader.channelFailed(Self.fault(.deviceNotFound), at: Self.at(now))
      #expect(actions.last == .wake(at: Self.at(now + pause)))
      #expect(!actions.contains(.close), "it was not open")
      now += pause
      #expect(reader.wake(at: Self.at(now)).last == .open)
    }
  }

  @Test func `says once that the reader is lost and once that it is back`() {
    var reader = ready([[.fault(Self.fault(.noAnswer))]])
    let lost = Self.fault(.channelLost)
    #expect(
      reader.channelFailed(lost, at: Self.at(50)) == [
        .close, .standing(.lost(lost)), .wake(at: Self.at(250)),
      ])
    var now: Int64 = 250
    for turn in 0..<20 {
      _ = reader.wake(at: Self.at(now))
      let code = [ReaderFault.Code.channelLost, .deviceNotFound, .otherSerial][turn % 3]
      let actions = reader.channelFailed(Self.fault(code), at: Self.at(now))
      #expect(actions.count == 1)
      now += 5000
    }
    _ = reader.wake(at: Self.at(now))
    _ = reader.channelOpened(at: Self.at(now))
    #expect(
      reader.received([0], at: Self.at(now)) == [
        .standing(.ready(Self.identity)), .send([0x01]),
      ])
    #expect(reader.counters.losses == 1)
    #expect(reader.counters.opens == 2)
    #expect(reader.counters.reopens == 1)
  }

  @Test func `tells each new reason once while the reader is away`() {
    var reader = supervisor()
    var now: Int64 = 0
    var told: [ReaderFault.Code] = []
    _ = reader.start(at: Self.at(0))
    for code: ReaderFault.Code in [
      .deviceNotFound, .permissionDenied, .deviceNotFound, .permissionDenied, .deviceBusy,
    ] {
      for action in reader.channelFailed(Self.fault(code), at: Self.at(now)) {
        if case .standing(.lost(let fault)) = action { told.append(fault.code) }
      }
      #expect(reader.standing == .lost(Self.fault(code)))
      now += 10_000
      _ = reader.wake(at: Self.at(now))
    }
    #expect(told == [.deviceNotFound, .permissionDenied, .deviceBusy])
  }

  @Test func `closes and opens again after a fatal fault, with a new driver`() {
    var reader = ready([[.fault(Self.fault(.noAnswer))]])
    #expect(
      reader.received([1], at: Self.at(50)) == [
        .close, .standing(.lost(Self.fault(.noAnswer))), .wake(at: Self.at(250)),
      ])
    #expect(reader.received([1], at: Self.at(60)) == [], "no driver listens")
    #expect(reader.wake(at: Self.at(250)) == [.wake(at: Self.at(10_250)), .open])
    #expect(reader.channelOpened(at: Self.at(251)).first == .send([0xAA]))
    #expect(reader.counters.damagedBytes == 2, "the old driver's are kept")
  }

  @Test func `pauses ever longer when the reader opens but gives no round`() {
    var reader = supervisor([[.fault(Self.fault(.noAnswer))]])
    var now: Int64 = 0
    _ = reader.start(at: Self.at(0))
    for pause: Int64 in [200, 400, 800] {
      _ = reader.channelOpened(at: Self.at(now))
      _ = reader.received([0], at: Self.at(now))
      #expect(reader.received([1], at: Self.at(now)).last == .wake(at: Self.at(now + pause)))
      now += pause
      _ = reader.wake(at: Self.at(now))
    }
  }

  @Test func `pauses briefly again once a round has come`() {
    var reader = ready([
      [.round(Self.round(began: 10, ended: 40))], [.fault(Self.fault(.noAnswer))],
    ])
    #expect(reader.received([2], at: Self.at(50)).last == .wake(at: Self.at(250)))
    _ = reader.wake(at: Self.at(250))
    _ = reader.channelOpened(at: Self.at(250))
    _ = reader.received([0], at: Self.at(260))
    _ = reader.received([1], at: Self.at(300))
    #expect(reader.received([2], at: Self.at(400)).last == .wake(at: Self.at(600)))
  }

  @Test func `tries a device at once when it arrives`() {
    var reader = ready([])
    _ = reader.channelFailed(Self.fault(.channelLost), at: Self.at(50))
    #expect(reader.deviceArrived(at: Self.at(60)) == [.wake(at: Self.at(10_060)), .open])
    #expect(reader.deviceArrived(at: Self.at(61)) == [], "it is being opened")
  }

  @Test func `gives up a channel that does not open in time`() {
    var reader = supervisor()
    _ = reader.start(at: Self.at(0))
    #expect(reader.wake(at: Self.at(9999)) == [.wake(at: Self.at(10_000))])
    let actions = reader.wake(at: Self.at(10_000))
    #expect(actions.first == .close)
    #expect(actions.last == .wake(at: Self.at(10_200)))
    #expect(reader.channelOpened(at: Self.at(10_100)) == [.close], "too late")
  }

  @Test func `keeps asking a reader that needs attention, slowly, and says when it is well`() {
    let scanMode = Self.fault(.scanMode, fatal: false)
    var reader = ready([[.fault(scanMode)], [.round(Self.round(began: 2050, ended: 2100))]])
    #expect(
      reader.received([1], at: Self.at(50)) == [
        .standing(.attention(scanMode)), .wake(at: Self.at(2050)),
      ])
    #expect(reader.setPace(.busy, at: Self.at(60)) == [], "nobody's hurry helps")
    #expect(reader.wake(at: Self.at(2050)) == [.send([0x01])])
    #expect(reader.received([1], at: Self.at(2060)) == [.wake(at: Self.at(4060))], "said before")
    _ = reader.wake(at: Self.at(4060))
    #expect(
      reader.received([2], at: Self.at(4100)).prefix(1) == [.standing(.ready(Self.identity))])
  }

  @Test func `opens again, slowly, a reader that needs attention before it is identified`() {
    let login = Self.fault(.loginRequired, fatal: false)
    var reader = supervisor([[.fault(login)]])
    _ = reader.start(at: Self.at(0))
    _ = reader.channelOpened(at: Self.at(0))
    #expect(
      reader.received([1], at: Self.at(50)) == [
        .close, .standing(.attention(login)), .wake(at: Self.at(2050)),
      ])
    #expect(reader.wake(at: Self.at(2050)).last == .open)
  }

  @Test func `fits requests for blocks between rounds`() {
    let answer = BlockAnswer(tag: Self.plate, first: 0, outcome: .read([[1, 2, 3, 4]]))
    var reader = ready([[.round(Self.round(began: 10, ended: 40))], [.blocks(answer)]])
    let read = ReaderRequest.readBlocks(tag: Self.plate, first: 0, count: 1)
    #expect(reader.request(read, at: Self.at(20)) == [], "a round is under way")
    #expect(
      reader.received([1], at: Self.at(40)) == [
        .round(Self.round(began: 10, ended: 40)), .send([0x02]),
      ])
    #expect(reader.received([2], at: Self.at(60)) == [.blocks(answer), .wake(at: Self.at(110))])
    #expect(reader.request(read, at: Self.at(70)) == [.send([0x02])], "it was resting")
  }

  @Test func `answers requests that cannot be made`() {
    let read = ReaderRequest.readBlocks(tag: Self.plate, first: 3, count: 1)
    func code(_ actions: [SupervisorAction]) -> ReaderFault.Code? {
      guard case .blocks(let answer)? = actions.first, case .failed(let fault) = answer.outcome
      else { return nil }
      return fault.code
    }
    var reader = supervisor()
    #expect(code(reader.request(read, at: Self.at(0))) == .noAnswer)
    reader = ready([])
    for _ in 0..<8 { #expect(reader.request(read, at: Self.at(20)) == []) }
    #expect(code(reader.request(read, at: Self.at(20))) == .notPossible)
    let actions = reader.channelFailed(Self.fault(.channelLost), at: Self.at(30))
    #expect(actions.count == 1 + 8 + 2, "close, an answer for each, standing and wake")
    #expect(code(Array(actions.dropFirst())) == .channelLost)
  }

  private static let read = ReaderRequest.readBlocks(tag: plate, first: 3, count: 1)
  private static let write = ReaderRequest.writeBlocks(
    tag: plate, first: 3, blocks: [[1, 2, 3, 4]])

  /// Why requests for blocks failed, in the order of their answers.
  private func failures(_ actions: [SupervisorAction]) -> [ReaderFault.Code] {
    actions.compactMap { action in
      guard case .blocks(let answer) = action, case .failed(let fault) = answer.outcome else {
        return nil
      }
      return fault.code
    }
  }

  /// A supervisor whose driver is at work on a request for blocks since 50 ms.
  private func atWork(
    on request: ReaderRequest, _ table: [[DriverAction]] = []
  ) -> ReaderSupervisor {
    var reader = ready([[.round(Self.round(began: 10, ended: 40))]] + table)
    _ = reader.received([1], at: Self.at(40))
    let actions = reader.request(request, at: Self.at(50))
    #expect(actions.count == 1 && failures(actions).isEmpty)
    return reader
  }

  @Test(arguments: [read, write])
  func `answers the request under way once when the channel breaks`(request: ReaderRequest) {
    var reader = atWork(on: request)
    #expect(reader.request(Self.read, at: Self.at(55)) == [], "it waits")
    let broken = reader.channelFailed(Self.fault(.channelLost), at: Self.at(60))
    #expect(failures(broken) == [.channelLost, .channelLost], "under way and waiting")
    #expect(failures(reader.channelFailed(Self.fault(.channelLost), at: Self.at(70))) == [])
    #expect(failures(reader.stop(at: Self.at(80))) == [])
  }

  @Test(arguments: [read, write])
  func `answers the request under way once when it stops`(request: ReaderRequest) {
    var reader = atWork(on: request)
    #expect(failures(reader.stop(at: Self.at(60))) == [.stopped])
    #expect(failures(reader.stop(at: Self.at(70))) == [])
  }

  @Test func `answers a request that the driver answered with a fault`() {
    for isFatal in [false, true] {
      var reader = atWork(on: Self.read, [[.fault(Self.fault(.noAnswer, fatal: isFatal))]])
      #expect(failures(reader.received([2], at: Self.at(60))) == [.noAnswer])
      #expect(failures(reader.stop(at: Self.at(70))) == [])
    }
  }

  @Test func `does not answer again what the driver has answered before a fatal fault`() {
    let answer = BlockAnswer(
      tag: Self.plate, first: 3, outcome: .failed(Self.fault(.damagedAnswer)))
    var reader = atWork(on: Self.read, [[.blocks(answer), .fault(Self.fault(.noAnswer))]])
    #expect(failures(reader.received([2], at: Self.at(60))) == [.damagedAnswer])
  }

  @Test func `leaves the reader in a sane state when it stops`() {
    var reader = ready([])
    #expect(reader.stop(at: Self.at(50)) == [.send([0xEE]), .close])
    #expect(reader.stop(at: Self.at(51)) == [])
    #expect(reader.wake(at: Self.at(52)) == [])
    #expect(reader.received([0], at: Self.at(53)) == [])
    #expect(reader.channelFailed(Self.fault(.channelLost), at: Self.at(54)) == [])
    #expect(reader.start(at: Self.at(60)).last == .open)
  }

  @Test func `closes what is being opened when it stops`() {
    var reader = supervisor()
    _ = reader.start(at: Self.at(0))
    #expect(reader.stop(at: Self.at(1)) == [.close])
    #expect(reader.channelOpened(at: Self.at(2)) == [.close])
  }

  @Test func `counts rounds by quality, bytes and faults`() {
    var reader = ready([
      [.round(Self.round(.partial, began: 10, ended: 40))],
      [.round(Self.round(.disturbed, began: 10, ended: 40))],
      [.fault(Self.fault(.scanMode, fatal: false))],
    ])
    _ = reader.received([1], at: Self.at(40))
    _ = reader.received([2], at: Self.at(50))
    _ = reader.received([3], at: Self.at(60))
    let counters = reader.counters
    #expect(counters.rounds == 2)
    #expect(counters.partialRounds == 1)
    #expect(counters.disturbedRounds == 1)
    #expect(counters.faults == 1)
    #expect(counters.bytesReceived == 4)
    #expect(counters.bytesSent == 2, "the opening and the first inventory")
    #expect(counters.damagedBytes == 4)
  }

  @Test func `lets a driver's deadline through`() {
    var reader = ready([])
    #expect(reader.wake(at: Self.at(500)) == [.send([0xDD])])
  }
}
