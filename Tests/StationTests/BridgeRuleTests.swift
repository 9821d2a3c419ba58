import Foundation
import Money
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

  // MARK: Installed or not

  private static let serial = ReaderConfiguration(family: .lenAdrHF, serial: "0001")

  @Test func `the rule that the doctor prints is found once it is installed`() throws {
    let rule = try #require(BridgeRule(for: Self.serial, on: bridge))
    #expect(rule.isInstalled(among: ["SUBSYSTEM==\"tty\", MODE=\"0666\"", rule.line]))
    #expect(!rule.isInstalled(among: []))
  }

  @Test(arguments: [
    (#"SUBSYSTEM=="usb", ATTR{serial} == "0001", GROUP = "traytally", MODE="0660""#, true),
    (#"ATTR{idVendor}=="10c4", ATTR{idProduct}=="ea60", GROUP="traytally", MODE="0660""#, true),
    (#"ATTR{serial}=="0002", GROUP="traytally", MODE="0660""#, false),
    (#"ATTR{serial}=="0001", GROUP="dialout", MODE="0660""#, false),
    (#"ATTR{idVendor}=="0ab1", ATTR{idProduct}=="0002", GROUP="traytally""#, false),
    (
      #"ATTR{idVendor}=="10c4", ATTR{idProduct}=="ea60", ATTR{serial}=="9", GROUP="traytally""#,
      false
    ),
  ])
  func `a rule counts if it lets this bridge in`(line: String, counts: Bool) throws {
    let rule = try #require(BridgeRule(for: Self.serial, on: bridge))
    #expect(rule.isInstalled(among: [line]) == counts)
  }

  /// A doctor on a machine with these rules.
  private func judge(
    _ rules: [String], _ devices: [USBDeviceSummary], reader: ReaderConfiguration = Self.serial
  ) throws -> DoctorFinding {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID())").path()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(rules.joined(separator: "\n").utf8).write(to: URL(filePath: "\(folder)/7.rules"))
    let doctor = StationDoctor(
      configuration: StationConfiguration(currency: .cny), rules: UdevRules(folders: [folder]),
      holders: DeviceHolders(devices: "\(folder)/none", processes: "\(folder)/none", ownProcess: 1))
    return doctor.judge(reader, try reader.usbMatch, devices, subject: "lane 1 tray reader")
  }

  @Test func `a bridge that opens, but only for this user, is told with its rule`() throws {
    let finding = try judge(["# \(BridgeRule(for: Self.serial, on: bridge)?.line ?? "")"], [bridge])
    #expect(finding.verdict == .note)
    #expect(finding.text.contains(#"ATTR{serial}=="0001""#))
    #expect(finding.text.contains("71-traytally-bridges.rules"))
  }

  @Test func `a bridge whose rule is there needs no advice`() throws {
    let rule = try #require(BridgeRule(for: Self.serial, on: bridge))
    let broken = rule.line.replacing(", ", with: ", \\\n  ")
    for text in [rule.line, broken] {
      #expect(try judge([text], [bridge]).verdict == .good)
    }
    var held = bridge
    held.namesFault = USBError(.busy, call: "libusb_open")
    #expect(try judge([rule.line], [held]).text.contains("71-traytally") == false)
    #expect(try judge([], [held]).text.contains("71-traytally-bridges.rules"))
    #expect(try judge([], [held]).verdict == .bad)
  }

  @Test func `two bridges that both fit are bad, with their ports`() throws {
    var second = bridge
    second.port = "1-3"
    let finding = try judge([], [bridge, second])
    #expect(finding.verdict == .bad)
    #expect(finding.text.contains("at ports 1-1.2, 1-3"))
  }

  @Test func `a bridge that cannot be opened is not taken for the one that is found`() throws {
    var closed = bridge
    (closed.port, closed.namesFault) = ("1-1.1", USBError(.access, call: "libusb_open"))
    let rule = try #require(BridgeRule(for: Self.serial, on: bridge))
    #expect(try judge([rule.line], [closed, bridge]).verdict == .good)
  }
}
