import Primitives
import ReaderWire

/// A family's decoder and answers to feed it with.
struct Codec: Sendable {
  static let runCount = 7
  /// What a USB transfer or a read of a serial line may bring at once.
  static let chunkByteCount = 64
  /// Answers in the stream.
  static let frameCount = 50_000

  var name: String
  /// Answers one after another.
  var stream: [UInt8]
  /// How many tags each answer lists.
  var tagsPerFrame: Int
  /// Decodes a stream piece by piece down to tags and gives how many there were.
  var decode: @Sendable ([[UInt8]]) -> Int

  static let all = [feig, r321, hf, uhf, ccid]

  static let feig = Codec(
    name: "FEIG",
    frame: bytes(
      "1B 00 B0 00 02 03 00 E0 04 01 50 00 A1 B2 C3 03 00 E0 04 01 50 00 A1 B2 C4 04 E7")
  ) { pieces in
    var decoder = FeigFrameDecoder()
    return pieces.reduce(0) { count, piece in
      decoder.receive(piece).reduce(count) { count, frame in
        count + (FeigReply(frame).map { FeigInventory($0.data).tags.count } ?? 0)
      }
    }
  }

  /// In the reports that carry it, padding and all.
  static let r321 = Codec(
    name: "R321",
    frame: R321Reports.carrying(
      bytes(
        "7E 55 1D 01 00 00 00 1F 11 00 C3 B2 A1 00 50 01 04 E0 AA C4 B2 A1 00 50 01 04 E0 AA 00 00 "
          + "3E 78"))
  ) { pieces in
    var decoder = R321FrameDecoder()
    return pieces.reduce(0) { count, piece in
      decoder.receive(piece).reduce(count) { count, frame in
        count + (R321TagPage(frame.parameters)?.tags.count ?? 0)
      }
    }
  }

  static let hf = Codec(
    name: "length-address-command, HF",
    frame: bytes("16 00 00 00 C3 B2 A1 00 50 01 04 E0 00 C4 B2 A1 00 50 01 04 E0 14 1B")
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
    frame: bytes("2300010301020C0000000000000000000003136B0C0000000000000000000003146C70F2")
  ) { pieces in
    var decoder = LenAdrUHFDecoder()
    return pieces.reduce(0) { count, piece in
      decoder.receive(piece).reduce(count) { count, reply in
        count + LenAdrUHFInventory(reply.data, .withStrength).sightings.count
      }
    }
  }

  /// A smart-card reader names one card at a time.
  static let ccid = Codec(
    name: "CCID", frame: bytes("80 06 00 00 00 00 03 00 00 00 12 34 56 78 90 00"), tagsPerFrame: 1
  ) { pieces in
    var decoder = CCIDAnswerDecoder()
    return pieces.reduce(0) { count, piece in
      decoder.receive(piece).reduce(count) { count, answer in
        guard let response = CardResponse(answer.reply.data), case .tag = CardNumber(response.data)
        else { return count }
        return count + 1
      }
    }
  }

  private init(
    name: String, frame: [UInt8], tagsPerFrame: Int = 2,
    decode: @escaping @Sendable ([[UInt8]]) -> Int
  ) {
    self.name = name
    self.tagsPerFrame = tagsPerFrame
    stream = [UInt8]((0..<Self.frameCount).map { _ in frame }.joined())
    self.decode = decode
  }

  private static func bytes(_ hex: String) -> [UInt8] { Hex.bytes(hex) ?? [] }

  /// The stream in the pieces in which it arrives.
  var pieces: [[UInt8]] {
    stride(from: 0, to: stream.count, by: Self.chunkByteCount).map {
      Array(stream[$0..<min($0 + Self.chunkByteCount, stream.count)])
    }
  }

  /// Decodes the whole stream once.
  func decodeAll(_ pieces: [[UInt8]]) {
    let tagCount = decode(pieces)
    precondition(tagCount == tagsPerFrame * Self.frameCount, "\(name): \(tagCount) tags")
  }

  /// Frames a second, the median of several runs.
  func framesPerSecond() -> Double {
    let pieces = pieces
    let clock = ContinuousClock()
    let seconds = (0..<Self.runCount).map { _ in
      clock.measure { decodeAll(pieces) } / .seconds(1)
    }
    return Double(Self.frameCount) / seconds.sorted()[Self.runCount / 2]
  }

  /// Bytes of one answer.
  var frameByteCount: Int { stream.count / Self.frameCount }
}
