/// Setting the line of an FTDI chip (AN232B-05 for rates; libftdi src/ftdi.c; Linux
/// drivers/usb/serial/ftdi_sio.h).
///
/// All requests are vendor requests to the device, 40, without data. The low byte of wIndex is the
/// number of the line, from 1.
///
///     RESET     40 00 wValue 0 all, 1 receive buffer, 2 send buffer
///     MODEM     40 01 wValue  mask (RTS 0200, DTR 0100) | state (RTS 0002, DTR 0001)
///     FLOW      40 02 wIndex  kind (15-8: 0 none) | line
///     RATE      40 03 wValue  divisor (13-0) | eighths (15-14)   wIndex bit 0: their third bit
///     DATA      40 04 wValue  two stop bits 1000 | odd 0100, even 0200 | data bits
///     LATENCY   40 09 wValue  milliseconds
///
/// The rate's eighths travel as a code, and on chips with several lines, and on the FT232H, the
/// code's third bit is in the high byte of wIndex with the line in the low one.
///
///     IN packet   modem state | line state | bytes of the line ...
///
/// LATENCY may be refused: the first chips, FT8U100AX and FT8U232AM, have no such timer
/// (ftdi_sio.c, `write_latency_timer`) and keep to 16 ms.
struct FTDILine {
  let interface: UInt8
  let productID: UInt16

  /// Milliseconds a chip may keep bytes of a packet that is not full; without bytes it sends an
  /// empty packet that often, day and night.
  ///
  /// Half of the 16 ms that chips come with. An answer is late by that much at most, a tenth of
  /// what an inventory takes at these rates; and a reader at rest costs 125 packets a second, not
  /// the 1000 of the shortest time.
  private static let latency: UInt16 = 8

  func opening(_ line: SerialLine) -> [SerialStep] {
    let parity = UInt16(line.parity.rawValue) << 8
    let format = UInt16(line.dataBits) | parity | (line.stopBits == 2 ? 0x1000 : 0)
    let rate = rateCode(line.baud)
    return [
      .needed("reset its line", out(0x00, 0)),
      .wished("send what it has every \(Self.latency) ms", out(0x09, Self.latency)),
      .needed("take \(line.rateText)", out(0x03, rate.value, rate.index)),
      .needed("take the format \(line.formatText)", out(0x04, format)),
      .needed("leave flow control off", out(0x02, 0)),
      .needed("raise DTR and RTS", out(0x01, 0x0303)),
    ] + purge.map { .needed("empty its buffers", $0) }
  }

  var closing: [USBTransferRequest] { [out(0x01, 0x0300)] }

  /// Which of the two empties which buffer is told differently by those who know, so both are sent.
  private var purge: [USBTransferRequest] { [out(0x00, 1), out(0x00, 2)] }

  /// The bytes without the two of state that each packet begins with; a packet of no more has none.
  static func payload(of bytes: [UInt8], packetSize: Int) -> [UInt8] {
    guard packetSize > stateBytes else { return [] }
    return stride(from: 0, to: bytes.count, by: packetSize).flatMap { start in
      bytes[start...].prefix(packetSize).dropFirst(stateBytes)
    }
  }

  /// True for packets that say nothing but the state of modem and line.
  static func isIdle(_ bytes: [UInt8]) -> Bool { bytes.count == stateBytes }

  private static let stateBytes = 2

  /// 3 MHz divided by the rate, in eighths. All chips start from these 3 MHz, the fast ones too; 3
  /// and 2 MBd have codes of their own.
  private func rateCode(_ baud: Int) -> (value: UInt16, index: UInt16) {
    let codeOfEighths = [0, 3, 2, 4, 1, 5, 6, 7]
    let rate = max(1, baud)
    let eighths = min((24_000_000 + rate / 2) / rate, 0x3FFF << 3 | 7)
    let (divisor, code) =
      switch eighths {
      case ..<10: (0, 0)
      case ..<14: (1, 0)
      default: (max(eighths, 16) >> 3, codeOfEighths[max(eighths, 16) & 7])
      }
    let third = UInt16(code >> 2)
    return (
      UInt16(divisor | (code & 3) << 14), hasLineInRate ? third << 8 | lineNumber : third
    )
  }

  /// FT2232, FT4232 and FT232H (libftdi, `ftdi_convert_baudrate`).
  private var hasLineInRate: Bool { [0x6010, 0x6011, 0x6014].contains(productID) }

  private var lineNumber: UInt16 { UInt16(interface) + 1 }

  private func out(_ number: UInt8, _ value: UInt16, _ index: UInt16? = nil) -> USBTransferRequest {
    .controlOut(
      USBControlSetup(
        .vendor, to: .device, request: number, value: value, index: index ?? lineNumber), [])
  }
}
