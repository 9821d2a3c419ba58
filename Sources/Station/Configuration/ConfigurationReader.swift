internal import Configuration
public import Foundation
internal import Menus
internal import Money
internal import Primitives
internal import USBHost

/// Makes a station's configuration from a file and the environment, or says everything wrong with
/// them at once.
public struct ConfigurationReader {
  private let text: ConfigurationText
  private let reader: ConfigReader
  private let environment: [String: String]
  private let fileName: String
  private var faults: [ConfigurationFault]

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
    configuration.lanes = lanes()
    checkEnvironment()
    return configuration
  }

  private mutating func readBooks(into configuration: inout StationConfiguration) {
    if let station = string("station") {
      let isName = (1...24).contains(station.count) && station.allSatisfy(\.isStationNameLetter)
      if !isName { complain("station", "use 1 to 24 letters, digits or dashes") }
      configuration.station = station
    }
    if let data = string("data") { configuration.dataDirectory = data }
    let order = word("spend_order", of: ["subsidy-first", "cash-first"])
    configuration.spendsCashFirst = order == "cash-first"
    let levels = ["trace", "debug", "info", "notice", "warning", "error"]
    if let level = word("log_level", of: levels) { configuration.logLevel = level }
  }

  private mutating func readTimes(into configuration: inout StationConfiguration) {
    if let zone = string("time_zone") {
      if TimeZone(identifier: zone) == nil {
        complain("time_zone", "'\(zone)' is not a time zone; write one such as Asia/Shanghai")
      }
      configuration.timeZone = zone
    }
    if let start = string("day_start") {
      let fields = start.split(separator: ":").compactMap { Int($0) }
      if fields.count == 2, (0...12).contains(fields[0]), (0...59).contains(fields[1]) {
        configuration.dayStartMinute = fields[0] * 60 + fields[1]
      } else {
        complain("day_start", "write a time from \"00:00\" to \"12:59\", in quotes")
      }
    }
    if let minutes = number("turnaround_minutes", in: 0...1440) {
      configuration.turnaround = .seconds(Int64(minutes) * 60)
    }
  }

  private mutating func readTray(into configuration: inout StationConfiguration) {
    if let risk = number("tray.bill_risk", in: 0.000001...0.05) { configuration.billRisk = risk }
    if let risk = number("tray.payment_risk", in: 0.000001...0.01) {
      configuration.paymentRisk = risk
    }
    if let seconds = number("tray.undecided_seconds", in: 2...60) {
      configuration.undecidedAfter = .milliseconds(Int64(seconds * 1000))
    }
  }

  private mutating func checkEnvironment() {
    let known = ConfigurationSchema.station.environmentNames(laneCount: text.count(of: "lanes"))
    for name in environment.keys.sorted() where name.hasPrefix("TRAYTALLY_") {
      guard !known.contains(name) else { continue }
      let hint = nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
      let message = "overrides no key of the configuration\(hint)"
      faults.append(ConfigurationFault(place: "environment variable \(name)", message: message))
    }
  }

  private mutating func lanes() -> [LaneConfiguration] {
    let count = text.count(of: "lanes")
    guard (1...16).contains(count) else {
      complain("lanes", "a station has 1 to 16 lanes, not \(count)")
      return []
    }
    let lanes = (1...count).compactMap { lane("lanes.\($0)") }
    var names: [Int: Int] = [:]
    for (index, lane) in lanes.enumerated() {
      if let first = names[lane.id] {
        complain("lanes.\(index + 1).id", "lane \(lane.id) is entry \(first) already")
      }
      names[lane.id] = names[lane.id] ?? index + 1
    }
    return lanes
  }

  private mutating func lane(_ key: String) -> LaneConfiguration? {
    guard let id = number("\(key).id", in: 1...99) else {
      if string("\(key).id") == nil { complain(key, "a lane needs an id, 1 to 99") }
      return nil
    }
    guard let tray = readerConfiguration("\(key).tray_reader") else {
      if text.places["\(key).tray_reader"] == nil { complain(key, "a lane needs a tray_reader") }
      return nil
    }
    let sharesAntenna = (string("\(key).card_reader") ?? "same-antenna") == "same-antenna"
    let hasCardReader = text.places["\(key).card_reader.family"] != nil || !sharesAntenna
    return LaneConfiguration(
      id: Int(id), name: string("\(key).name") ?? "Lane \(Int(id))", trayReader: tray,
      cardReader: hasCardReader ? readerConfiguration("\(key).card_reader") : nil,
      displayLanguages: languages("\(key).display_language"))
  }

  private mutating func languages(_ key: String) -> [String] {
    let languages = reader.stringArray(forKey: configKey(key)) ?? ["zh", "en"]
    for language in languages where !["zh", "en"].contains(language) {
      complain(key, "'\(language)' is not a display language; known: zh, en")
    }
    return languages
  }

  private mutating func readerConfiguration(_ key: String) -> ReaderConfiguration? {
    let families = ReaderConfiguration.Family.allCases.map(\.rawValue)
    guard let name = word("\(key).family", of: families),
      let family = ReaderConfiguration.Family(rawValue: name)
    else {
      if string("\(key).family") == nil {
        complain(key, "a reader needs a family: \(families.joined(separator: ", "))")
      }
      return nil
    }
    let reader = ReaderConfiguration(
      family: family, usb: string("\(key).usb"), serial: string("\(key).serial"),
      port: string("\(key).port"), file: string("\(key).file"))
    check(reader, at: key)
    return reader
  }

  private mutating func check(_ reader: ReaderConfiguration, at key: String) {
    if reader.family == .replay, reader.file == nil {
      complain(key, "family replay needs 'file': the capture to play")
    }
    if reader.family != .replay, reader.file != nil {
      complain("\(key).file", "'file' belongs to family replay only")
    }
    do throws(USBMatchFault) {
      _ = try reader.usbMatch
    } catch {
      switch error {
      case .malformedIDs: complain("\(key).usb", error.description)
      case .malformedPort: complain("\(key).port", error.description)
      case .emptySerial: complain("\(key).serial", error.description)
      case .tooWide: complain(key, error.description)
      }
    }
  }
}

extension ConfigurationReader {
  private func configKey(_ key: String) -> ConfigKey {
    ConfigKey(key.split(separator: ".").map(String.init))
  }

  private func string(_ key: String) -> String? {
    reader.string(forKey: configKey(key))
  }

  private mutating func word(_ key: String, of words: [String]) -> String? {
    guard let value = string(key) else { return nil }
    guard words.contains(value) else {
      let hint = nearest(to: value, among: words).map { "; did you mean '\($0)'?" } ?? ""
      complain(key, "'\(value)' is not one of \(words.joined(separator: ", "))\(hint)")
      return nil
    }
    return value
  }

  private mutating func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
    guard let value = string(key) else { return nil }
    guard let number = Double(value), range.contains(number) else {
      complain(key, "'\(value)' is not a number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  private mutating func complain(_ key: String, _ message: String) {
    let variable = "TRAYTALLY_" + key.uppercased().replacing(".", with: "_")
    let place =
      environment[variable] != nil ? "environment variable \(variable)" : text.places[key]
    faults.append(ConfigurationFault(place: place ?? fileName, message: message))
  }
}

extension Character {
  fileprivate var isStationNameLetter: Bool {
    isASCII && (isLetter || isNumber || self == "-")
  }
}
