import Primitives
import TagReads

// 01 06: DSFID UID8 for each tag, at most 27 of them in a frame.
extension LenAdrHFReaderEmulator {
  private static let tagsPerFrameMax = 27

  mutating func inventory() -> LenAdrHFAnswer? {
    let disturbance = antenna.takeDisturbance()
    // A busy reader does not even hear the command.
    if disturbance == .busy { return nil }
    if let refusal = refusal(wantsCards: false) { return refusal }
    var finds = AirFinds(audible(), polling: [.iso15693])
    var isCut = cut(&finds)
    if disturbance == .aborted {
      finds.abort(after: generator.integer(0...max(0, finds.tags.count - 1)))
      isCut = true
    }
    var answer = report(finds, isCut: isCut)
    switch disturbance {
    case .noiseWarning:
      answer.status = LenAdrHFAnswer.strangeAnswer
      answer.data = []
    case .damagedReply: answer.fate = .damaged
    case .silence: answer.fate = .lost
    case .aborted, .busy, nil: break
    }
    return answer
  }

  /// Why a tag command is not even tried.
  func refusal(wantsCards: Bool) -> LenAdrHFAnswer? {
    if isForCards != wantsCards { return LenAdrHFAnswer(status: LenAdrHFAnswer.wrongMode) }
    return isFieldOn ? nil : LenAdrHFAnswer(status: LenAdrHFAnswer.fieldOff)
  }

  private mutating func audible() -> [LyingTag] {
    reported.formIntersection(antenna.everything().map(\.placement))
    return antenna.airRound().filter { !reported.contains($0.placement) }
  }

  /// Leaves out what was not heard within the scan time; true if that is something.
  private func cut(_ finds: inout AirFinds) -> Bool {
    let scanTime = Duration.milliseconds(100 * Int64(settings.information.last ?? 0))
    guard finds.elapsed.duration > scanTime else { return false }
    finds.abort(after: finds.tags.count { $0.elapsed.duration <= scanTime })
    return true
  }

  private mutating func report(_ finds: AirFinds, isCut: Bool) -> LenAdrHFAnswer {
    let page = finds.tags.prefix(Self.tagsPerFrameMax)
    if settings.reportsTagsOnce { reported.formUnion(page.map(\.lying.placement)) }
    let isPartial = isCut || page.count < finds.tags.count
    let status =
      switch (page.isEmpty, isPartial) {
      case (true, true): LenAdrHFAnswer.noUIDInTime
      case (true, false): LenAdrHFAnswer.noTag
      case (false, true): LenAdrHFAnswer.notAllInTime
      case (false, false): LenAdrHFAnswer.done
      }
    let data = page.flatMap { find in
      [find.lying.tag.dsfid] + onTheWire(find.lying.tag.id)
    }
    return LenAdrHFAnswer(status: status, data: data, time: finds.elapsed.duration)
  }

  private func onTheWire(_ tag: TagID) -> [UInt8] {
    settings.sendsUIDLastByteFirst ? tag.bytes.reversed() : tag.bytes
  }

  /// The tag that a UID on the wire means.
  func tag(_ uid: ArraySlice<UInt8>) -> TagID? {
    TagID(.iso15693, settings.sendsUIDLastByteFirst ? uid.reversed() : Array(uid))
  }
}
