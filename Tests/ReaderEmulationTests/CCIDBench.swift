import Primitives
import ReaderEmulation
import TagReads

/// A host without any driver: it writes hex to the emulated smart-card reader and reads hex back.
final class CCIDBench {
  let antenna = AntennaField(seed: 11)
  var reader: CCIDReaderEmulator
  var now = Moment(milliseconds: 100)

  init(_ configure: (inout CCIDEmulatorSettings) -> Void = { _ in }) {
    var settings = CCIDEmulatorSettings()
    settings.notifies = false
    configure(&settings)
    reader = CCIDReaderEmulator(antenna: antenna, settings: settings)
    _ = reader.output(upTo: now)
  }

  /// Sends a message and waits for the next thing the reader says; empty if it says nothing.
  func ask(_ hex: String) -> String {
    reader.hostSent(Hex.bytes(hex) ?? [], at: now)
    return next()
  }

  /// The next thing the reader says within five seconds.
  func next() -> String {
    let limit = now + .seconds(5)
    while let due = reader.nextOutput, due <= limit {
      now = max(now, due)
      let bytes = reader.output(upTo: now)
      if !bytes.isEmpty { return Hex.text(bytes, separator: " ") }
    }
    now = limit
    return ""
  }

  func place(_ tag: String) {
    guard let id = TagID(tag) else { return }
    antenna.place([EmulatedTag(id: id)])
  }
}
