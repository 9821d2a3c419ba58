internal import USBHost

/// The udev rule for the one serial bridge that a lane names; the rules that come with the program
/// let no bridge in, since its ids are shared by other devices.
struct BridgeRule: Equatable {
  /// The rule's line.
  let line: String

  /// The rule for a reader behind a bridge; nothing for other readers.
  init?(for reader: ReaderConfiguration, on device: USBDeviceSummary) {
    guard SerialBridge.isSharedID(vendor: device.vendorID, product: device.productID) else {
      return nil
    }
    let ids = device.usb.split(separator: ":")
    let place =
      reader.serial.map { "ATTR{serial}==\"\($0)\"" } ?? "KERNEL==\"\(device.port)\""
    line =
      "SUBSYSTEM==\"usb\", ENV{DEVTYPE}==\"usb_device\", ATTR{idVendor}==\"\(ids[0])\", "
      + "ATTR{idProduct}==\"\(ids[1])\", \(place), GROUP=\"traytally\", MODE=\"0660\", "
      + "ATTR{power/control}=\"on\", ENV{ID_MM_DEVICE_IGNORE}=\"1\""
  }

  /// What to do with it.
  var advice: String {
    "It is a serial bridge: put this line into /etc/udev/rules.d/71-traytally-bridges.rules, run "
      + "'udevadm control --reload' and plug the reader in again: \(line)"
  }
}
