import Testing

@testable import Station

/// A value that is nearly right is refused, wherever it comes from.
@Suite struct LooseValueTests {
  private static let lane = "lanes: [{ id: 1, tray_reader: { family: emulated } }]\n"

  @Test(arguments: [
    ("ID", ["1.9", "1.0", "+1", " 1", "1 ", "0x1", "1e0", "", "0", "100", "one", "1;2"]),
    ("NAME", ["", " ", " East", "East ", "East\nWest", "East\u{7}"]),
    ("TRAY_READER_FAMILY", ["", "Emulated", "emulated ", "emulated;"]),
    ("TRAY_READER_FILE", ["", "a.capture"]),
    ("TRAY_READER_PORT", ["", "1", "1-1.2 ", "01-1.2", "1-1.02", "+1-1", "1-1.", "1-0", "1-256"]),
    ("TRAY_READER_USB", ["", "0ab1", "0ab1:0002 ", "0ab1:00020", "0ab1-0002", "xab1:0002"]),
    ("TRAY_READER_SERIAL", ["", " 1", "1 ", "1\t"]),
    ("CARD_READER", ["", "same", "Same-Antenna", "same-antenna ", "emulated"]),
    ("DISPLAY_LANGUAGE", ["", "de", "zh,de", "zh,", "zh,zh", "zh;en", "ZH"]),
  ])
  func `a lane's value is refused`(key: String, values: [String]) {
    expectRefused("TRAYTALLY_LANES_1_\(key)", values)
  }

  @Test(arguments: [
    ("STATION", ["", "East Wing", "East_1", "East\n", String(repeating: "E", count: 25)]),
    ("DATA", ["", " ", "/srv/books ", "/srv/\nbooks"]),
    ("CURRENCY", ["", "cny", "CNY ", "RMB"]),
    (
      "TIME_ZONE", ["", "CST", "EST", "UTC+8", "Asia/Shanghai ", "asia/shanghai", "+08:00", "Asia"]
    ),
    (
      "DAY_START",
      [
        "04:00:zz", "04:00:00", "04:00 ", "04:0", "0400", "4", "004:00", "+4:00", "-4:00", "13:00",
        "12:60", ":", "04:", ":00", "", "4.5",
      ]
    ),
    ("SPEND_ORDER", ["", "cash", "cash-first ", "Cash-first"]),
    ("TURNAROUND_MINUTES", ["20m", "20 ", "20.5", "20.0", "1e2", "0x14", "+20", "-1", "1441", ""]),
    ("LOG_LEVEL", ["", "INFO", "info ", "loud"]),
    ("TRAY_BILL_RISK", ["0x1p-7", "1%", "0.01 ", "nan", "inf", "0", "0.051", "", "-0.01", "0,01"]),
    ("TRAY_PAYMENT_RISK", ["0x1p-14", "nan", "0.011", "0.0000001", "0.001x", ""]),
    ("TRAY_UNDECIDED_SECONDS", ["3s", "1.99", "60.1", "nan", "3 s", "PT3S", ""]),
  ])
  func `a station's value is refused`(key: String, values: [String]) {
    expectRefused("TRAYTALLY_\(key)", values)
  }

  @Test(arguments: [
    "TRAYTALLY_LANES_0_ID", "TRAYTALLY_LANES_2_ID", "TRAYTALLY_LANES_01_ID", "TRAYTALLY_LANES",
    "TRAYTALLY_LANES_1_TRAY_READER", "TRAYTALLY_TRAY", "TRAYTALLY_",
  ])
  func `a variable that is no key is refused`(variable: String) {
    expectRefused(variable, ["1"])
  }

  @Test func `a card reader without a family is refused where its lane is`() {
    #expect(
      faults(Self.lane, environment: ["TRAYTALLY_LANES_1_CARD_READER_SERIAL": "1"]) == [
        "t.yaml:1:9: a reader needs a family: "
          + "feig, r321, len-adr-hf, len-adr-uhf, ccid, replay, emulated"
      ])
  }

  @Test func `what is right is taken from the environment`() throws {
    let found = try parse(
      Self.lane,
      environment: [
        "TRAYTALLY_LANES_1_ID": "9", "TRAYTALLY_LANES_1_NAME": "East 9",
        "TRAYTALLY_LANES_1_CARD_READER_FAMILY": "feig",
        "TRAYTALLY_LANES_1_DISPLAY_LANGUAGE": "en, zh", "TRAYTALLY_DAY_START": "5:30",
        "TRAYTALLY_TURNAROUND_MINUTES": "7", "TRAYTALLY_TRAY_BILL_RISK": "1e-2",
        "TRAYTALLY_TRAY_UNDECIDED_SECONDS": "2.5", "TRAYTALLY_TIME_ZONE": "UTC",
      ])
    let lane = try #require(found.lanes.first)
    #expect(lane.id == 9 && lane.name == "East 9" && lane.displayLanguages == ["en", "zh"])
    #expect(lane.cardReader == ReaderConfiguration(family: .feig))
    #expect(found.dayStartMinute == 330 && found.turnaround == .seconds(420))
    #expect(found.billRisk == 0.01 && found.undecidedAfter == .milliseconds(2500))
    #expect(found.timeZone == "UTC")
  }

  @Test func `the card reader's word in the environment wins over the file's reader, and back`()
    throws
  {
    let separate = "lanes: [{ id: 1, tray_reader: { family: emulated }, "
    let file = separate + "card_reader: { family: emulated } }]"
    let one = try parse(file, environment: ["TRAYTALLY_LANES_1_CARD_READER": "same-antenna"])
    #expect(one.lanes.first?.cardReader == nil)
    let two = try parse(
      separate + "card_reader: same-antenna }]",
      environment: ["TRAYTALLY_LANES_1_CARD_READER_FAMILY": "emulated"])
    #expect(two.lanes.first?.cardReader?.family == .emulated)
  }

  /// Each value is refused, and the variable named as the place.
  private func expectRefused(_ variable: String, _ values: [String]) {
    for value in values {
      let found = faults(Self.lane, environment: [variable: value])
      #expect(
        found.contains { $0.hasPrefix("environment variable \(variable): ") },
        "\(variable)=\(value.debugDescription): \(found)")
    }
  }
}
