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

  @Option(
    name: .customLong("operator"),
    help: """
      Name you work under. The PIN or password is asked for, or read from TRAYTALLY_SECRET or, \
      without a terminal, from the first line of standard input.
      """)
  var operatorName: String?

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

extension StationOptions {
  /// Who gives the command: the user of this shell, and the operator if one is named.
  ///
  /// - Throws: `Failure` if there is no secret to be had.
  func operatorClaim() throws -> DeskClaim {
    var claim = DeskClaim(user: NSUserName())
    guard let operatorName else { return claim }
    claim.name = operatorName
    claim.secret = try Terminal.secret("PIN or password of \(operatorName)", "TRAYTALLY_SECRET")
    return claim
  }
}
