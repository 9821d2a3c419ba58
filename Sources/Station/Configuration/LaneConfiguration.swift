public import Kiosk
public import Readers

/// One checkout position in the configuration.
///
/// - `lanes[].id` (int, required, 1 to 99): the lane's number, used in `/lanes/{id}`.
/// - `lanes[].name` (string, `Lane <id>`): the name staff know it by.
/// - `lanes[].tray_reader` (map, required): see `ReaderConfiguration`.
/// - `lanes[].card_reader` (map, or `same-antenna`; default `same-antenna`): where cards are read.
/// - `lanes[].display_language` (list, `[zh, en]`): languages of the diner's sentences, in order.
/// - `lanes[].display_mode` (list, none): `large-text`, `high-contrast`, `speech`.
public struct LaneConfiguration: Sendable, Equatable {
  /// The lane's number.
  public var id: Int
  /// The name staff know it by.
  public var name: String
  /// The reader under the tray.
  public var trayReader: ReaderConfiguration
  /// The reader for cards; nothing if cards are read on the tray's antenna.
  public var cardReader: ReaderConfiguration?
  /// Languages of the diner's sentences, in order.
  public var displayLanguages: [String]
  /// How the display serves people who see or hear otherwise.
  public var displayModes: [DisplayMode]

  /// Makes a lane.
  public init(
    id: Int, name: String, trayReader: ReaderConfiguration,
    cardReader: ReaderConfiguration? = nil, displayLanguages: [String] = ["zh", "en"],
    displayModes: [DisplayMode] = []
  ) {
    self.id = id
    self.name = name
    self.trayReader = trayReader
    self.cardReader = cardReader
    self.displayLanguages = displayLanguages
    self.displayModes = displayModes
  }
}

/// Which reader a lane uses and where to find it.
///
/// - `family` (string, required): `feig`, `r321`, `len-adr-hf`, `len-adr-uhf`, `ccid`, `replay` or
///   `emulated`.
/// - `usb` (string, by family): vendor and product id.
/// - `serial` (string, any): only the device with this serial number is opened.
/// - `port` (string, any): only the device at this USB port path (`1-1.2`) is opened.
/// - `baud` (int, by family, 1200 to 921600): speed of the line behind a serial bridge.
/// - `file` (string): the capture to play; required by and only for `family: replay`.
/// - `emulates` (string, `feig`): the family of the emulated reader; only for `family: emulated`.
public struct ReaderConfiguration: Sendable, Equatable {
  /// The families a lane can name.
  public enum Family: String, Sendable, CaseIterable {
    case feig, r321
    case lenAdrHF = "len-adr-hf"
    case lenAdrUHF = "len-adr-uhf"
    case ccid, replay, emulated

    /// The protocol that such a reader speaks; nothing for what stands in for a reader.
    public var spoken: ReaderFamily? { ReaderFamily(rawValue: rawValue) }
  }

  /// What protocol the reader speaks, or what stands in for it.
  public var family: Family
  /// Vendor and product id as `vvvv:pppp`.
  public var usb: String?
  /// Serial number of the one device to open.
  public var serial: String?
  /// Port path of the one device to open.
  public var port: String?
  /// Bits per second of the line behind a serial bridge.
  public var baud: Int?
  /// Capture to play.
  public var file: String?
  /// The family of what stands in for a reader.
  public var emulates: ReaderFamily?

  /// Makes a reader's configuration.
  public init(
    family: Family, usb: String? = nil, serial: String? = nil, port: String? = nil,
    baud: Int? = nil, file: String? = nil, emulates: ReaderFamily? = nil
  ) {
    self.family = family
    self.usb = usb
    self.serial = serial
    self.port = port
    self.baud = baud
    self.file = file
    self.emulates = emulates
  }

  /// The protocol that is spoken with it.
  public var spoken: ReaderFamily { family.spoken ?? emulates ?? .feig }

  /// What the configuration names it by, in few words.
  public var place: String {
    let standIn = family.spoken == nil ? file ?? family.rawValue : nil
    let words = [usb, serial.map { "serial \($0)" }, port.map { "port \($0)" }, standIn]
      .compactMap(\.self)
    return words.isEmpty ? "the only one" : words.joined(separator: ", ")
  }

  /// True if it is a device on the USB.
  public var isOnUSB: Bool { family.spoken != nil }
}
