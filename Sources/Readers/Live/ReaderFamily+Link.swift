public import USBHost

extension ReaderFamily {
  /// Vendor and product id of the family's own USB devices, as the configuration writes them;
  /// nothing for families that come behind serial bridges or are known by their interface's class.
  public var usualUSB: String? {
    switch self {
    case .feig: "0ab1:0002"
    case .r321: "0505:5050"
    case .lenAdrHF, .lenAdrUHF, .ccid: nil
    }
  }

  /// The class of the USB interface by which the family's devices are known, if they are.
  public var interfaceClass: UInt8? { self == .ccid ? 0x0B : nil }

  /// How the family's readers leave their maker, where they have a serial line; nothing where they
  /// have none.
  ///
  /// FEIG 38400 8E1 (ID ISC.PR101 manual, H60301-3e); the length-address-command readers 19200 8N1
  /// (545ch4/RR3036, lib/RR3036/connection.rb) and 57600 8N1 (wabson/chafon-rfid,
  /// transport_serial.py).
  public var usualLine: SerialLine? {
    switch self {
    case .feig:
      var line = SerialLine(baud: 38_400)
      line.parity = .even
      return line
    case .lenAdrHF: return SerialLine(baud: 19_200)
    case .lenAdrUHF: return SerialLine(baud: 57_600)
    case .r321, .ccid: return nil
    }
  }

  /// True if the family's readers always come behind a serial bridge.
  public var needsBridge: Bool { usualUSB == nil && interfaceClass == nil }

  /// How the family's bytes get through USB.
  ///
  /// - Parameter line: the serial line of a reader behind a bridge; nothing for a reader with a USB
  ///   plug of its own.
  public func link(over line: SerialLine?) -> ReaderLink {
    if let line { return .serial(line) }
    switch self {
    case .feig: return .bulk
    case .r321: return .hidReports
    case .lenAdrHF, .lenAdrUHF: return usualLine.map { .serial($0) } ?? .bulk
    case .ccid: return .ccid
    }
  }
}
