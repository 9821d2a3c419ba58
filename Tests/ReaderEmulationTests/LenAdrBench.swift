import Primitives
import ReaderEmulation
import TagReads
import Testing

/// A host without any driver: it writes bodies to an emulated length-address-command reader and
/// reads frames back.
final class LenAdrBench<Reader: EmulatedReader> {
  let antenna: AntennaField
  var reader: Reader
  var now = Moment(milliseconds: 100)

  init(_ antenna: AntennaField, _ reader: Reader) {
    self.antenna = antenna
    self.reader = reader
  }

  /// Sends bytes and gives every frame that comes within three seconds, each with its time.
  func exchange(_ request: [UInt8]) -> [(after: Duration, bytes: [UInt8])] {
    let start = now
    reader.hostSent(request, at: now)
    var frames: [(Duration, [UInt8])] = []
    while let due = reader.nextOutput, due < start + .seconds(4) {
      now = max(now, due)
      let bytes = reader.output(upTo: now)
      if !bytes.isEmpty { frames.append((now.since(start), bytes)) }
    }
    // A reader that does not answer may still be executing, and deaf.
    now = now + (frames.isEmpty ? .milliseconds(500) : .milliseconds(10))
    return frames
  }

  /// The bodies, without the address, of the frames that answer a body.
  func ask(_ hex: String) -> [String] {
    exchange(Self.request(hex)).map { Hex.text($0.bytes[2..<$0.bytes.count - 2], separator: " ") }
  }

  /// How long the reader took from the request to the last frame.
  func time(of hex: String) -> Duration {
    exchange(Self.request(hex)).last?.after ?? .zero
  }

  /// A request to any reader.
  static func request(_ hex: String, address: UInt8 = 0xFF) -> [UInt8] {
    let body = Hex.bytes(hex) ?? []
    return FeigBench.sealed([UInt8(body.count + 3), address] + body)
  }
}

/// An HF reader on a bench.
func hfBench(
  _ configure: (inout LenAdrHFEmulatorSettings) -> Void = { _ in }
) -> LenAdrBench<LenAdrHFReaderEmulator> {
  var settings = LenAdrHFEmulatorSettings()
  configure(&settings)
  let antenna = AntennaField(seed: 11)
  return LenAdrBench(antenna, LenAdrHFReaderEmulator(antenna: antenna, settings: settings))
}

/// A UHF reader on a bench.
func uhfBench(
  _ generation: LenAdrUHFGeneration = .uhfReader288,
  _ configure: (inout LenAdrUHFEmulatorSettings) -> Void = { _ in }
) -> LenAdrBench<LenAdrUHFReaderEmulator> {
  var settings = LenAdrUHFEmulatorSettings(generation)
  configure(&settings)
  let antenna = AntennaField(seed: 11)
  return LenAdrBench(antenna, LenAdrUHFReaderEmulator(antenna: antenna, settings: settings))
}

/// So many tags with EPCs of 12 bytes, the strongest first.
func epcTags(_ count: Int) throws -> [EmulatedTag] {
  try (1...max(1, count)).prefix(count).map { number in
    let id = try #require(TagID(.epc, [UInt8](repeating: 0, count: 11) + [UInt8(number)]))
    return EmulatedTag(id: id, signalStrengthDBm: -20 - number)
  }
}
