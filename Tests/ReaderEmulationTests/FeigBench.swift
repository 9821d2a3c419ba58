import Primitives
import ReaderEmulation
import TagReads
import Testing

/// A host without any driver: it writes hex to the emulated reader and reads hex back.
final class FeigBench {
  let antenna = AntennaField(seed: 11)
  var reader: FeigReaderEmulator
  var now = Moment(milliseconds: 100)

  init(_ configure: (inout FeigEmulatorSettings) -> Void = { _ in }) {
    var settings = FeigEmulatorSettings()
    configure(&settings)
    reader = FeigReaderEmulator(antenna: antenna, settings: settings)
  }

  /// Sends, waits for the reply and then for the line to be idle; empty if there is no reply.
  func ask(_ hex: String) -> String {
    guard let request = Hex.bytes(hex) else { return "not hex: \(hex)" }
    return Hex.text(ask(request), separator: " ")
  }

  /// The same with bytes.
  func ask(_ request: [UInt8]) -> [UInt8] {
    reader.hostSent(request, at: now)
    now = reader.nextOutput ?? now + .milliseconds(500)
    let reply = reader.output(upTo: now)
    now = now + .milliseconds(6)
    return reply
  }

  /// Sends an advanced request of these bytes; the reply's status and data.
  func command(_ hex: String) -> (status: UInt8, data: [UInt8])? {
    let content = [0xFF] + (Hex.bytes(hex) ?? [])
    let length = content.count + 5
    let reply = ask(Self.sealed([0x02, UInt8(length >> 8), UInt8(length & 0xFF)] + content))
    guard reply.count >= 8, reply[0] == 0x02 else { return nil }
    return (reply[5], Array(reply[6..<reply.count - 2]))
  }

  /// How long the reader took from the request to the reply.
  func time(of hex: String) -> Duration {
    let start = now
    _ = command(hex)
    return (now - .milliseconds(6)).since(start)
  }

  /// The UIDs of one inventory request's reply, without the other bytes of each set.
  func inventory(more: Bool = false) -> (status: UInt8, uids: [String])? {
    guard let (status, data) = command(more ? "B0 01 80" : "B0 01 00") else { return nil }
    let sets = stride(from: 1, to: data.count, by: 10).map { Hex.text(data[$0 + 2..<$0 + 10]) }
    return (status, sets)
  }

  /// A frame with its CRC, by the table-free rule of the manual written out once more.
  static func sealed(_ frame: [UInt8]) -> [UInt8] {
    var crc = 0xFFFF
    for byte in frame {
      for bit in 0..<8 {
        let feedback = (crc ^ Int(byte) >> bit) & 1
        crc = crc >> 1 ^ (feedback == 1 ? 0x8408 : 0)
      }
    }
    return frame + [UInt8(crc & 0xFF), UInt8(crc >> 8)]
  }

  /// A plate's tag; the number's low bits are the UID's.
  static func plate(_ number: UInt64) throws -> TagID {
    try #require(TagID(iso15693: 0xE004_0150_0000_0000 | number))
  }

  /// So many plates with UIDs scattered by a generator.
  static func plates(_ count: Int, seed: UInt64 = 3) throws -> [EmulatedTag] {
    var generator = SeededGenerator(seed: seed)
    var ids: Set<TagID> = []
    while ids.count < count { ids.insert(try plate(generator.next() & 0xFFFF_FFFF)) }
    return ids.sorted().map { EmulatedTag(id: $0) }
  }
}
