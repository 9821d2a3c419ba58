import Testing

@testable import USBHost

/// The installed libusb on the machine at hand, whatever is plugged in.
@Suite struct RealLibUSBTests {
  @Test func `its version is one the station works with`() {
    let numbers = USBBus.libraryVersion.split(separator: ".").compactMap { Int($0) }
    #expect(numbers.count == 3)
    #expect(numbers.starts(with: [1, 0]))
    #expect((numbers.last ?? 0) >= 26)
  }

  @Test func `it lists the bus or says clearly why it cannot`() async {
    let bus = USBBus()
    do throws(USBError) {
      let devices = try await bus.devices()
      #expect(devices.allSatisfy { $0.bus > 0 && !$0.port.isEmpty })
      await #expect {
        try await bus.open(USBMatch(port: "250-250"))
      } throws: { ($0 as? USBError)?.code == .notFound }
    } catch {
      #expect(error.call == "libusb_init")
      #expect(!LibUSBCalls.live.busFolderExists() || error.code != .noBus)
      #expect(error.description.contains("libusb_init"))
    }
    await bus.shutdown()
  }

  @Test func `it starts and ends many times`() async {
    for _ in 0..<20 {
      let bus = USBBus()
      try? await bus.start()
      await bus.shutdown()
    }
  }
}
