import Primitives

/// The serial side of an emulated length-address-command reader.
///
/// While the reader executes a command, and until the last byte of the answer is out, whatever the
/// host sends is lost (U9809 manual). A frame comes out when its last byte would have arrived.
struct LenAdrDeviceLine: Sendable {
  /// What ends a command's execution.
  struct Frame: Sendable {
    /// The body of the frame.
    var body: [UInt8]
    /// When it is ready to be sent, counted from the beginning of execution.
    var readyAfter: Duration
    /// Whether a bit is wrong on its way.
    var isDamaged = false
  }

  /// A request and the moment its execution begins.
  typealias Request = (body: [UInt8], begins: Moment)

  private static let waitingMax = 1024

  /// Bits a second, a byte being 10 of them; 0 takes no time.
  let baud: Int
  let characterGapMax: Duration

  private var receiver = LenAdrDeviceReceiver()
  private var busyUntil = Moment.origin
  private var waiting: [(due: Moment, bytes: [UInt8])] = []

  init(baud: Int, characterGapMax: Duration) {
    self.baud = baud
    self.characterGapMax = characterGapMax
  }

  /// When the next frame is out.
  var nextOutput: Moment? { waiting.first?.due }

  /// Takes a host's byte; gives the frame it completes, unless the reader is deaf.
  mutating func take(_ byte: UInt8, at now: Moment) -> LenAdrDeviceReceiver.Arrival? {
    guard now >= busyUntil else {
      receiver.forget()
      return nil
    }
    return receiver.take(byte, at: now, gapMax: characterGapMax)
  }

  /// When a request of that many bytes, handed over at once, has arrived over the line.
  func arrival(of byteCount: Int, at now: Moment) -> Moment { now + time(of: byteCount) }

  /// Executes for a time and sends frames meanwhile, one after another.
  mutating func execute(
    from begins: Moment, for duration: Duration, frames: [Frame], address: UInt8,
    using generator: inout SeededGenerator
  ) {
    var free = begins
    for frame in frames {
      var bytes = LenAdrDeviceFrame.sealed(address: address, body: frame.body)
      free = max(free, begins + frame.readyAfter) + time(of: bytes.count)
      if frame.isDamaged {
        let bit = generator.integer(0...bytes.count * 8 - 1)
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      }
      send(bytes, at: free)
    }
    busyUntil = max(free, begins + duration)
  }

  /// Sends a frame that nobody asked for.
  mutating func send(_ bytes: [UInt8], at due: Moment) {
    waiting.append((due, bytes))
    if waiting.count > Self.waitingMax { waiting.removeFirst() }
  }

  /// The bytes whose time has come.
  mutating func output(upTo now: Moment) -> [UInt8] {
    let due = waiting.prefix { $0.due <= now }
    waiting.removeFirst(due.count)
    return due.flatMap(\.bytes)
  }

  /// The power is cut.
  mutating func reset() {
    receiver.forget()
    busyUntil = .origin
    waiting = []
  }

  private func time(of byteCount: Int) -> Duration {
    baud > 0 ? .nanoseconds(Int64(byteCount) * 10_000_000_000 / Int64(baud)) : .zero
  }
}

extension SeededGenerator {
  /// A time of the closed range, drawn evenly.
  mutating func duration(_ range: ClosedRange<Duration>) -> Duration {
    let low = range.lowerBound.wholeNanoseconds
    let high = range.upperBound.wholeNanoseconds
    return .nanoseconds(low + Int64(integer(0...Int(high - low))))
  }
}
