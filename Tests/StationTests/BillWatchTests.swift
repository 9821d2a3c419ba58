import Money
import TagReads
import Testing

@testable import Station

/// The judge of what a display shows must be able to find it guilty.
@Suite struct BillWatchTests {
  private let rice: TagID
  private let soup: TagID

  init() throws {
    rice = try #require(TagID("E004015000A01001"))
    soup = try #require(TagID("E004015000A01002"))
  }

  private func bill(_ plates: TagID...) -> DisplayedBill {
    DisplayedBill(Dictionary(uniqueKeysWithValues: plates.map { ($0, Amount(minorUnits: 300)) }))
  }

  /// What a display showed one after the other, over the same tray, which is then lifted.
  private func counts(_ sights: [LaneSight], over tray: TrayTruth) -> BillCounts {
    var watch = BillWatch()
    for sight in sights { watch.shows(sight, hasRightPrices: true, over: tray) }
    watch.lifting(tray)
    return watch.counts
  }

  @Test func `a bill for what lies there is right`() {
    let found = counts([.reading, .bill(bill(rice, soup))], over: .init(due: [rice, soup]))
    #expect(found == BillCounts(shown: 1))
  }

  @Test func `a bill without a plate at rest, or with one that is not there, is wrong`() {
    let wrong = BillCounts(shown: 1, shownWrong: 1, leftWrong: 1)
    #expect(counts([.bill(bill(rice))], over: .init(due: [rice, soup])) == wrong)
    #expect(counts([.bill(bill(rice, soup))], over: .init(due: [rice])) == wrong)
    #expect(counts([.bill(bill(rice))], over: .init(due: [rice], hasStranger: true)) == wrong)
  }

  @Test func `wrong prices make a bill wrong`() {
    var watch = BillWatch()
    watch.shows(.bill(bill(rice)), hasRightPrices: false, over: .init(due: [rice]))
    #expect(watch.counts == BillCounts(shown: 1, shownWrong: 1))
  }

  @Test func `a wrong bill that the lane takes back was shown, but not left`() {
    let tray = TrayTruth(due: [rice, soup])
    let amended = counts([.bill(bill(rice)), .reading, .bill(bill(rice, soup))], over: tray)
    #expect(amended == BillCounts(shown: 2, shownWrong: 1))
    let problem = counts([.bill(bill(rice)), .problem(code: "unstable-set")], over: tray)
    #expect(problem == BillCounts(shown: 1, shownWrong: 1))
  }

  @Test func `a card that comes first has its bill judged while it is being paid`() {
    let found = counts([.reading, .paying(bill(rice))], over: .init(due: [rice, soup]))
    #expect(found == BillCounts(shown: 1, shownWrong: 1))
  }

  /// The tray, and when the bill stood:
  ///
  ///     rice  ----------------
  ///     soup       -----------
  ///     bill   rice|    both
  @Test func `a bill that gives way to a late plate is amended`() {
    var watch = BillWatch()
    watch.shows(.bill(bill(rice)), hasRightPrices: true, over: .init(due: [rice]))
    watch.shows(.reading, hasRightPrices: true, over: .init(due: [rice], inMotion: [soup]))
    watch.shows(.bill(bill(rice, soup)), hasRightPrices: true, over: .init(due: [rice, soup]))
    #expect(watch.counts == BillCounts(shown: 2, amended: 1))
  }

  @Test func `a late plate that nobody noticed makes the bill wrong at the tap, and again after`() {
    var watch = BillWatch()
    watch.shows(.bill(bill(rice)), hasRightPrices: true, over: .init(due: [rice]))
    watch.tapped(over: .init(due: [rice], inMotion: [soup]))
    #expect(watch.counts == BillCounts(shown: 1), "it has only just come")
    watch.tapped(over: .init(due: [rice, soup]))
    #expect(watch.counts == BillCounts(shown: 1, shownWrong: 1))
    watch.lifting(.init(due: [rice, soup]))
    #expect(watch.counts == BillCounts(shown: 1, shownWrong: 1, leftWrong: 1))
  }

  @Test func `a second bill replaces nothing once the first is paid`() {
    var watch = BillWatch()
    watch.shows(.bill(bill(rice)), hasRightPrices: true, over: .init(due: [rice]))
    watch.paid()
    watch.shows(.paid, hasRightPrices: true, over: .init())
    watch.shows(.bill(bill(soup)), hasRightPrices: true, over: .init(due: [soup]))
    #expect(watch.counts == BillCounts(shown: 2))
  }

  @Test func `a bill that asks again for what is paid is wrong`() {
    var watch = BillWatch()
    watch.shows(.bill(bill(rice)), hasRightPrices: true, over: .init(due: [rice]))
    watch.paid()
    watch.shows(.paid, hasRightPrices: true, over: .init())
    watch.shows(.bill(bill(rice)), hasRightPrices: true, over: .init())
    #expect(watch.counts == BillCounts(shown: 1, shownWrong: 1))
  }

  @Test func `a tray that leaves as paid with a plate overlooked for long is left wrong`() {
    let fresh = TrayTruth(due: [soup])
    #expect(counts([.paid], over: fresh).leftWrong == 0, "the lane may still be reading it")
    let overdue = TrayTruth(due: [soup], hasOverdue: true)
    #expect(counts([.paid], over: overdue).leftWrong == 1)
  }
}
