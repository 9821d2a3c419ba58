import Primitives
import Testing

@testable import ReaderEmulation

struct FunctionFSTests {
  @Test func `the descriptors are those of a vendor-class bulk device at both speeds`() {
    let golden = """
      03 00 00 00 42 00 00 00 03 00 00 00 03 00 00 00 03 00 00 00 \
      09 04 00 00 02 FF 00 00 01 07 05 02 02 40 00 00 07 05 81 02 40 00 00 \
      09 04 00 00 02 FF 00 00 01 07 05 02 02 00 02 00 07 05 81 02 00 02 00
      """
    #expect(Hex.text(FeigGadgetPersona().descriptors.descriptorBytes, separator: " ") == golden)
  }

  @Test func `a CH340 has an interrupt endpoint too and hears requests to the device`() {
    let golden = """
      03 00 00 00 50 00 00 00 43 00 00 00 04 00 00 00 04 00 00 00 \
      09 04 00 00 03 FF 00 00 01 07 05 02 02 40 00 00 07 05 82 02 40 00 00 07 05 81 03 08 00 0A \
      09 04 00 00 03 FF 00 00 01 07 05 02 02 00 02 00 07 05 82 02 00 02 00 07 05 81 03 08 00 0A
      """
    let descriptors = CH340Persona(reader: EmulatedLine(baud: 9600)).descriptors
    #expect(Hex.text(descriptors.descriptorBytes, separator: " ") == golden)
  }

  @Test func `the strings name the interface in US English`() {
    var descriptors = FeigGadgetPersona().descriptors
    descriptors.interfaceName = "OBID"
    #expect(
      Hex.text(descriptors.stringBytes, separator: " ")
        == "02 00 00 00 17 00 00 00 01 00 00 00 01 00 00 00 09 04 4F 42 49 44 00")
  }

  @Test func `events are told apart`() throws {
    let setup = try #require(
      FunctionFSEvent([0xC1, 0x06, 0, 1, 0, 0, 0x12, 0, 4, 0, 0, 0] as [UInt8]))
    #expect(setup.kind == .setup)
    #expect(
      setup.setup
        == ControlSetup(type: 0xC1, request: 0x06, value: 0x0100, index: 0, length: 0x12))
    #expect(setup.setup.isDeviceToHost)
    let enable = try #require(FunctionFSEvent([0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0] as [UInt8]))
    #expect(enable.kind == .enable)
    #expect(FunctionFSEvent([0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0] as [UInt8]) == nil)
    #expect(FunctionFSEvent([0, 0] as [UInt8]) == nil)
  }
}
