internal import USBHost

/// The udev rule for the one serial bridge that a lane names; the rules that come with the program
/// let no bridge in, since its ids are shared by other devices.
struct BridgeRule: Equatable {
  /// The rule's line.
  let line: String
  /// What in a rule names this bridge and nothing else.
  private let place: String
  private let ids: [String]

  /// The rule for a reader behind a bridge; nothing for other readers.
  init?(for reader: ReaderConfiguration, on device: USBDeviceSummary) {
    guard SerialBridge.isSharedID(vendor: device.vendorID, product: device.productID) else {
      return nil
    }
    let words = device.usb.split(separator: ":")
    ids = ["ATTR{idVendor}==\"\(words[0])\"", "ATTR{idProduct}==\"\(words[1])\""]
    place = reader.serial.map { "ATTR{serial}==\"\($0)\"" } ?? "KERNEL==\"\(device.port)\""
    line =
      "SUBSYSTEM==\"usb\", ENV{DEVTYPE}==\"usb_device\", \(ids[0]), "
      + "\(ids[1]), \(place), \(Self.group), MODE=\"0660\", "
      + "ATTR{power/control}=\"on\", ENV{ID_MM_DEVICE_IGNORE}=\"1\""
  }

  private static let group = "GROUP=\"\(USBError.udevGroup)\""

  /// Whether one of the rules lets the bridge in: by its serial number or port, or, as somebody may
  /// have chosen to, all bridges with its ids.
  func isInstalled(among rules: [String]) -> Bool {
    rules.contains { rule in
      let text = rule.replacing(" ", with: "")
      guard text.contains(Self.group) || text.contains("GROUP:=\"\(USBError.udevGroup)\"") else {
        return false
      }
      return text.contains(place.replacing(" ", with: "")) || namesKind(text)
    }
  }

  private func namesKind(_ rule: String) -> Bool {
    let namesOne = rule.contains("ATTR{serial}==") || rule.contains("KERNEL==")
    return !namesOne && ids.allSatisfy { rule.contains($0) }
  }

  /// What to do with it.
  var advice: String {
    "It is a serial bridge: put this line into /etc/udev/rules.d/71-traytally-bridges.rules, run "
      + "'udevadm control --reload' and plug the reader in again: \(line)"
  }
}
