/// A device of libusb's list that may be the one meant; one reference is held.
struct CandidateDevice {
  var device: DeviceRef
  var facts: DeviceFacts
  var summary: USBDeviceSummary
}

extension DeviceFacts {
  /// Bus and ports, in whose order devices are listed.
  var path: [UInt8] {
    [bus] + ports
  }
}

/// Settling on one of the devices that fit, opening no more of them than needed.
extension USBContext {
  /// The one that is meant, opened and its names read.
  func choose(
    from found: [CandidateDevice], _ match: USBMatch
  ) throws(USBError) -> (CandidateDevice, HandleRef) {
    guard let first = found.first else {
      throw USBError(.notFound, call: "open", subject: match.description)
    }
    if match.serial != nil {
      return try chooseBySerial(from: found, match)
    }
    guard found.count == 1 else { throw ambiguous(found, match) }
    let handle = try openHandle(first)
    return (reading(first, through: handle), handle)
  }

  private func chooseBySerial(
    from found: [CandidateDevice], _ match: USBMatch
  ) throws(USBError) -> (CandidateDevice, HandleRef) {
    var fitting: [(CandidateDevice, HandleRef)] = []
    var others: [USBDeviceSummary] = []
    var fault: USBError?
    for candidate in found {
      if let open = openDevice(bus: candidate.facts.bus, address: candidate.facts.address),
        open.summary.serial != match.serial
      {
        others.append(open.summary)
        continue
      }
      do throws(USBError) {
        let handle = try openHandle(candidate)
        let named = reading(candidate, through: handle)
        if named.summary.serial == match.serial {
          fitting.append((named, handle))
        } else {
          calls.close(handle)
          others.append(named.summary)
          fault = fault ?? named.summary.namesFault
        }
      } catch {
        fault = fault ?? error
      }
    }
    guard fitting.count == 1, let chosen = fitting.first else {
      for (_, handle) in fitting {
        calls.close(handle)
      }
      throw fitting.isEmpty
        ? fault ?? wrongSerial(others, match) : ambiguous(fitting.map(\.0), match)
    }
    return chosen
  }

  /// Opens a device, unless it is open here already: a second handle could only be in the way.
  func openHandle(_ candidate: CandidateDevice) throws(USBError) -> HandleRef {
    let subject = candidate.summary.description
    guard openDevice(bus: candidate.facts.bus, address: candidate.facts.address) == nil else {
      throw USBError(
        .busy, call: "libusb_open", subject: subject, detail: "this station has it open already")
    }
    return try calls.attempt("libusb_open", on: subject) { calls throws(USBErrorCode) in
      try calls.open(candidate.device)
    }
  }

  /// The candidate with what its string descriptors say; the first that fails is kept as the fault.
  func reading(_ candidate: CandidateDevice, through handle: HandleRef) -> CandidateDevice {
    var named = candidate
    func string(_ index: UInt8) -> String? {
      guard index != 0 else { return nil }
      do throws(USBErrorCode) {
        return try calls.string(handle, index)
      } catch {
        named.summary.namesFault =
          named.summary.namesFault
          ?? USBError(
            error, call: "libusb_get_string_descriptor_ascii",
            subject: candidate.summary.description)
        return nil
      }
    }
    named.summary.manufacturer = string(candidate.facts.manufacturerIndex)
    named.summary.product = string(candidate.facts.productIndex)
    named.summary.serial = string(candidate.facts.serialIndex)
    return named
  }

  /// The candidate with its names for a list: from the device if it is open here, else by opening
  /// it.
  func named(_ candidate: CandidateDevice) -> USBDeviceSummary {
    if let open = openDevice(bus: candidate.facts.bus, address: candidate.facts.address) {
      return open.summary
    }
    do throws(USBError) {
      let handle = try openHandle(candidate)
      defer { calls.close(handle) }
      return reading(candidate, through: handle).summary
    } catch {
      var summary = candidate.summary
      summary.namesFault = error
      return summary
    }
  }

  private func wrongSerial(_ seen: [USBDeviceSummary], _ match: USBMatch) -> USBError {
    let serials = seen.map { "\($0.serial ?? "none") at port \($0.port)" }
    return USBError(
      .wrongSerial, call: "open", subject: match.description,
      detail: "seen: " + serials.joined(separator: ", "))
  }

  private func ambiguous(_ found: [CandidateDevice], _ match: USBMatch) -> USBError {
    USBError(
      .ambiguous, call: "open", subject: match.description,
      detail: "at ports " + found.map(\.summary.port).joined(separator: ", "))
  }
}
