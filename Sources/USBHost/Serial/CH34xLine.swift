/// Setting the line of a WCH CH340 or CH341 (Linux drivers/usb/serial/ch341.c;
/// usb-serial-for-android Ch34xSerialDriver.java). The maker publishes no description.
///
/// All requests are vendor requests to the device, 40 out and C0 in, without data out. A register
/// request names two registers in wValue, the second in its high byte, and in wIndex their values.
///
///     version       C0 5F                    2 bytes
///     start         40 A1 wValue wIndex
///     write         40 9A wValue wIndex      12, 13 prescaler and divisor; 18, 25 line control
///     read          C0 95 wValue             2 bytes; 06, 07 modem state
///     modem lines   40 A4 wValue = NOT (DTR 20 | RTS 40)
///     line control  80 RX on | 40 TX on | 10 even | 08 parity | 04 two stop bits | data bits - 5
///
/// Reading may be refused: some chips do not let their registers be read (ch341.c,
/// `ch341_detect_quirks`, which tells them by that stall), and nothing is set by it.
enum CH34xLine {
  /// The answers are asked for because the chip is known to work after exactly these requests; what
  /// they say differs between versions and changes nothing. Rate and format come last, as the
  /// second start carries a format of its own in its high byte.
  static func opening(_ line: SerialLine) -> [SerialStep] {
    let (prescaler, rest) = rateIndex(line)
    let rate = [write(0x1312, prescaler), write(0x0F2C, rest)].map {
      SerialStep.needed("take \(line.rateText)", $0)
    }
    let format = SerialStep.needed(
      "take the format \(line.formatText)", write(0x2518, lineControl(line)))
    let version = SerialStep.wished("say its version", read(0x5F))
    let modemState = SerialStep.wished("say its modem state", read(0x95, 0x0706))
    let formatNow = SerialStep.wished("say its format", read(0x95, 0x2518))
    return [version, start(out(0xA1))] + rate + [formatNow, format, modemState]
      + [start(out(0xA1, 0x501F, 0xD90A))] + rate
      + [format, .needed("raise DTR and RTS", modemLines(0x60)), modemState]
  }

  private static func start(_ request: USBTransferRequest) -> SerialStep {
    .needed("switch its line on", request)
  }

  static var closing: [USBTransferRequest] { [modemLines(0)] }

  /// The rate as register values: 1532620800 / rate, taken down by eights to 16 bits.
  ///
  /// Bit 7 makes the chip pass on what it has instead of waiting until its buffer is full.
  private static func rateIndex(_ line: SerialLine) -> (prescaler: UInt16, rest: UInt16) {
    guard line.baud != 921_600 else { return (0xF387, 0) }
    var factor = 1_532_620_800 / max(1, line.baud)
    var divisor: UInt16 = 3
    while factor > 0xFFF0, divisor > 0 {
      factor >>= 3
      divisor -= 1
    }
    let value = UInt16(clamping: 0x10000 - min(factor, 0xFFF0))
    return (value & 0xFF00 | divisor | 0x80, value & 0xFF)
  }

  private static func lineControl(_ line: SerialLine) -> UInt16 {
    let parity: UInt16 =
      switch line.parity {
      case .none: 0
      case .odd: 0x08
      case .even: 0x18
      }
    return 0xC0 | parity | (line.stopBits == 2 ? 0x04 : 0) | UInt16(line.dataBits &- 5) & 0x03
  }

  private static func modemLines(_ lines: UInt16) -> USBTransferRequest { out(0xA4, ~lines) }

  private static func write(_ registers: UInt16, _ values: UInt16) -> USBTransferRequest {
    out(0x9A, registers, values)
  }

  private static func out(
    _ number: UInt8, _ value: UInt16 = 0, _ index: UInt16 = 0
  ) -> USBTransferRequest {
    .controlOut(
      USBControlSetup(.vendor, to: .device, request: number, value: value, index: index), [])
  }

  private static func read(_ number: UInt8, _ registers: UInt16 = 0) -> USBTransferRequest {
    .controlIn(
      USBControlSetup(.vendor, to: .device, request: number, value: registers), length: 2)
  }
}
