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
    #expect(Hex.text(FunctionFSDescriptors().descriptorBytes, separator: " ") == golden)
  }

  @Test func `the strings name the interface in US English`() {
    var descriptors = FunctionFSDescriptors()
    descriptors.interfaceName = "OBID"
    #expect(
      Hex.text(descriptors.stringBytes, separator: " ")
        == "02 00 00 00 17 00 00 00 01 00 00 00 01 00 00 00 09 04 4F 42 49 44 00")
  }

  @Test func `events are told apart`() throws {
    let setup = try #require(
      FunctionFSEvent([0xC1, 0x06, 0, 1, 0, 0, 0x12, 0, 4, 0, 0, 0] as [UInt8]))
    #expect(setup.kind == .setup)
    #expect(setup.isDeviceToHost)
    #expect(setup.request == 0x06)
    let enable = try #require(FunctionFSEvent([0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0] as [UInt8]))
    #expect(enable.kind == .enable)
    #expect(FunctionFSEvent([0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0] as [UInt8]) == nil)
    #expect(FunctionFSEvent([0, 0] as [UInt8]) == nil)
  }
}
