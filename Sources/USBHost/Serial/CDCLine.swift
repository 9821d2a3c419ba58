/// Setting the line of a CDC-ACM device (USB class definitions for communications devices 1.2,
/// section 5.2.3, and PSTN subclass 1.2, sections 6.3.10 to 6.3.12).
///
///     SET_LINE_CODING          21 20 0000 interface 7 | rate LE32 | stop | parity | data bits
///     SET_CONTROL_LINE_STATE   21 22 wValue bit 0 DTR, bit 1 RTS
///     union descriptor         05 24 06 | control interface | data interface
///     ACM descriptor           04 24 02 | bmCapabilities, bit 1: has both requests
///
/// Both requests may be refused by a device whose ACM descriptor says that it does not have them
/// (PSTN subclass 1.2, section 5.3.2): behind it there is no line that could be set.
enum CDCLine {
  static func opening(_ line: SerialLine, control: USBInterface) -> [SerialStep] {
    let coding = line.rateBytes + [line.stopBits == 2 ? 2 : 0, line.parity.rawValue, line.dataBits]
    let setup = USBControlSetup(
      .class, to: .interface, request: 0x20, index: UInt16(control.number))
    let step = hasNoLine(control) ? SerialStep.wished : SerialStep.needed
    return [
      step("take \(line.rateText) and the format \(line.formatText)", .controlOut(setup, coding)),
      step("raise DTR and RTS", lineState(0b11, interface: control.number)),
    ]
  }

  static func closing(interface: UInt8) -> [USBTransferRequest] {
    [lineState(0, interface: interface)]
  }

  /// The interfaces of the first serial line: the data interface that the control interface's union
  /// descriptor names, else the first; or one interface that is both.
  static func pair(of interfaces: [USBInterface]) -> (control: USBInterface?, data: USBInterface)? {
    let control = interfaces.first { $0.classCode == 0x02 && $0.subclassCode == 0x02 }
    if let control, control.hasBulkBothWays { return (control, control) }
    let candidates = interfaces.filter { $0.classCode == 0x0A && $0.hasBulkBothWays }
    let named = control.flatMap(subordinate)
    guard let data = candidates.first(where: { $0.number == named }) ?? candidates.first else {
      return nil
    }
    return (control, data)
  }

  private static func subordinate(of control: USBInterface) -> UInt8? {
    descriptor(0x06, of: control, count: 5)?[4]
  }

  private static func hasNoLine(_ control: USBInterface) -> Bool {
    let lineRequests: UInt8 = 0b10
    return descriptor(0x02, of: control, count: 4).map { $0[3] & lineRequests == 0 } ?? false
  }

  /// The first of the interface's functional descriptors of a subtype with so many bytes at least.
  private static func descriptor(
    _ subtype: UInt8, of control: USBInterface, count: Int
  ) -> [UInt8]? {
    let descriptors = control.classDescriptors
    var start = 0
    while start + 2 < descriptors.count, descriptors[start] >= 3 {
      let descriptor = Array(descriptors[start...].prefix(Int(descriptors[start])))
      if descriptor.count >= count, descriptor[1...2] == [0x24, subtype] { return descriptor }
      start += Int(descriptors[start])
    }
    return nil
  }

  private static func lineState(_ value: UInt16, interface: UInt8) -> USBTransferRequest {
    .controlOut(
      USBControlSetup(
        .class, to: .interface, request: 0x22, value: value, index: UInt16(interface)), [])
  }
}
