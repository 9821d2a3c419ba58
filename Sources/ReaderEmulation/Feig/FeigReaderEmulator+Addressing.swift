import TagReads

// Finding the tag a command is meant for.
extension FeigReaderEmulator {
  /// The tag in the field, whether it will answer or not.
  func tag(_ address: FeigTagAddress) throws(FeigRefusal) -> EmulatedTag {
    try lying(address).tag
  }

  /// The tag, if it answers this time.
  mutating func answeringTag(
    _ address: FeigTagAddress
  ) throws(FeigRefusal) -> EmulatedTag {
    try answeringLying(address).tag
  }

  /// The same with where it lies.
  mutating func answeringLying(
    _ address: FeigTagAddress
  ) throws(FeigRefusal) -> LyingTag {
    let lying = try lying(address)
    guard antenna.answers(lying.tag.id) else { throw Self.nobody }
    return lying
  }

  /// The tag in the field that feels addressed. A quiet tag hears only its own UID; two that answer
  /// together spoil each other's reply.
  private func lying(_ address: FeigTagAddress) throws(FeigRefusal) -> LyingTag {
    guard isFieldOn, settings.polls.contains(.iso15693) else { throw Self.nobody }
    let vicinity = antenna.everything().filter { $0.tag.id.technology == .iso15693 }
    let addressed = vicinity.filter { lying in
      switch address {
      case .uid(let tag): lying.tag.id == tag
      case .selected: lying.placement == selected
      case .anyone: !quiet.contains(lying.placement)
      }
    }
    guard let first = addressed.first else { throw Self.nobody }
    guard addressed.count == 1 else {
      throw FeigRefusal(
        FeigAnswer(status: FeigStatusByte.dataFalse, time: Self.shortExchange().time))
    }
    return first
  }

  private static var nobody: FeigRefusal {
    FeigRefusal(
      FeigAnswer(status: FeigStatusByte.noTransponder, time: shortExchange().time))
  }

  /// A request with nothing after the UID, answered with nothing but flags.
  static func shortExchange() -> FeigAnswer {
    let air = VicinityAir.exchange(
      requestBytes: VicinityAir.addressedRequestBytes, responseBytes: 3)
    return FeigAnswer(status: FeigStatusByte.done, time: air.duration)
  }

  /// Status 95 and the code of ISO 15693-3.
  static func tagError(_ code: UInt8) -> FeigAnswer {
    FeigAnswer(
      status: FeigStatusByte.tagError, data: [code], time: shortExchange().time)
  }

  /// Runs a command that may end early.
  mutating func refusing(
    _ command: (inout FeigReaderEmulator) throws(FeigRefusal) -> FeigAnswer
  ) -> FeigAnswer {
    do {
      return try command(&self)
    } catch {
      return error.answer
    }
  }
}
