import Primitives

/// Makes of sound answers what a bad line, a bad cable or a bad device makes of them: bits flipped,
/// bytes set to what lengths and counts get wrong, pieces lost, doubled, put elsewhere or invented.
struct StreamMutator {
  private static let bytesThatBreakLengths: [UInt8] = [0x00, 0x01, 0x02, 0x3F, 0x7F, 0x80, 0xFF]
  private var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// Up to four of the answers one after another, with up to six mutations.
  mutating func stream(of answers: [[UInt8]]) -> [UInt8] {
    var stream: [UInt8] = []
    for _ in 0..<random.integer(1...4) { stream += answers[random.integer(0...answers.count - 1)] }
    for _ in 0..<random.integer(0...6) where !stream.isEmpty { mutate(&stream) }
    return stream
  }

  /// The stream in pieces of 1 to 70 bytes.
  mutating func pieces(of stream: [UInt8]) -> [[UInt8]] {
    var rest = stream[...]
    var pieces: [[UInt8]] = []
    while !rest.isEmpty {
      pieces.append(Array(rest.prefix(random.integer(1...70))))
      rest = rest.dropFirst(pieces[pieces.count - 1].count)
    }
    return pieces
  }

  private mutating func mutate(_ stream: inout [UInt8]) {
    let place = random.integer(0...stream.count - 1)
    let piece = place..<min(stream.count, place + random.integer(1...12))
    switch random.integer(0...5) {
    case 0: stream[place] ^= 1 << UInt8(random.integer(0...7))
    case 1:
      let choice = random.integer(0...Self.bytesThatBreakLengths.count - 1)
      stream[place] = Self.bytesThatBreakLengths[choice]
    case 2: stream.removeSubrange(piece)
    case 3: stream.insert(contentsOf: stream[piece], at: random.integer(0...stream.count))
    case 4: stream[piece].reverse()
    default:
      let noise = piece.map { _ in UInt8(random.integer(0...255)) }
      stream.insert(contentsOf: noise, at: place)
    }
  }
}
