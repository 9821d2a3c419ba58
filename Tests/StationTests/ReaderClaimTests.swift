import Testing

@testable import Station

/// No two lanes, and no tray and card, wait for the same reader.
@Suite struct ReaderClaimTests {
  private static let remedy = "give each reader its own serial or port"

  /// Two lanes with these tray readers.
  private func lanes(_ first: String, _ second: String) -> [String] {
    faults(
      """
      lanes:
        - { id: 1, tray_reader: { family: feig, \(first) } }
        - { id: 2, tray_reader: { family: feig, \(second) } }
      """)
  }

  @Test(arguments: [
    ("serial: A", "serial: A", "t.yaml:3:51: lane 1 tray reader has this serial already: "),
    (
      "serial: A", "usb: '0AB1:0002', serial: A",
      "t.yaml:3:69: lane 1 tray reader has this serial already: "
    ),
    ("port: 1-1.2", "port: 1-1.2", "t.yaml:3:49: lane 1 tray reader has this port already: "),
    (
      "port: 1-1.2, serial: A", "serial: B, port: 1-1.2",
      "t.yaml:3:60: lane 1 tray reader has this port already: "
    ),
    (
      "port: 1-1.2, usb: '0ab1:0004'", "port: 1-1.2",
      "t.yaml:3:49: lane 1 tray reader has this port already: "
    ),
    (
      "usb: '0ab1:0002'", "usb: '0ab1:0002'",
      "t.yaml:3:27: nothing tells this reader from the lane 1 tray reader: "
    ),
    (
      "usb: '0ab1:0002'", "serial: B",
      "t.yaml:3:27: nothing tells this reader from the lane 1 tray reader: "
    ),
    (
      "port: 1-1.2", "usb: '0ab1:0002'",
      "t.yaml:3:27: nothing tells this reader from the lane 1 tray reader: "
    ),
  ])
  func `two lanes that name one reader are refused`(first: String, second: String, fault: String) {
    #expect(lanes(first, second) == [fault + Self.remedy])
  }

  @Test(arguments: [
    ("serial: A", "serial: B"), ("port: 1-1.2", "port: 1-1.3"), ("serial: A", "port: 1-1.2"),
    ("usb: '0ab1:0002'", "usb: '0ab1:0004'"),
    ("usb: '0ab1:0002', serial: A", "usb: '0ab1:0004', serial: A"),
    ("serial: A, port: 1-1.2", "serial: A, port: 1-1.3"),
  ])
  func `two lanes that name different readers are accepted`(first: String, second: String) {
    #expect(lanes(first, second) == [])
  }

  @Test func `a lane whose card reader is its tray reader learns how to share it`() {
    let reader = "{ family: feig, serial: A }"
    #expect(
      faults("lanes: [{ id: 3, tray_reader: \(reader), card_reader: \(reader) }]") == [
        "t.yaml:1:97: lane 3 tray reader has this serial already: \(Self.remedy), or write "
          + "card_reader: same-antenna if there is only one"
      ])
  }

  @Test(arguments: [
    ("{ family: len-adr-hf, serial: A }", "{ family: feig, serial: A }"),
    ("{ family: len-adr-hf, serial: A }", "{ family: feig }"),
    ("{ family: feig, serial: A }", "{ family: ccid }"),
    ("{ family: feig }", "{ family: ccid, serial: A }"),
    ("{ family: len-adr-uhf, serial: A }", "{ family: ccid }"),
  ])
  func `readers that cannot be one device are accepted side by side`(tray: String, card: String) {
    #expect(faults("lanes: [{ id: 1, tray_reader: \(tray), card_reader: \(card) }]") == [])
  }

  @Test(arguments: [
    ("{ family: len-adr-hf, serial: A }", "{ family: len-adr-uhf, serial: A }", "this serial"),
    (
      "{ family: len-adr-hf, serial: A }", "{ family: feig, usb: '0403:6001', serial: A }",
      "this serial"
    ),
    ("{ family: ccid }", "{ family: ccid, usb: '072f:2200' }", "nothing tells this reader"),
  ])
  func `one serial number on two bridges of any kind is one reader`(
    first: String, second: String, words: String
  ) {
    let text = "lanes: [{ id: 1, tray_reader: \(first), card_reader: \(second) }]"
    #expect(faults(text).count == 1)
    #expect(faults(text).first?.contains(words) == true)
  }

  @Test func `an override that makes two lanes name one reader is the place of the fault`() {
    let text = """
      lanes:
        - { id: 1, tray_reader: { family: feig, serial: A } }
        - { id: 2, tray_reader: { family: feig, serial: B } }
      """
    let variable = "TRAYTALLY_LANES_2_TRAY_READER_SERIAL"
    #expect(
      faults(text, environment: [variable: "A"]).first?
        .hasPrefix("environment variable \(variable): lane 1 tray reader has this serial") == true)
  }

  @Test func `emulated and replayed readers are as many as lanes ask for`() {
    for reader in ["{ family: emulated }", "{ family: replay, file: a.capture }"] {
      #expect(
        faults(
          "lanes: [{ id: 1, tray_reader: \(reader), card_reader: \(reader) }, "
            + "{ id: 2, tray_reader: \(reader) }]") == [])
    }
  }
}
