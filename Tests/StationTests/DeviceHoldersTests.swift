import Foundation
import Money
import Readers
import Testing
import USBHost

@testable import Station

/// What the doctor finds out about programs that have claimed a reader, on a machine made of files.
@Suite struct DeviceHoldersTests {
  private let scratch: Scratch
  private let reader = USBDeviceSummary(
    vendorID: 0x072F, productID: 0x2200, bus: 1, address: 7, port: "1-1.2")

  init() throws {
    scratch = try Scratch()
    for folder in ["devices/1-1.2:1.0", "devices/1-1.2.1:1.0", "proc"] { try make(folder) }
    try bind("1-1.2.1:1.0", to: "usbfs")
  }

  private func make(_ folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: "\(scratch.path)/\(folder)", withIntermediateDirectories: true)
  }

  private func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(scratch.path)/\(path)", withDestinationPath: target)
  }

  private func bind(_ interface: String, to driver: String) throws {
    try link("devices/\(interface)/driver", to: "../../../../bus/usb/drivers/\(driver)")
  }

  private func run(_ name: String, process: Int, opens node: String = "/dev/bus/usb/001/007") throws
  {
    try make("proc/\(process)/fd")
    _ = try scratch.file("proc/\(process)/comm", "\(name)\n")
    try link("proc/\(process)/fd/4", to: node)
  }

  private var holders: DeviceHolders {
    DeviceHolders(
      devices: "\(scratch.path)/devices", processes: "\(scratch.path)/proc", ownProcess: 99)
  }

  /// What a doctor on this machine says of the reader.
  private func finding() throws -> DoctorFinding {
    let doctor = StationDoctor(
      configuration: StationConfiguration(currency: .cny), rules: UdevRules(folders: []),
      holders: holders)
    let configured = ReaderConfiguration(family: .ccid)
    return doctor.judge(configured, try configured.usbMatch, [reader], subject: "card reader")
  }

  @Test(arguments: [nil, "usbhid", "cp210x"])
  func `a reader that no program has claimed is free, whatever the kernel's driver`(
    driver: String?
  ) throws {
    if let driver { try bind("1-1.2:1.0", to: driver) }
    try run("pcscd", process: 800)
    #expect(holders.claim(on: reader) == .none)
    #expect(try finding().verdict == .good)
  }

  @Test(arguments: [
    ("pcscd", "Run 'systemctl disable --now pcscd.socket pcscd.service'"),
    ("brltty", "Run 'apt-get remove brltty'"),
    ("vendortool", "End it"),
  ])
  func `a program that has claimed it is named, with what ends that`(
    name: String, remedy: String
  ) throws {
    try bind("1-1.2:1.0", to: "usbfs")
    try run(name, process: 800)
    try run("other", process: 12, opens: "/dev/bus/usb/001/008")
    try run("doctor", process: 99)
    let finding = try finding()
    #expect(finding.verdict == .bad)
    #expect(finding.text.contains("\(name) (process 800) has claimed it. \(remedy)"))
  }

  @Test func `a program of another user is left to root to find`() throws {
    try bind("1-1.2:1.0", to: "usbfs")
    let finding = try finding()
    #expect(finding.verdict == .bad)
    #expect(finding.text.contains("'fuser -v /dev/bus/usb/001/007' as root"))
  }

  @Test func `the station itself may have it`() throws {
    try bind("1-1.2:1.0", to: "usbfs")
    try run("traytally", process: 800)
    #expect(
      try finding()
        == DoctorFinding(
          verdict: .good, subject: "card reader", text: "\(reader), in use by traytally"))
  }
}
