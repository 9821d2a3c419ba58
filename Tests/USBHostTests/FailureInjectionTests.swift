import Synchronization
import Testing

@testable import USBHost

/// The whole life of a device, with the first, second, ... nth call failing.
@Suite(.timeLimit(.minutes(1))) struct FailureInjectionTests {
  static let limit = USBTimeLimit(.seconds(5))

  static func life(on bus: USBBus, _ fake: FakeLibUSB) async throws {
    let ids = USBMatch.ProductIDs(vendorID: 0x0AB1, productID: 2)
    _ = try await bus.devices(matching: USBMatch(ids: ids))
    let device = try await bus.open(USBMatch(ids: ids, serial: "12345678"))
    try await device.claim(FakeDevice.bulkPair)
    for _ in 0..<3 {
      try device.submit(.receive(from: FakeDevice.bulkIn, length: 512), within: limit)
    }
    fake.push([1, 2, 3])
    _ = try await device.transfer(.send([4], to: FakeDevice.bulkOut), within: limit)
    try await device.reset()
    await device.close()
    _ = try await bus.devices()
  }

  @Test(arguments: [true, false], [USBErrorCode.noDevice, .inputOutput, .init(rawValue: -98)])
  func `whichever call fails, nothing is left behind`(
    autoDetach: Bool, code: USBErrorCode
  ) async throws {
    var failed = 0
    for number in 1...200 {
      var reader = FakeDevice.reader()
      reader.kernelDrivers = [0]
      let fake = FakeLibUSB([reader, .keyboard(ports: [5], address: 9)])
      fake.change { $0.supportsAutoDetach = autoDetach }
      fake.failAnyCall(at: number, with: code)
      let bus = USBBus(calls: fake.calls)
      do {
        try await Self.life(on: bus, fake)
      } catch let error as USBError {
        failed += 1
        #expect(error.code == code || error.code == .noMemory || error.code == .busy)
      }
      await bus.shutdown()
      #expect(fake.leaks == [], "call \(number)")
      #expect(fake.violations == [], "call \(number)")
      if fake.state.withLock({ $0.callsThatCanFail }) < number {
        break
      }
    }
    #expect(failed > 10)
  }
}
