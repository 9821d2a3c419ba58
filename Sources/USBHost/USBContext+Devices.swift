/// Finding and opening devices. Everything here blocks and runs on a `BlockingQueue`.
extension USBContext {
  /// The devices that fit, in the order of their ports, names not read and none opened.
  func devices() throws(USBError) -> [USBDeviceSummary] {
    try beginUse("enumerate")
    defer { endUse() }
    let found = try candidates(nil)
    defer { release(found) }
    return found.map(\.summary)
  }

  /// The devices that fit, in the order of their ports. Only they are opened, to read their names;
  /// one that cannot be opened is listed with the reason.
  func devices(matching match: USBMatch) throws(USBError) -> [USBDeviceSummary] {
    try beginUse("enumerate")
    defer { endUse() }
    let found = try candidates(match)
    defer { release(found) }
    return found.map(named).filter(match.admits)
  }

  /// Opens the one device that fits.
  ///
  /// Throws `.notFound` if none is there, `.ambiguous` if several are, `.wrongSerial` if they have
  /// other serial numbers, `.busy` if this context has it open, and what `libusb_open` answers.
  func open(_ match: USBMatch, on queue: BlockingQueue) throws(USBError) -> USBDevice {
    try beginUse("open")
    let device: USBDevice
    do throws(USBError) {
      device = try make(match, on: queue)
    } catch {
      endUse()
      throw error
    }
    do throws(USBError) {
      try register(device)
    } catch {
      device.close {}
      throw error
    }
    return device
  }

  private func make(_ match: USBMatch, on queue: BlockingQueue) throws(USBError) -> USBDevice {
    let found = try candidates(match)
    var kept: DeviceRef?
    defer { release(found.filter { $0.device != kept }) }
    let (chosen, handle) = try choose(from: found, match)
    let interfaces: [USBInterface]
    do throws(USBError) {
      interfaces = try calls.attempt(
        "libusb_get_active_config_descriptor", on: chosen.summary.description
      ) { calls throws(USBErrorCode) in try calls.activeInterfaces(chosen.device) }
    } catch {
      calls.close(handle)
      throw error
    }
    kept = chosen.device
    return USBDevice(
      context: self, queue: queue, reference: chosen.device, handle: handle,
      summary: chosen.summary, interfaces: interfaces)
  }

  // MARK: Candidates

  private func candidates(_ match: USBMatch?) throws(USBError) -> [CandidateDevice] {
    let list = try calls.attempt("libusb_get_device_list") { calls throws(USBErrorCode) in
      try calls.deviceList(reference)
    }
    var found: [CandidateDevice] = []
    for device in list {
      guard let facts = try? calls.describe(device),
        match?.admits(USBDeviceSummary(facts)) ?? true, hasInterface(device, for: match)
      else {
        calls.unreference(device)
        continue
      }
      found.append(
        CandidateDevice(device: device, facts: facts, summary: USBDeviceSummary(facts)))
    }
    return found.sorted { $0.facts.path.lexicographicallyPrecedes($1.facts.path) }
  }

  /// Asks for the interfaces only where the match is about them; a device that has none it could
  /// tell of, as one without a configuration, is not the one.
  private func hasInterface(_ device: DeviceRef, for match: USBMatch?) -> Bool {
    guard let match, match.interfaceClass != nil else { return true }
    guard let interfaces = try? calls.activeInterfaces(device) else { return false }
    return match.admits(interfaces: interfaces)
  }

  private func release(_ candidates: [CandidateDevice]) {
    for candidate in candidates {
      calls.unreference(candidate.device)
    }
  }
}
