/// Setting the line of a Silicon Labs CP210x (AN571; Linux drivers/usb/serial/cp210x.c;
/// usb-serial-for-android Cp21xxSerialDriver.java).
///
/// All requests are vendor requests to the interface, 41 out and C1 in, with its number in wIndex.
///
///     IFC_ENABLE    41 00 wValue 1 on, 0 off
///     SET_BAUDRATE  41 1E data: rate LE32
///     SET_LINE_CTL  41 03 wValue  data bits (15-8) | parity (7-4) | stop (3-0: 0 one, 2 two)
///     SET_FLOW      41 13 data: control handshake LE32 | flow replace LE32 | XON | XOFF limits
///     SET_MHS       41 07 wValue  mask (RTS 0200, DTR 0100) | state (RTS 0002, DTR 0001)
///     PURGE         41 12 wValue 000F both buffers, both ways
///
/// Three of them may be refused, as they are passed over in cp210x.c: SET_FLOW, by chips that have
/// no such lines; SET_MHS, which a chip refuses while its own flow control holds RTS, as a CP2102N
/// may that does not let it be switched off (erratum CP2102N_E104; commits "suppress modem-control
/// errors" and "fix CP2102N-A01 modem control"); and PURGE, whose answer the kernel ignores.
struct CP210xLine {
  let interface: UInt8

  func opening(_ line: SerialLine) -> [SerialStep] {
    let format = UInt16(line.dataBits) << 8 | UInt16(line.parity.rawValue) << 4
    return [
      .needed("switch its line on", request(0x00, value: 1)),
      .needed("take \(line.rateText)", request(0x1E, data: line.rateBytes)),
      .needed(
        "take the format \(line.formatText)",
        request(0x03, value: format | (line.stopBits == 2 ? 2 : 0))),
      .wished("leave flow control off", request(0x13, data: Self.noFlowControl)),
      .wished("raise DTR and RTS", request(0x07, value: 0x0303)),
      .wished("empty its buffers", request(0x12, value: 0x000F)),
    ]
  }

  var closing: [USBTransferRequest] {
    [request(0x07, value: 0x0300), request(0x00, value: 0)]
  }

  /// Nobody holds bytes back, and DTR (byte 0, bit 0) and RTS (byte 4, bit 6) stay as SET_MHS sets
  /// them.
  private static let noFlowControl: [UInt8] =
    [0x01, 0, 0, 0, 0x40, 0, 0, 0] + [UInt8](repeating: 0, count: 8)

  private func request(
    _ number: UInt8, value: UInt16 = 0, data: [UInt8] = []
  ) -> USBTransferRequest {
    .controlOut(
      USBControlSetup(
        .vendor, to: .interface, request: number, value: value, index: UInt16(interface)), data)
  }
}
