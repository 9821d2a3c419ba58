import Primitives
import ReaderWire

/// A family's decoder and answers to feed it with.
struct Codec: Sendable {
  static let runCount = 7
  /// What a USB transfer or a read of a serial line may bring at once.
  static let chunkByteCount = 64

  var name: String
  /// Answers one after another.
  var stream: [UInt8]
  var frameCount: Int
  /// Decodes a stream piece by piece down to tags and gives how many there were.
  var decode: @Sendable ([[UInt8]]) -> Int

  static let all = [feig, hf, uhf]

  static let feig = Codec(
    name: "FEIG",
    hex: "1B 00 B0 00 02 03 00 E0 04 01 50 00 A1 B2 C3 03 00 E0 04 01 50 00 A1 B2 C4 04 E7"
  ) { pieces in
    var decoder = FeigFrameDecoder()
    return pieces.reduce(0) { count, piece in
      decoder.receive(piece).reduce(count) { count, frame in
        count + (FeigReply(frame).map { FeigInventory($0.data).tags.count } ?? 0)
      }
    }
  }

  static let hf = Codec(
    name: "length-address-command, HF",
    hex: "16 00 00 00 C3 B2 A1 00 50 01 04 E0 00 C4 B2 A1 00 50 01 04 E0 14 1B"
  ) { pieces in
    var decoder = LenAdrHFDecoder()
    return pieces.reduce(0) { count, piece in
      decoder.receive(piece).reduce(count) { count, reply in
        count + LenAdrHFInventory(reply.data, expecting: .leastSignificantFirst).tags.count
      }
    }
  }

  static let uhf = Codec(
    name: "length-address-command, UHF",
    hex: "2300010301020C0000000000000000000003136B0C0000000000000000000003146C70F2"
  ) { pieces in
    var decoder = LenAdrUHFDecoder()
    return pieces.reduce(0) { count, piece in
      decoder.receive(piece).reduce(count) { count, reply in
        count + LenAdrUHFInventory(reply.data, .withStrength).sightings.count
      }
    }
  }

  /// Each frame lists two tags.
  private init(name: String, hex: String, decode: @escaping @Sendable ([[UInt8]]) -> Int) {
    let frame = Hex.bytes(hex) ?? []
    self.name = name
    frameCount = 50_000
    stream = [UInt8]((0..<frameCount).map { _ in frame }.joined())
    self.decode = decode
  }

  /// The stream in the pieces in which it arrives.
  var pieces: [[UInt8]] {
    stride(from: 0, to: stream.count, by: Self.chunkByteCount).map {
      Array(stream[$0..<min($0 + Self.chunkByteCount, stream.count)])
    }
  }

  /// Frames a second, the median of several runs.
  func framesPerSecond() -> Double {
    let pieces = pieces
    let clock = ContinuousClock()
    let seconds = (0..<Self.runCount).map { _ in
      let time = clock.measure {
        let tagCount = decode(pieces)
        precondition(tagCount == 2 * frameCount, "\(name): \(tagCount) tags")
      }
      return time / .seconds(1)
    }
    return Double(frameCount) / seconds.sorted()[Self.runCount / 2]
  }

  func measureSpeed() {
    let rate = framesPerSecond()
    let bytes = rate * Double(stream.count / frameCount)
    print("\(name): \(Int(rate)) frames/s, \(Int(bytes / 1_000_000)) MB/s")
  }
}
