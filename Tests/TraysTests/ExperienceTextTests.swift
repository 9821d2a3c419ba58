import Primitives
import TagReads
import Testing

@testable import Trays

/// What a station has learned, as text: the same again, in order, bounded, or refused.
struct ExperienceTextTests {
  private static func plate(_ number: Int) -> TagID {
    guard let tag = TagID(iso15693: 0xE004_0150_0000_0000 + UInt64(number)) else {
      preconditionFailure("no tag")
    }
    return tag
  }

  /// Plates, each read as its class of read rate says.
  private static func lesson(_ plates: [(Int, Int)]) -> TrayLesson {
    var lesson = TrayLesson(of: [], at: .origin)
    lesson.plates = plates.map { number, rateClass in
      var weights = SIMD16<Double>.zero
      weights[rateClass] = 1
      return TrayLesson.Plate(tag: plate(number), rates: RateProfile(weights))
    }
    return lesson
  }

  /// Three lanes, of which one has served, and plates that were read well, badly and middling.
  private static var served: Experience {
    var lane = LaneHabits()
    lane.learn(plates: SIMD16(repeating: 1.0 / 3), strays: SIMD16(repeating: 0.1), in: 1.0 / 3)
    var plates = PlateMemory()
    for _ in 0..<3 { plates.learn(lesson([(1, 14), (2, 3), (3, 9)])) }
    return Experience(lanes: [3: LaneHabits(), 1: lane, 12: LaneHabits()], plates: plates)
  }

  private static func fault(_ text: String) -> ExperienceFault? {
    do throws(ExperienceFault) {
      _ = try ExperienceText.parse(text)
      return nil
    } catch {
      return error
    }
  }

  @Test func `what was written down reads back the same`() throws {
    let text = ExperienceText.text(of: Self.served)
    let back = try ExperienceText.parse(text)
    #expect(back.lanes == Self.served.lanes, "to the last bit")
    #expect(back.plates.count == 3)
    for number in 1...3 {
      let tag = Self.plate(number)
      #expect(
        back.plates.past(of: tag, on: LaneHabits())
          == Self.served.plates.past(of: tag, on: LaneHabits()))
    }
    #expect(ExperienceText.text(of: back) == text, "the same bytes again")
    #expect(
      ExperienceText.text(of: try ExperienceText.parse(ExperienceText.text(of: .init()))) == """
        traytally-learned 1
        classes 0.02 0.05 0.08 0.11 0.15 0.19 0.23 0.28 0.35 0.45 0.55 0.65 0.75 0.85 0.92 0.97
        end 2

        """)
  }

  @Test func `lanes come in order, and of the plates first those most unlike the lanes' mix`() {
    let text = ExperienceText.text(of: Self.served)
    let heads = text.split(separator: "\n").map { $0.split(separator: " ").prefix(3) }
    #expect(
      heads.dropFirst(2).prefix(9).map { $0[1] }
        == ["1", "1", "1", "3", "3", "3", "12", "12", "12"])
    let plates = heads.filter { $0[0] == "plate" }.map { String($0[1]) }
    #expect(plates == [2, 3, 1].map { Self.plate($0).description })
    #expect(text.hasSuffix("end 14\n"))
  }

  @Test func `of too many plates the ordinary ones are left out`() throws {
    let text = ExperienceText.text(of: Self.served, platesMax: 2)
    let back = try ExperienceText.parse(text)
    #expect(back.plates.count == 2)
    #expect(back.plates.past(of: Self.plate(1), on: LaneHabits()) == nil)
  }

  @Test func `thirty thousand of a hundred thousand plates are written, the same each time`() throws
  {
    var memory = PlateMemory()
    for number in 0..<100_000 {
      memory.learn(Self.lesson([(number, number % 16)]))
    }
    let text = ExperienceText.text(of: Experience(plates: memory))
    #expect(text.utf8.count < ExperienceText.bytesMax / 4)
    #expect(try ExperienceText.parse(text).plates.count == ExperienceText.platesMax)
    #expect(ExperienceText.text(of: Experience(plates: memory)) == text)
  }

  @Test func `what is seen again outlives what was recalled`() {
    let pasts = (0..<4).map { PlatePast(Self.plate($0), visits: .one) }
    var memory = PlateMemory(recalling: pasts, platesMax: 8)
    #expect(memory.count == 4)
    for number in 3..<9 { memory.learn(Self.lesson([(number, 15)])) }
    #expect(memory.past(of: Self.plate(0), on: LaneHabits()) == nil)
    #expect(memory.past(of: Self.plate(3), on: LaneHabits()) != nil)
    #expect(memory.count <= 8)
  }

  @Test func `a text cut anywhere is refused`() {
    let text = ExperienceText.text(of: Self.served)
    for length in 0..<(text.utf8.count - 1) {
      let cut = String(decoding: text.utf8.prefix(length), as: UTF8.self)
      #expect(Self.fault(cut) != nil, "cut after \(length) bytes")
    }
  }

  @Test func `a line taken out, doubled or from elsewhere is refused`() {
    let lines = ExperienceText.text(of: Self.served).split(separator: "\n").map(String.init)
    for index in lines.indices {
      var without = lines
      without.remove(at: index)
      #expect(Self.fault(without.joined(separator: "\n")) != nil)
      var doubled = lines
      doubled.insert(lines[index], at: index)
      #expect(Self.fault(doubled.joined(separator: "\n")) != nil)
      var strange = lines
      strange[index] = "<html>"
      #expect(Self.fault(strange.joined(separator: "\n")) != nil)
    }
  }

  @Test(arguments: ["nan", "inf", "-1", "1e300", "x", "100001"])
  func `a number that is no count is refused`(number: String) {
    let text = ExperienceText.text(of: Experience(lanes: [1: LaneHabits()]))
    let spoilt = text.replacing("lane 1 plates 0.0005", with: "lane 1 plates \(number)")
    #expect(spoilt != text)
    #expect(Self.fault(spoilt)?.code == .damaged)
    #expect(Self.fault(spoilt)?.line == 3)
  }

  @Test func `a foreign text and another version are told apart from damage`() {
    #expect(Self.fault("")?.code == .foreign)
    #expect(Self.fault("{\"lanes\": []}\n")?.code == .foreign)
    #expect(Self.fault("traytally-learned 2\n")?.code == .otherVersion)
    #expect(Self.fault("traytally-learned 1\nclasses 0.1 0.2\nend 2\n")?.code == .otherVersion)
    #expect(Self.fault("traytally-learned 1\n")?.code == .otherVersion)
  }
}
