import Primitives
import ReaderEmulation
import Readers
import Testing
import USBHost

@testable import Station

/// How a reader of each family is found on the USB, and how its bytes get through.
@Suite struct ReaderFamilyTests {
  private func reader(_ map: String) throws -> ReaderConfiguration {
    let text = "lanes: [{ id: 1, tray_reader: \(map) }]"
    return try ConfigurationReader.parse(text, fileName: "t.yaml").lanes[0].trayReader
  }

  private func complaint(_ map: String) -> String {
    do {
      _ = try reader(map)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func `a family without ids in the configuration is found by its own`() throws {
    #expect(try reader("{ family: feig }").usbMatch.description == "USB device 0ab1:0002")
    #expect(try reader("{ family: r321 }").usbMatch.description == "USB device 0505:5050")
    #expect(try reader("{ family: ccid }").usbMatch.interfaceClass == 0x0B)
    let bridged = try reader("{ family: len-adr-hf, serial: A1 }").usbMatch
    #expect(bridged.description == "USB serial bridge with serial A1")
  }

  @Test func `each goes by its link, and over a line where a bridge is named`() throws {
    #expect(try reader("{ family: feig }").link == .bulk)
    #expect(try reader("{ family: r321 }").link == .hidReports)
    #expect(try reader("{ family: ccid }").link == .ccid)
    #expect(
      try reader("{ family: len-adr-uhf, port: 1-1 }").link == .serial(SerialLine(baud: 57_600)))
    #expect(
      try reader("{ family: len-adr-hf, port: 1-1, baud: 115200 }").link
        == .serial(SerialLine(baud: 115_200)))
    var line = SerialLine(baud: 38_400)
    line.parity = .even
    #expect(
      try reader(#"{ family: feig, usb: "1a86:7523", port: 1-1 }"#).link == .serial(line))
  }

  @Test(arguments: [
    "{ family: len-adr-hf }", "{ family: len-adr-uhf, baud: 57600 }",
    #"{ family: feig, usb: "0403:6001" }"#,
  ])
  func `a bridge that only its ids name is refused with what to add`(map: String) {
    #expect(complaint(map).contains("needs 'serial' or 'port'"))
  }

  @Test(arguments: [
    ("{ family: r321, baud: 9600 }", "'baud' belongs to readers behind a serial bridge only"),
    ("{ family: feig, emulates: r321 }", "'emulates' belongs to family emulated only"),
    ("{ family: emulated, emulates: feg }", "did you mean 'feig'?"),
    ("{ family: len-adr-hf, port: 1-1, baud: 300 }", "is not a whole number from 1200"),
  ])
  func `what fits no family is refused`(map: String, fault: String) {
    #expect(complaint(map).contains(fault))
  }

  @Test(arguments: ReaderFamily.allCases)
  func `every family has a driver and an emulator`(family: ReaderFamily) {
    var driver = family.makeDriver()
    #expect(!driver.open(at: .origin).isEmpty)
    #expect(family.unattendedReader.nextOutput == nil || family == .ccid)
  }
}
