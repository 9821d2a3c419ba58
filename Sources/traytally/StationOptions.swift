import ArgumentParser
import Foundation
import Station

/// Which station a command is for, and how it is to answer.
struct StationOptions: ParsableArguments {
  @Option(
    help: """
      Configuration file (default: Config/traytally.yaml here, or else /etc/traytally.yaml).
      """)
  var config: String?

  @Option(help: "Data directory with the books (default: 'data' of the configuration).")
  var data: String?

  @Flag(help: "Print data as JSON.")
  var json = false

  /// Where the configuration is looked for when it is not named.
  private static let usualPlaces = ["Config/traytally.yaml", "/etc/traytally.yaml"]

  /// The configuration, with `--data` in place of its directory.
  ///
  /// - Throws: `Failure` with every complaint about the file.
  func configuration() throws -> StationConfiguration {
    guard let configuration = try configurationIfAny() else {
      throw Failure(
        "there is no configuration: name one with --config FILE; Config/traytally.yaml in the "
          + "sources is a sample")
    }
    return configuration
  }

  /// The configuration, or nothing if none is named and none lies in the usual places.
  ///
  /// - Throws: `Failure` with every complaint about the file.
  func configurationIfAny() throws -> StationConfiguration? {
    let found = Self.usualPlaces.first { FileManager.default.fileExists(atPath: $0) }
    guard let path = config ?? found else { return nil }
    do {
      var configuration = try ConfigurationReader.load(path: path)
      if let data { configuration.dataDirectory = data }
      return configuration
    } catch {
      throw Failure(error.faults.map(\.description))
    }
  }
}
