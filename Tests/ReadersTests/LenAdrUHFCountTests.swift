import Primitives
import ReaderEmulation
import ReaderWire
import Readers
import TagReads
import Testing

/// What a UHF reader's own count says of a round: a frame that was lost as a whole is missed by it.
@Suite struct `The count of a UHF reader` {
  private static let ask = {
    var scan = LenAdrUHFScan()
    scan.wantsCount = true
    return question(.inventory(scan))
  }()
  private static let askPlainly = question(.inventory(LenAdrUHFScan()))
  private static let askInformation = "04 FF 21 19 95"
  private static let information = "11 00 21 00 00 16 0C 03 4E 00 1E 0A 01 00 00 00 E6 51"
  private static let oneTag = "15 00 01 03 01 01 0C 00 00 00 00 00 00 00 00 00 00 03 13 6B B1 A5"
  private static let tag = "epc:000000000000000000000313"
  private static let end = "07 00 01 01 01 00 1E 4B"

  private static func question(_ command: LenAdrUHFCommand) -> String {
    Hex.text(command.frame().bytes ?? [], separator: " ")
  }

  private static func answer(_ status: LenAdrUHFStatus, _ data: String = "") -> String {
    let body = [0x01, status.rawValue] + (Hex.bytes(data) ?? [])
    return Hex.text(LenAdrFrame(address: 0, body: body).bytes ?? [], separator: " ")
  }

  private static func heard(_ count: UInt8) -> String {
    answer(.statistics, "01 00 21 00 00 00 " + Hex.text([count]))
  }

  private static let opening = """
    0 open
    50 > \(askInformation)
    60 < \(information)
    60 = ready UHFReader288M type 0C 0.22

    """

  private func expect(_ script: String) {
    let whole = Self.opening + script
    #expect(Conversation.play(whole, driver: LenAdrUHFDriver()) == Conversation.lines(whole))
  }

  /// A round in which one tag is listed so many times, from a moment on.
  private func round(
    at time: Int, listed: Int = 1, heard: UInt8, ends: Bool = true, _ quality: String
  ) -> String {
    let frames = [String](repeating: Self.oneTag, count: listed) + (ends ? [Self.end] : [])
    return """
      \(time) ? inventory
      \(time) > \(Self.ask)
      \(time + 50) < \(frames.joined(separator: " "))
      \(time + 60) < \(Self.heard(heard))
      \(time + 60) = \(quality) since \(time):\(listed > 0 ? " " + Self.tag : "")

      """
  }

  @Test func `agrees with the list, and the round is complete`() {
    expect(round(at: 100, listed: 3, heard: 3, "complete"))
    expect(round(at: 100, listed: 0, heard: 0, "complete"))
    expect(round(at: 100, listed: 3, heard: 1, "complete"))
  }

  @Test func `exceeds the list, and the round is partial`() {
    expect(round(at: 100, listed: 2, heard: 3, "partial"))
    expect(round(at: 100, listed: 0, heard: 1, "partial"))
  }

  @Test func `that always exceeds the list is no longer asked for`() {
    var script = ""
    for number in 0..<10 {
      script += round(at: 100 + 100 * number, listed: 1, heard: 2, "partial")
    }
    expect(
      script + """
        1100 ? inventory
        1100 > \(Self.askPlainly)
        1150 < \(Self.oneTag) \(Self.end)
        1150 = complete since 1100: \(Self.tag)
        """)
  }

  @Test func `that agrees now and then goes on being asked for`() {
    var script = ""
    for number in 0..<30 {
      let isLost = number % 10 != 9
      script += round(
        at: 100 + 100 * number, listed: 1, heard: isLost ? 2 : 1, isLost ? "partial" : "complete")
    }
    expect(script)
  }

  @Test func `that never comes is waited for once`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.ask)
      150 < \(Self.oneTag) \(Self.end)
      950 > \(Self.askInformation)
      960 < \(Self.information)
      960 = partial since 100: \(Self.tag)
      1000 ? inventory
      1000 > \(Self.askPlainly)
      1050 < \(Self.oneTag) \(Self.end)
      1050 = complete since 1000: \(Self.tag)
      """)
  }

  @Test func `that is missing once is a frame that was lost`() {
    expect(
      round(at: 100, heard: 1, "complete") + """
        200 ? inventory
        200 > \(Self.ask)
        250 < \(Self.oneTag) \(Self.end)
        1050 > \(Self.askInformation)
        1060 < \(Self.heard(1)) \(Self.information)
        1060 = partial since 200: \(Self.tag)

        """ + round(at: 1100, heard: 1, "complete"))
  }

  @Test func `without an end before it is a lost frame, unless that is the reader's way`() {
    var script = round(at: 100, heard: 1, "complete")
    for number in 1...3 {
      script += round(at: 100 + 100 * number, heard: 1, ends: false, "partial")
    }
    script += round(at: 500, heard: 1, ends: false, "complete")
    script += round(at: 600, listed: 0, heard: 1, ends: false, "partial")
    expect(script)
  }

  @Test func `of another length counts nothing`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.ask)
      150 < \(Self.oneTag) \(Self.end)
      160 < \(Self.answer(.statistics, "01 00 21 00 00 01"))
      160 = partial since 100: \(Self.tag)
      """)
  }

  @Test func `that the reader does not know is not asked for again`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.ask)
      110 < \(Self.answer(.parameterError))
      112 > \(Self.askPlainly)
      150 < \(Self.oneTag) \(Self.end)
      150 = complete since 100: \(Self.tag)
      200 ? inventory
      200 > \(Self.askPlainly)
      """)
  }

  @Test func `that may follow a failed round is kept out of the next`() {
    expect(
      """
      100 ? inventory
      100 > \(Self.ask)
      150 < \(Self.answer(.poorCommunication))
      150 = disturbed since 100:
      200 ? inventory
      200 > \(Self.askInformation)
      205 < \(Self.heard(0))
      210 < \(Self.information)
      212 > \(Self.ask)
      260 < \(Self.oneTag) \(Self.end) \(Self.heard(1))
      260 = complete since 200: \(Self.tag)
      """)
  }

  @Test(arguments: LenAdrUHFTelling.allCases)
  func `is used with every way of giving it`(_ telling: LenAdrUHFTelling) {
    let antenna = AntennaField(seed: 4)
    antenna.place(epcTags(12))
    var settings = LenAdrUHFEmulatorSettings()
    settings.telling = telling
    var bench = EmulatedBench(
      LenAdrUHFDriver(), LenAdrUHFReaderEmulator(antenna: antenna, settings: settings))
    bench.perform([ReaderRequest](repeating: .inventory, count: 12))
    #expect(bench.faults.isEmpty)
    #expect(bench.rounds.count == 12)
    #expect(bench.rounds.allSatisfy { $0.tags == antenna.present })
    let partial = bench.rounds.prefix { $0.quality == .partial }.count
    #expect(bench.rounds.dropFirst(partial).allSatisfy { $0.quality == .complete })
    let expected: [LenAdrUHFTelling: Int] = [.afterLast: 0, .insteadOfLast: 3, .never: 1]
    #expect(partial == expected[telling, default: 0])
  }
}
