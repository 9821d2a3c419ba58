/// What a host asks of one slot of a smart-card reader, as far as a checkout lane needs it.
///
///     62 IccPowerOn     bPowerSelect 0 0       answered with a data block: the answer to reset
///     63 IccPowerOff    0 0 0                  answered with the slot's status
///     65 GetSlotStatus  0 0 0                  answered with the slot's status
///     6F XfrBlock       bBWI wLevelParameter   answered with a data block: the card's answer
///
/// Commands that change the reader (escape, parameters, mechanical) are left out on purpose.
///
/// Source: CCID 1.1, chapter 6.1.
public enum CCIDCommand: Hashable, Sendable {
  /// Powers the card, or wakes it on a contactless reader.
  case powerOn(CCIDPower)
  /// Takes the power away.
  case powerOff
  /// Asks whether a card is there and powered.
  case slotStatus
  /// Hands the card bytes: an APDU, or a TPDU where the reader exchanges those.
  case transfer([UInt8])

  /// The message's type.
  public var type: UInt8 {
    switch self {
    case .powerOn: 0x62
    case .powerOff: 0x63
    case .slotStatus: 0x65
    case .transfer: 0x6F
    }
  }

  /// What answers it when it was done; a reader may refuse with another kind.
  public var answer: CCIDReply.Kind {
    switch self {
    case .powerOn, .transfer: .dataBlock
    case .powerOff, .slotStatus: .slotStatus
    }
  }

  /// The message that carries the command.
  public func message(slot: UInt8, sequence: UInt8) -> CCIDMessage {
    var message = CCIDMessage(type: type, slot: slot, sequence: sequence)
    switch self {
    case .powerOn(let power): message.specific.first = power.rawValue
    case .transfer(let bytes): message.data = bytes
    case .powerOff, .slotStatus: break
    }
    return message
  }
}

/// The voltage a card is powered with (bPowerSelect); contactless readers do not care.
public enum CCIDPower: UInt8, Hashable, Sendable, CaseIterable {
  /// The reader chooses.
  case automatic = 0
  /// 5 volts.
  case fiveVolts = 1
  /// 3 volts.
  case threeVolts = 2
  /// 1.8 volts.
  case lowVoltage = 3
}
