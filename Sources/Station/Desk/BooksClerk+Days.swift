internal import Ledger
internal import LedgerStore
internal import Money
internal import Primitives
internal import Settlement

extension BooksClerk {
  /// The most Zs that one answer lists.
  private static let listedMax = 1_000

  func perform(_ act: DayAct) throws -> DeskAnswer {
    switch act {
    case .look: return .day(try openPeriod())
    case .show(let number): return .day(try answer(to: settlement(number)))
    case .list(let limit):
      let closes = try store.dayCloses(limit: min(limit, Self.listedMax))
      return .days(try closes.map(answer))
    case .close(let id, let counted, let reason):
      let time = time
      let sealed = try store.closeDay(
        DayClosing(
          id: id, at: time.wall, businessDay: businessDay(at: time),
          timeZone: configuration.timeZone, dayStartMinute: configuration.dayStartMinute, by: by,
          software: Software.nameAndVersion, counted: counted, reason: reason))
      return .day(try answer(to: sealed))
    }
  }

  private func settlement(_ number: Int) throws -> SealedClose {
    guard let sealed = try store.dayClose(number: number) else {
      throw DeskRefusal("there is no Z \(number): 'day list' shows those there are")
    }
    return sealed
  }

  private func openPeriod() throws -> DayAnswer {
    let (first, last, figures) = try store.openPeriod()
    let previous = try store.dayCloses(limit: 1).first?.close.figures
    return DayAnswer(
      station: store.station.text, currency: store.currency.code,
      decimals: store.currency.minorDigits, businessDay: businessDay(at: time).description,
      timeZone: configuration.timeZone, dayStart: clock(configuration.dayStartMinute),
      firstReceipt: receipt(first, of: last - first + 1),
      lastReceipt: receipt(last, of: last - first + 1), transfers: last - first + 1,
      figures: figures.byName, identities: identities(of: figures, after: previous))
  }

  private func answer(to sealed: SealedClose) throws -> DayAnswer {
    let close = sealed.close
    let previous = try store.dayClose(number: close.number - 1)?.close.figures
    return DayAnswer(
      number: close.number, station: close.station.text, currency: close.currencyCode,
      decimals: store.currency.minorDigits, businessDay: close.businessDay.description,
      timeZone: close.timeZone, dayStart: clock(close.dayStartMinute),
      sealedAt: close.at.stamp(
        utcOffsetSeconds: ZoneOffsets(close.timeZone).seconds(at: close.at)),
      by: close.by, software: close.software,
      firstReceipt: receipt(close.first, of: close.recordCount),
      lastReceipt: receipt(close.last, of: close.recordCount), transfers: close.recordCount,
      counted: close.counted, difference: close.drawerDifference,
      reason: close.reason.isEmpty ? nil : close.reason,
      journalHash: close.journalHash.description, seal: sealed.seal.description,
      sealCode: sealed.seal.shortCode, figures: close.figures.byName,
      identities: identities(of: close.figures, after: previous))
  }

  private func receipt(_ serial: Int, of count: Int) -> String? {
    count == 0 ? nil : ReceiptNumber(station: store.station, serial: serial).description
  }

  private func identities(of figures: Figures, after previous: Figures?) -> [IdentityAnswer] {
    SettlementIdentities.of(figures, after: previous).map {
      IdentityAnswer(words: $0.words, left: $0.left, right: $0.right)
    }
  }

  private func clock(_ minute: Int) -> String {
    let padded = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
    return padded(minute / 60) + ":" + padded(minute % 60)
  }
}

extension Figures {
  fileprivate var byName: [String: Int64] {
    Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.value) })
  }
}
