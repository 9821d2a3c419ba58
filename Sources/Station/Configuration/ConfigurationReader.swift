internal import Configuration
public import Foundation
internal import Kiosk
internal import Menus
internal import Money
internal import Primitives

/// Makes a station's configuration from a file and the environment, or says everything wrong with
/// them at once.
public struct ConfigurationReader {
  let text: ConfigurationText
  let reader: ConfigReader
  let environment: [String: String]
  let fileName: String
  var faults: [ConfigurationFault]

  /// Every fault found in a configuration.
  public struct Faults: Error, Equatable, CustomStringConvertible {
    /// The faults, in the order of the file.
    public let faults: [ConfigurationFault]

    public var description: String { faults.map(\.description).joined(separator: "\n") }
  }

  /// Reads a configuration file; an override `TRAYTALLY_DATA` in the environment wins over `data`.
  ///
  /// - Throws: `Faults` with every complaint, each with file, line and column.
  public static func load(
    path: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(Faults) -> StationConfiguration {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      let message = "no such file, or it may not be read; see Config/traytally.yaml for a sample"
      throw Faults(faults: [ConfigurationFault(place: path, message: message)])
    }
    return try parse(
      String(decoding: bytes, as: UTF8.self), fileName: path, environment: environment)
  }

  /// Reads a configuration from its text; the file name is for complaints only.
  ///
  /// - Throws: `Faults` with every complaint, each with file, line and column.
  public static func parse(
    _ text: String, fileName: String, environment: [String: String] = [:]
  ) throws(Faults) -> StationConfiguration {
    var reader = ConfigurationReader(text, fileName: fileName, environment: environment)
    let configuration = reader.configuration()
    guard reader.faults.isEmpty, let configuration else { throw Faults(faults: reader.faults) }
    return configuration
  }

  private init(_ text: String, fileName: String, environment: [String: String]) {
    self.text = ConfigurationText(text, fileName: fileName)
    self.fileName = fileName
    self.environment = environment
    reader = ConfigReader(providers: [
      EnvironmentVariablesProvider(environmentVariables: environment)
        .prefixKeys(with: "traytally"),
      InMemoryProvider(values: self.text.values),
    ])
    faults = self.text.faults
  }

  private mutating func configuration() -> StationConfiguration? {
    let code = string("currency") ?? "CNY"
    guard let currency = Currency.named(code) else {
      complain("currency", "'\(code)' is not a currency this program knows; write CNY or EUR")
      return nil
    }
    var configuration = StationConfiguration(currency: currency)
    readBooks(into: &configuration)
    readTimes(into: &configuration)
    readTray(into: &configuration)
    readMoney(into: &configuration)
    readSettlement(into: &configuration)
    readPages(into: &configuration)
    let authority = word("plates.authority", of: ["database", "chip-first"])
    configuration.believesChips = authority == "chip-first"
    configuration.marksPaidChips = word("plates.paid_mark", of: ["yes", "no"]) == "yes"
    configuration.lanes = lanes()
    checkEnvironment()
    return configuration
  }

  private mutating func readPages(into configuration: inout StationConfiguration) {
    configuration.httpPort = integer("http.port", in: 1...65_535)
    if let address = line("http.address") { configuration.httpAddress = address }
    switch (line("http.certificate"), line("http.key")) {
    case (let certificate?, let key?):
      configuration.httpIdentity = ServerIdentity(certificatePath: certificate, keyPath: key)
    case (nil, nil): break
    case (.some, nil): complain("http.certificate", "name its private key in http.key as well")
    case (nil, .some): complain("http.key", "name its certificate in http.certificate as well")
    }
  }

  private mutating func readBooks(into configuration: inout StationConfiguration) {
    if let station = string("station") {
      let isName = (1...24).contains(station.count) && station.allSatisfy(\.isStationNameLetter)
      if !isName { complain("station", "use 1 to 24 letters, digits or dashes") }
      configuration.station = station
    }
    if let data = line("data") { configuration.dataDirectory = data }
    let order = word("spend_order", of: ["subsidy-first", "cash-first"])
    configuration.spendsCashFirst = order == "cash-first"
    let levels = ["trace", "debug", "info", "notice", "warning", "error"]
    if let level = word("log_level", of: levels) { configuration.logLevel = level }
  }

  private mutating func readTimes(into configuration: inout StationConfiguration) {
    if let zone = string("time_zone") {
      // Abbreviations mean different zones to different people: CST is Chicago's, not China's.
      let isUnambiguous = zone.contains("/") || ["UTC", "GMT"].contains(zone)
      if !isUnambiguous || TimeZone(identifier: zone) == nil {
        complain("time_zone", "'\(zone)' is not a time zone; write one such as Asia/Shanghai")
      }
      configuration.timeZone = zone
    }
    if let minute = timeOfDay("day_start", hours: 0...12) { configuration.dayStartMinute = minute }
    if let minutes = integer("turnaround_minutes", in: 0...1440) {
      configuration.turnaround = .seconds(minutes * 60)
    }
    if let days = integer("explain_days", in: 0...3650) { configuration.explainDays = days }
  }

  private mutating func readTray(into configuration: inout StationConfiguration) {
    if let risk = number("tray.bill_risk", in: 0.000001...0.05) { configuration.billRisk = risk }
    if let risk = number("tray.payment_risk", in: 0.000001...0.01) {
      configuration.paymentRisk = risk
    }
    if let doubt = number("tray.payment_doubt", in: 0.000001...0.01) {
      configuration.paymentDoubt = doubt
    }
    if let seconds = number("tray.undecided_seconds", in: 2...60) {
      configuration.undecidedAfter = .milliseconds(Int64(seconds * 1000))
    }
  }

  /// The variables that hold an operator's secret for a command; no keys of the configuration.
  private static let secretVariables = ["TRAYTALLY_SECRET", "TRAYTALLY_NEW_SECRET"]

  private mutating func checkEnvironment() {
    let keys = ConfigurationSchema.station.environmentNames { text.count(of: $0) }
    let known = keys + Self.secretVariables
    for name in environment.keys.sorted() where name.hasPrefix("TRAYTALLY_") {
      guard !known.contains(name) else { continue }
      let hint = nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
      let message = "overrides no key of the configuration\(hint)"
      faults.append(ConfigurationFault(place: "environment variable \(name)", message: message))
    }
  }
}

extension Character {
  fileprivate var isStationNameLetter: Bool {
    isASCII && (isLetter || isNumber || self == "-")
  }
}
