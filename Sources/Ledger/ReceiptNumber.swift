/// The number on a receipt: the station's name and a serial without gaps, `East-000001`.
public struct ReceiptNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The station that gave the receipt.
  public let station: StationName

  /// The serial at that station, from 1 on.
  public let serial: Int

  /// Makes the number of a station's receipt.
  public init(station: StationName, serial: Int) {
    self.station = station
    self.serial = serial
  }

  /// Reads `East-000001`; leading zeros may be left out.
  public init?(_ text: some StringProtocol) {
    guard let dash = text.lastIndex(of: "-"), let station = StationName(text[..<dash]) else {
      return nil
    }
    let digits = text[text.index(after: dash)...]
    guard digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
      let serial = Int(digits), serial > 0
    else { return nil }
    self.init(station: station, serial: serial)
  }

  public var description: String {
    let digits = String(serial)
    return "\(station)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  public static func < (left: ReceiptNumber, right: ReceiptNumber) -> Bool {
    (left.station, left.serial) < (right.station, right.serial)
  }
}
