import Synchronization
import Testing

@testable import USBHost

@Suite(.timeLimit(.minutes(1))) struct TransferTests {
  let limit = USBTimeLimit(.seconds(5))

  /// Opens the fake's one reader, claims it, runs the step, shuts down, and finds all given back.
  func withReader(
    _ fake: FakeLibUSB = FakeLibUSB(), sourceLocation: SourceLocation = #_sourceLocation,
    _ step: (FakeLibUSB, USBDevice) async throws -> Void
  ) async throws {
    let bus = USBBus(calls: fake.calls)
    let device = try await bus.open(USBMatch(port: "1-1.2"))
    try await device.claim(FakeDevice.bulkPair)
    try await step(fake, device)
    await bus.shutdown()
    #expect(fake.leaks == [], sourceLocation: sourceLocation)
    #expect(fake.violations == [], sourceLocation: sourceLocation)
  }

  func receive(_ device: USBDevice, _ length: Int = 64) throws -> USBTransfer {
    try device.submit(.receive(from: FakeDevice.bulkIn, length: length), within: limit)
  }

  @Test func `bytes come with their status`() async throws {
    try await withReader { fake, device in
      let transfer = try receive(device)
      fake.push([0x02, 0x00, 0x0F])
      #expect(
        await transfer.completion
          == USBCompletion(bytes: [0x02, 0x00, 0x0F], actualLength: 3, status: .completed))
      #expect(await transfer.completion.actualLength == 3, "asked again, the same answer")
    }
  }

  @Test func `bytes that came before a timeout are kept`() async throws {
    try await withReader { fake, device in
      let transfer = try receive(device)
      fake.end(as: .timedOut, bytes: [1, 2])
      #expect(
        await transfer.completion
          == USBCompletion(bytes: [1, 2], actualLength: 2, status: .timedOut))
    }
  }

  @Test func `what goes out is what was given`() async throws {
    try await withReader { fake, device in
      let completion = try await device.transfer(
        .send([5, 6, 7], to: FakeDevice.bulkOut), within: limit)
      #expect(completion == USBCompletion(bytes: [], actualLength: 3, status: .completed))
      #expect(fake.state.withLock { $0.sent } == [[5, 6, 7]])
    }
  }

  @Test func `control data comes without its setup packet`() async throws {
    try await withReader { fake, device in
      let setup = USBControlSetup(.vendor, to: .device, request: 0x5F)
      let transfer = try device.submit(.controlIn(setup, length: 2), within: limit)
      fake.end(0, as: .completed, bytes: [0x31, 0x00])
      #expect(
        await transfer.completion
          == USBCompletion(bytes: [0x31, 0], actualLength: 2, status: .completed))
      let order = USBTransferRequest.controlOut(setup, [9, 9])
        .order(handle: HandleRef(bits: 1), limit: limit)
      #expect(order?.outgoing == [0x40, 0x5F, 0, 0, 0, 0, 2, 0, 9, 9])
    }
  }

  @Test func `a cancelled transfer waits for its final callback`() async throws {
    try await withReader { fake, device in
      fake.holdCancellations()
      let transfer = try receive(device)
      transfer.cancel()
      transfer.cancel()
      #expect(fake.state.withLock { $0.transfers.count } == 1, "not freed while libusb has it")
      fake.releaseCancellations()
      #expect(await transfer.completion.status == .cancelled)
      #expect(fake.state.withLock { $0.transfers.count } == 0)
      transfer.cancel()
    }
  }

  @Test func `a transfer cancelled before it starts is never submitted`() {
    let fake = FakeLibUSB()
    let order = TransferOrder(
      handle: HandleRef(bits: 1), endpoint: 0x81, kind: .bulk, outgoing: [], length: 64,
      timeoutMilliseconds: 1)
    let transfer = USBTransfer(
      number: 1, calls: fake.calls, order: order, receivedFrom: 0, onEnd: { _ in })
    transfer.cancel()
    #expect(throws: USBErrorCode.closed) { try transfer.start() }
    #expect(fake.log == [])
    #expect(fake.leaks == [])
  }

  @Test func `a close waits for the final callback of every transfer`() async throws {
    try await withReader { fake, device in
      fake.holdCancellations()
      let transfers = try (0..<3).map { _ in try receive(device) }
      let isClosed = Mutex(false)
      async let closing: Void = {
        await device.close()
        isClosed.withLock { $0 = true }
      }()
      await fake.until { $0.log.count { $0 == "cancel" } == 3 }
      #expect(!isClosed.withLock { $0 })
      #expect(!fake.log.contains("close 4"))
      fake.releaseCancellations()
      await closing
      #expect(fake.log.contains("close 4"))
      for transfer in transfers {
        #expect(await transfer.completion.status == .cancelled)
      }
    }
  }

  @Test func `cancelling the task cancels the transfer and keeps its bytes`() async throws {
    try await withReader { fake, device in
      fake.holdCancellations()
      let task = Task {
        try await device.transfer(
          .receive(from: FakeDevice.bulkIn, length: 64), within: USBTimeLimit(.seconds(5)))
      }
      await fake.untilWaiting(1, on: 0x81)
      task.cancel()
      await fake.until { $0.log.contains("cancel") }
      fake.end(as: .cancelled, bytes: [8])
      let completion = try await task.value
      #expect(completion == USBCompletion(bytes: [8], actualLength: 1, status: .cancelled))
    }
  }

  @Test func `a duplicate callback changes nothing`() async throws {
    let calls = Mutex(0)
    try await withReader { fake, device in
      let transfer = try device.submit(
        .receive(from: FakeDevice.bulkIn, length: 64), within: limit
      ) { _ in calls.withLock { $0 += 1 } }
      fake.end(as: .completed, bytes: [1], times: 2)
      #expect(await transfer.completion.bytes == [1])
      let next = try receive(device)
      fake.push([2])
      #expect(await next.completion.bytes == [2])
    }
    #expect(calls.withLock { $0 } == 1)
  }

  @Test func `callbacks come in the order of completion and are over when close returns`()
    async throws
  {
    let seen = Mutex<[UInt8]>([])
    try await withReader { fake, device in
      for _ in 0..<10 {
        try device.submit(.receive(from: FakeDevice.bulkIn, length: 64), within: limit) { end in
          seen.withLock { $0 += end.bytes }
        }
      }
      for byte in 0..<10 {
        fake.push([UInt8(byte)])
      }
      await fake.until { $0.transfers.isEmpty }
      await device.close()
      #expect(seen.withLock { $0 } == Array(0..<10))
    }
  }

  @Test func `transfers on one endpoint are bounded`() async throws {
    try await withReader { _, device in
      for _ in 0..<USBDevice.transfersPerEndpointMax {
        _ = try receive(device)
      }
      #expect { try receive(device) } throws: { ($0 as? USBError)?.code == .tooManyTransfers }
    }
  }

  @Test func `an endpoint of an unclaimed interface is refused`() async throws {
    let fake = FakeLibUSB()
    let bus = USBBus(calls: fake.calls)
    let device = try await bus.open(USBMatch(port: "1-1.2"))
    #expect { try receive(device) } throws: { ($0 as? USBError)?.code == .noEndpoint }
    await bus.shutdown()
    #expect(fake.leaks == [])
  }

  @Test func `a submission that fails frees what it took`() async throws {
    try await withReader { fake, device in
      fake.fail("submit", with: .noDevice)
      #expect { try receive(device) } throws: { ($0 as? USBError)?.isDeviceGone == true }
      #expect(fake.state.withLock { $0.transfers.isEmpty })
      fake.fail("allocate", at: 2, with: .noMemory)
      #expect { try receive(device) } throws: { ($0 as? USBError)?.code == .noMemory }
    }
  }

  @Test func `an unplugged device ends its transfers`() async throws {
    try await withReader { fake, device in
      let transfer = try receive(device)
      fake.unplug(address: 4)
      #expect(await transfer.completion.status == .noDevice)
      #expect { try receive(device) } throws: { ($0 as? USBError)?.code == .noDevice }
    }
  }

  @Test(arguments: 1...40)
  func `a shutdown that races submissions leaves nothing behind`(round: Int) async throws {
    let fake = FakeLibUSB()
    let bus = USBBus(calls: fake.calls)
    let device = try await bus.open(USBMatch(port: "1-1.2"))
    try await device.claim(FakeDevice.bulkPair)
    await withTaskGroup { group in
      for worker in 0..<4 {
        group.addTask {
          for _ in 0..<20 {
            let transfer = try? device.submit(
              .receive(from: FakeDevice.bulkIn, length: 64), within: USBTimeLimit(.seconds(5)))
            if worker % 2 == 0 {
              transfer?.cancel()
            }
            _ = await transfer?.completion
          }
        }
      }
      group.addTask {
        for _ in 0..<(round % 10) {
          await Task.yield()
        }
        await bus.shutdown()
      }
    }
    #expect(fake.leaks == [])
    #expect(fake.violations == [])
    #expect(fake.log.last == "exit")
  }
}
