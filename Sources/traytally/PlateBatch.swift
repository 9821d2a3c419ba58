import ArgumentParser
import Foundation
import Primitives
import Readers
import Station
import TagReads

/// Plates entered stack by stack from an antenna.
struct PlateBatch: Sendable {
  private let desk: DeskCall
  private let plateClass: String
  private let countMax: Int?
  private let asJSON: Bool

  init(_ desk: DeskCall, plateClass: String, count: Int?, _ options: StationOptions) {
    self.desk = desk
    self.plateClass = plateClass
    countMax = count
    asJSON = options.json
  }

  /// Takes what is put on the tray antenna of a running station's lane.
  func run(onLane lane: Int) async throws {
    var stack = StackReading()
    var lastRound = 0
    var entered = 0
    Terminal.say("put a stack of class \(plateClass) on lane \(lane)'s antenna; Ctrl-C ends")
    while countMax.map({ entered < $0 }) ?? true {
      guard case .lying(let lying) = try await desk.perform(.plate(.lying(lane: lane))) else {
        throw Failure("the station did not say what lies on lane \(lane)")
      }
      if lying.round != lastRound {
        lastRound = lying.round
        entered += try await enter(stack.take(lying.tags))
      }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  /// Takes what is put on a reader of this machine, until Ctrl-C.
  func run(on reader: SoloReader) async throws {
    Terminal.say("put a stack of class \(plateClass) on the reader; Ctrl-C ends")
    let work = Task {
      var stack = StackReading()
      var entered = 0
      for await action in reader.run() {
        switch action {
        case .round(let round) where round.quality == .complete:
          entered += try await enter(stack.take(round.reads.map(\.tag.description)))
          if let countMax, entered >= countMax { return }
        case .standing(.lost(let fault)), .standing(.attention(let fault)):
          Terminal.say(fault.message)
        default: continue
        }
      }
    }
    let stop = StopRequest { work.cancel() }
    let result = await work.result
    await reader.close()
    withExtendedLifetime(stop) {}
    try result.get()
  }

  /// Enters a stack; answers how many plates that were.
  private func enter(_ tags: [String]) async throws -> Int {
    guard !tags.isEmpty else { return 0 }
    var plates: [String] = []
    for tag in tags {
      guard case .plate(let known) = try await desk.perform(.showPlate(tag: tag)) else { continue }
      if known.kind == "card" {
        Terminal.say("\(tag) is a diner's card and was left out")
      } else if known.kind != "plate" || known.plateClass != plateClass {
        plates.append(tag)
      }
    }
    if !plates.isEmpty {
      _ = try await desk.perform(.enrolPlates(plateClass: plateClass, tags: plates))
    }
    if asJSON {
      try Terminal.printJSON(["class": [plateClass], "entered": plates], onOneLine: true)
    } else {
      Terminal.print(
        "\(tags.count) read, \(plates.count) entered as \(plateClass), the others were there")
    }
    return plates.count
  }
}
