/// Setting the line of a CDC-ACM device (USB class definitions for communications devices, PSTN
/// subclass 1.2, sections 6.3.10 to 6.3.12).
///
///     SET_LINE_CODING          21 20 0000 interface 7 | rate LE32 | stop | parity | data bits
///     SET_CONTROL_LINE_STATE   21 22 wValue bit 0 DTR, bit 1 RTS
enum CDCLine {
  static func opening(_ line: SerialLine, interface: UInt8) -> [USBTransferRequest] {
    let rate = UInt32(clamping: line.baud)
    let coding =
      (0..<4).map { UInt8(truncatingIfNeeded: rate >> (8 * $0)) }
      + [line.stopBits == 2 ? 2 : 0, line.parity.rawValue, line.dataBits]
    return [
      .controlOut(
        USBControlSetup(.class, to: .interface, request: 0x20, index: UInt16(interface)), coding),
      lineState(0b11, interface: interface),
    ]
  }

  static func closing(interface: UInt8) -> [USBTransferRequest] {
    [lineState(0, interface: interface)]
  }

  private static func lineState(_ value: UInt16, interface: UInt8) -> USBTransferRequest {
    .controlOut(
      USBControlSetup(
        .class, to: .interface, request: 0x22, value: value, index: UInt16(interface)), [])
  }
}
