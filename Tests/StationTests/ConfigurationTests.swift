import Foundation
import Money
import Testing

@testable import Station

@Suite struct ConfigurationTests {
  @Test func `the configuration that is shipped loads`() throws {
    let path = Repository.root.appending(path: "Config/traytally.yaml").path
    let configuration = try ConfigurationReader.load(path: path, environment: [:])
    #expect(configuration.station == "East")
    #expect(configuration.dataDirectory == "/var/lib/traytally")
    let reader = ReaderConfiguration(family: .feig, usb: "0ab1:0002", serial: "12345678")
    #expect(configuration.lanes == [LaneConfiguration(id: 1, name: "East 1", trayReader: reader)])
  }

  @Test func `what is left out has the default that the documentation gives`() throws {
    let found = try parse("lanes: [{ id: 3, tray_reader: { family: emulated } }]")
    var expected = StationConfiguration(currency: .cny)
    expected.lanes = [
      LaneConfiguration(
        id: 3, name: "Lane 3", trayReader: ReaderConfiguration(family: .emulated),
        cardReader: nil, displayLanguages: ["zh", "en"])
    ]
    #expect(found == expected)
    #expect(found.dayStartMinute == 4 * 60)
    #expect(found.turnaround == .seconds(20 * 60) && found.explainDays == 30)
  }

  @Test func `the variables that hold secrets are no mistaken overrides`() throws {
    for name in ["TRAYTALLY_SECRET", "TRAYTALLY_NEW_SECRET"] {
      _ = try ConfigurationReader.parse(
        "lanes: [{ id: 3, tray_reader: { family: emulated } }]", fileName: "t.yaml",
        environment: [name: "secret-1"])
    }
  }

  @Test func `every key is taken over`() throws {
    let found = try parse(
      """
      station: West-2
      data: /srv/books
      currency: EUR
      time_zone: Europe/Berlin
      day_start: "05:30"
      spend_order: cash-first
      turnaround_minutes: 7
      explain_days: 90
      log_level: debug
      tray: { bill_risk: 0.02, payment_risk: 0.001, undecided_seconds: 4.5 }
      settlement: { close_at: "23:30", export_folder: /srv/finance, export_formats: [xlsx, json] }
      http: { address: 0.0.0.0, port: 8081 }
      lanes:
        - id: 2
          name: Window
          tray_reader: { family: feig, port: "1-1.2" }
          card_reader: { family: replay, file: cards.txt }
          display_language: [en]
      """)
    #expect(found.station == "West-2" && found.dataDirectory == "/srv/books")
    #expect(found.currency.code == "EUR" && found.timeZone == "Europe/Berlin")
    #expect(found.dayStartMinute == 330 && found.spendsCashFirst)
    #expect(found.turnaround == .seconds(420) && found.logLevel == "debug")
    #expect(found.explainDays == 90)
    #expect(found.billRisk == 0.02 && found.paymentRisk == 0.001)
    #expect(found.undecidedAfter == .milliseconds(4500))
    #expect(found.closeAtMinute == 23 * 60 + 30 && found.exportFolder == "/srv/finance")
    #expect(found.exportFormats == [.xlsx, .json])
    #expect(found.httpAddress == "0.0.0.0" && found.httpPort == 8081)
    let lane = try #require(found.lanes.first)
    #expect(lane.trayReader == ReaderConfiguration(family: .feig, port: "1-1.2"))
    #expect(lane.cardReader == ReaderConfiguration(family: .replay, file: "cards.txt"))
    #expect(lane.displayLanguages == ["en"])
  }

  @Test func `the environment wins over the file`() throws {
    let found = try parse(
      "data: /srv/books\nlanes: [{ id: 1, tray_reader: { family: feig, serial: A } }]",
      environment: ["TRAYTALLY_DATA": "/mnt/books", "TRAYTALLY_LANES_1_TRAY_READER_SERIAL": "B"])
    #expect(found.dataDirectory == "/mnt/books")
    #expect(found.lanes.first?.trayReader.serial == "B")
  }

  @Test func `an environment variable that overrides nothing is refused with the right name`() {
    #expect(
      faults(
        "lanes: [{ id: 1, tray_reader: { family: emulated } }]",
        environment: ["TRAYTALLY_DATTA": "/mnt/books", "PATH": "/bin"]) == [
          "environment variable TRAYTALLY_DATTA: overrides no key of the configuration; "
            + "did you mean TRAYTALLY_DATA?"
        ])
  }

  @Test func `a fault in an override names the variable, not the file`() {
    #expect(
      faults(
        "lanes: [{ id: 1, tray_reader: { family: emulated } }]",
        environment: ["TRAYTALLY_TURNAROUND_MINUTES": "soon"]) == [
          "environment variable TRAYTALLY_TURNAROUND_MINUTES: 'soon' is not a whole number from "
            + "0 to 1440"
        ])
  }

  @Test func `a file that is not there is said to be so`() {
    #expect(throws: ConfigurationReader.Faults.self) {
      try ConfigurationReader.load(path: "/nowhere/t.yaml", environment: [:])
    }
  }

  @Test(arguments: [1, 16]) func `one to sixteen lanes are accepted`(count: Int) throws {
    #expect(try parse(lanes(count)).lanes.count == count)
  }

  @Test func `no lane and seventeen lanes are refused`() {
    #expect(faults("station: East") == ["t.yaml: a station has 1 to 16 lanes, not 0"])
    #expect(faults(lanes(17)) == ["t.yaml:2:3: a station has 1 to 16 lanes, not 17"])
  }

  private func lanes(_ count: Int) -> String {
    (1...count).reduce("lanes:\n") {
      $0 + "  - { id: \($1), tray_reader: { family: emulated } }\n"
    }
  }
}

func parse(
  _ text: String, environment: [String: String] = [:]
) throws -> StationConfiguration {
  try ConfigurationReader.parse(text, fileName: "t.yaml", environment: environment)
}

/// Everything a configuration is refused for.
func faults(_ text: String, environment: [String: String] = [:]) -> [String] {
  do throws(ConfigurationReader.Faults) {
    _ = try ConfigurationReader.parse(text, fileName: "t.yaml", environment: environment)
    return []
  } catch {
    return error.faults.map(\.description)
  }
}
