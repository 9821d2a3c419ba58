import ArgumentParser
import Station

/// Which reader a command works with, where no lane names one.
struct ReaderPlace: ParsableArguments {
  @Option(
    name: .customLong("family"),
    help: ArgumentHelp(
      "The reader's family: feig, r321, len-adr-hf, len-adr-uhf or ccid (default: feig).",
      valueName: "family"))
  var namedFamily: String?

  @Option(help: "Vendor and product id (default: the family's own).")
  var usb: String?

  @Option(help: "Serial number.")
  var serial: String?

  @Option(help: "Port path, such as 1-1.2.")
  var port: String?

  @Option(help: "Speed of the line behind a serial bridge (default: the family's usual).")
  var baud: Int?

  private var family: String { namedFamily ?? "feig" }

  /// Whether something of the reader is named that does not tell which device it is.
  var namesFamily: Bool { namedFamily != nil || baud != nil }

  /// Whether a device is named, not only its family.
  var namesDevice: Bool { usb != nil || serial != nil || port != nil }

  /// The reader.
  ///
  /// - Throws: `ValidationError` if it cannot be told from other devices.
  var reader: ReaderConfiguration {
    get throws {
      guard let known = ReaderConfiguration.Family(rawValue: family), known.spoken != nil else {
        throw ValidationError("'\(family)' is not a family that can be opened")
      }
      let reader = ReaderConfiguration(
        family: known, usb: usb, serial: serial, port: port, baud: baud)
      guard !reader.isBridgeAlone else {
        throw ValidationError(
          "a reader behind a serial bridge needs --serial or --port; 'readers list' shows both")
      }
      return reader
    }
  }
}
