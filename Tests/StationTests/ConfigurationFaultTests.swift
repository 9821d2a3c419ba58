import Testing

@testable import Station

/// Whoever writes the configuration learns the place and the remedy of every mistake.
@Suite struct ConfigurationFaultTests {
  private static let lane = "lanes: [{ id: 1, tray_reader: { family: emulated } }]\n"
  private static let families = "feig, r321, len-adr-hf, len-adr-uhf, ccid, replay, emulated"

  @Test(arguments: [
    ("staton: East", "t.yaml:2:1: unknown key 'staton'; did you mean 'station'?"),
    ("turnaround_minutes: soon", "t.yaml:2:21: turnaround_minutes must be a whole number"),
    ("explain_days: 3651", "t.yaml:2:15: '3651' is not a whole number from 0 to 3650"),
    ("turnaround_minutes: 1441", "t.yaml:2:21: '1441' is not a whole number from 0 to 1440"),
    ("turnaround_minutes: -1", "t.yaml:2:21: '-1' is not a whole number from 0 to 1440"),
    ("tray: { bill_risk: 0.5 }", "t.yaml:2:20: '0.5' is not a number from 1e-06 to 0.05"),
    ("tray: { bill_rsk: 0.01 }", "t.yaml:2:9: unknown key 'bill_rsk'; did you mean 'bill_risk'?"),
    (
      "tray: 3",
      "t.yaml:2:7: expected keys: bill_risk, payment_doubt, payment_risk, undecided_seconds"
    ),
    ("currency: XXX", "t.yaml:2:11: 'XXX' is not a currency this program knows"),
    ("time_zone: Asia/Beijing-West", "t.yaml:2:12: 'Asia/Beijing-West' is not a time zone"),
    ("day_start: \"13:00\"", "t.yaml:2:12: '13:00' is not a time: write one from \"00:00\" to"),
    ("day_start: noon", "t.yaml:2:12: 'noon' is not a time: write one from \"00:00\" to \"12:59\""),
    ("station: East Wing", "t.yaml:2:10: use 1 to 24 letters, digits or dashes"),
    ("spend_order: cash", "t.yaml:2:14: 'cash' is not one of subsidy-first, cash-first"),
    ("log_level: inof", "t.yaml:2:12: 'inof' is not one of trace, debug, info"),
    ("settlement: { close_at: \"24:00\" }", "t.yaml:2:25: '24:00' is not a time: write one from"),
    (
      "settlement: { export_formats: [csv, pdf] }",
      "t.yaml:2:31: name some of these, each once: csv, xlsx, hledger, json, html, payroll"
    ),
    ("http: { port: 0 }", "t.yaml:2:15: '0' is not a whole number from 1 to 65535"),
    ("data: [a, b]", "t.yaml:2:7: data must be one word or text, not 'a list'"),
  ])
  func `a wrong key of the station has its place`(line: String, fault: String) {
    let found = faults(Self.lane + line)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(fault) == true, "\(found)")
  }

  @Test(arguments: [
    ("{ id: 1 }", "t.yaml:1:9: a lane needs a tray_reader"),
    ("{ tray_reader: { family: emulated } }", "t.yaml:1:9: a lane needs an id, 1 to 99"),
    (
      "{ id: 0, tray_reader: { family: emulated } }",
      "t.yaml:1:15: '0' is not a whole number from 1 to 99"
    ),
    ("{ id: one, tray_reader: { family: emulated } }", "t.yaml:1:15: id must be a whole number"),
    ("{ id: 1, tray_reader: {} }", "t.yaml:1:31: a reader needs a family: \(families)"),
    (
      "{ id: 1, tray_reader: { family: fieg } }",
      "t.yaml:1:41: 'fieg' is not one of \(families); did you mean 'feig'?"
    ),
    (
      "{ id: 1, tray_reader: { family: replay } }",
      "t.yaml:1:31: family replay needs 'file': the capture to play"
    ),
    (
      "{ id: 1, tray_reader: { family: feig, file: a.txt } }",
      "t.yaml:1:53: 'file' belongs to family replay only"
    ),
    (
      "{ id: 1, tray_reader: { family: feig, usb: 12345 } }",
      "t.yaml:1:52: usb '12345': write vendor and product id as four hexadecimal digits each"
    ),
    (
      "{ id: 1, tray_reader: { family: feig, port: banana } }",
      "t.yaml:1:53: port 'banana': write the bus and the ports from the root, like 1-1.2"
    ),
    (
      "{ id: 1, tray_reader: { family: feig, serial: '' } }",
      "t.yaml:1:55: serial '': leave the key out to take any serial number"
    ),
    (
      "{ id: 1, tray_reader: { family: emulated }, display_language: [de] }",
      "t.yaml:1:71: 'de' is not a display language; known: zh, en"
    ),
    (
      "{ id: 1, tray_reader: { family: emulated }, card_reader: { serial: A } }",
      "t.yaml:1:66: a reader needs a family: \(families)"
    ),
    (
      "{ id: 1, tray_reader: { family: emulated }, card_reader: {} }",
      "t.yaml:1:66: a reader needs a family: \(families)"
    ),
    (
      "{ id: 1, tray_reader: { family: emulated }, display_mode: [loud] }",
      "t.yaml:1:67: 'loud' is not a display mode; known: large-text, high-contrast, speech"
    ),
    (
      "{ id: 1, tray_reader: { family: emulated }, display_language: [] }",
      "t.yaml:1:71: name at least one language: zh, en"
    ),
    (
      "{ id: 1, tray_reader: { family: emulated }, card_reader: other }",
      "t.yaml:1:66: expected keys: baud, emulates, family, file, port, serial, usb"
    ),
  ])
  func `a wrong lane has its place`(lane: String, fault: String) {
    let found = faults("lanes: [\(lane)]")
    #expect(found.contains { $0.hasPrefix(fault) }, "\(found)")
  }

  @Test func `two lanes of one number are refused at the second one`() {
    let text = """
      lanes:
        - { id: 7, tray_reader: { family: emulated } }
        - { id: 7, tray_reader: { family: emulated } }
      """
    #expect(faults(text) == ["t.yaml:3:11: lane 7 is entry 1 already"])
  }

  @Test func `all faults are told at once`() {
    #expect(faults(Self.lane + "staton: East\ncurrency: CNY\nlog_level: loud").count == 2)
  }

  @Test(arguments: ["lanes: [", "a: b: c", "\t- x"])
  func `what is not YAML is said to be so`(text: String) {
    let found = faults(text)
    #expect(found.first?.contains("not YAML") == true, "\(found)")
  }

  @Test func `lanes must be a list`() {
    #expect(
      faults("lanes: 3").first?.hasPrefix("t.yaml:1:8: lanes must be a list") == true)
  }
}
