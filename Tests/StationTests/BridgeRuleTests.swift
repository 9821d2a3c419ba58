import Testing
import USBHost

@testable import Station

/// What the doctor tells whoever may not open the bridge that a lane names.
@Suite struct BridgeRuleTests {
  private let bridge = USBDeviceSummary(
    vendorID: 0x10C4, productID: 0xEA60, bus: 1, address: 7, port: "1-1.2")

  @Test func `a bridge named by its serial number is let in by that`() {
    let reader = ReaderConfiguration(family: .lenAdrHF, serial: "0001")
    let rule = BridgeRule(for: reader, on: bridge)
    #expect(
      rule?.line == #"SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device", ATTR{idVendor}=="10c4", "#
        + #"ATTR{idProduct}=="ea60", ATTR{serial}=="0001", GROUP="traytally", MODE="0660", "#
        + #"ATTR{power/control}="on", ENV{ID_MM_DEVICE_IGNORE}="1""#)
  }

  @Test func `a bridge named by its port is let in there and nowhere else`() {
    let reader = ReaderConfiguration(family: .lenAdrUHF, port: "1-1.2")
    #expect(BridgeRule(for: reader, on: bridge)?.line.contains(#"KERNEL=="1-1.2""#) == true)
  }

  @Test func `a reader with ids of its own has its rule already`() {
    let feig = USBDeviceSummary(
      vendorID: 0x0AB1, productID: 0x0002, bus: 1, address: 7, port: "1-1.2")
    #expect(BridgeRule(for: ReaderConfiguration(family: .feig), on: feig) == nil)
  }
}
