import Primitives
import ReaderEmulation
import TagReads
import Testing

/// A host without any driver: it writes reports to the emulated reader and reads reports back.
final class R321Bench {
  let antenna = AntennaField(seed: 11)
  var reader: R321ReaderEmulator
  var now = Moment(milliseconds: 100)

  init(_ configure: (inout R321EmulatorSettings) -> Void = { _ in }) {
    var settings = R321EmulatorSettings()
    configure(&settings)
    reader = R321ReaderEmulator(antenna: antenna, settings: settings)
  }

  /// Sends a frame and waits for the reply, both as hexadecimal text; empty if there is no reply.
  func ask(_ hex: String) -> String {
    guard let request = Hex.bytes(hex) else { return "not hex: \(hex)" }
    return Hex.text(ask(request), separator: " ")
  }

  /// The same with bytes; 60 ms later the next may be asked.
  func ask(_ request: [UInt8]) -> [UInt8] {
    reader.hostSent(Self.reports(request), at: now)
    let asked = now
    var reply: [UInt8] = []
    while let next = reader.nextOutput, next <= asked + .milliseconds(1500) {
      now = max(now, next)
      reply += Self.content(reader.output(upTo: now))
    }
    now = max(now, asked) + .milliseconds(60)
    return reply
  }

  /// Sends a command to reader 1 with its parameters; the reply's parameters, if the reply is one.
  func command(_ code: UInt8, _ hex: String = "") -> [UInt8]? {
    let parameters = Hex.bytes(hex) ?? []
    let reply = ask(Self.request(code, parameters))
    guard reply.count >= 12, Array(reply[7...9]) == [0x1F, code, 0x00],
      Self.sealed(Array(reply.dropLast(2))) == reply
    else { return nil }
    return Array(reply[10..<reply.count - 2])
  }

  /// The UIDs of a query's answer, and how many remain.
  func query(mode: String = "00") -> (uids: [String], remaining: UInt8)? {
    guard let answer = command(0x11, mode), answer.count >= 2 else { return nil }
    let uids = stride(from: 0, to: answer.count - 2, by: 9).map {
      Hex.text(answer[$0..<$0 + 8].reversed())
    }
    return (uids, answer[answer.count - 2])
  }

  /// Switches the field off and on and gives the reader's own search some time.
  func searchAnew(for time: Duration = .milliseconds(500)) {
    _ = command(0xF0, "02 00")
    now = now + time
  }

  static func request(_ code: UInt8, _ parameters: [UInt8]) -> [UInt8] {
    let length = UInt8(parameters.count + 8)
    return sealed([0x7E, 0x55, length, 0x00, 0x00, 0x01, 0x00, code, 0x00] + parameters)
  }

  /// A frame with its check, by the rule of appendix A written out once more.
  static func sealed(_ frame: [UInt8]) -> [UInt8] {
    var crc = 0xFFFF
    for byte in frame.dropFirst(2) {
      for bit in 0..<8 {
        let feedback = (crc ^ Int(byte) >> bit) & 1
        crc = crc >> 1 ^ (feedback == 1 ? 0x8408 : 0)
      }
    }
    crc ^= 0xFFFF
    return frame + [UInt8(crc & 0xFF), UInt8(crc >> 8)]
  }

  static func reports(_ frame: [UInt8]) -> [UInt8] {
    stride(from: 0, to: frame.count, by: 63).flatMap { start in
      let part = frame[start..<min(start + 63, frame.count)]
      return [UInt8(part.count)] + part + [UInt8](repeating: 0xEE, count: 63 - part.count)
    }
  }

  /// What whole reports carry.
  static func content(_ reports: [UInt8]) -> [UInt8] {
    stride(from: 0, to: reports.count, by: 64).flatMap { start in
      reports[(start + 1)..<(start + 1 + Int(reports[start]))]
    }
  }
}
