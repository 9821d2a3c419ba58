import Primitives
import Testing

@testable import Station

/// From when to when a diner's waits are counted. Times are milliseconds after the tray's touch.
@Suite struct DinerStopwatchTests {
  private enum Act {
    case change, tap, bill, problem, paid
  }

  /// A tray whose last plate is put down at 200.
  private func watch(_ acts: [(Act, Int64)]) -> DinerStopwatch {
    var watch = DinerStopwatch(trayComplete: Moment(milliseconds: 200))
    for (act, milliseconds) in acts {
      let now = Moment(milliseconds: milliseconds)
      switch act {
      case .change: watch.trayChanged(at: now)
      case .tap: watch.tapped(at: now)
      case .bill:
        watch.answered()
        watch.billed(at: now)
      case .problem: watch.answered()
      case .paid: watch.paid(at: now)
      }
    }
    return watch
  }

  @Test func `tray, bill, tap, paid`() {
    let watch = watch([(.change, 0), (.change, 200), (.bill, 650), (.tap, 2_000), (.paid, 2_400)])
    #expect(watch.trayToBill == .milliseconds(450))
    #expect(watch.tapToPaid == .milliseconds(400))
  }

  @Test func `a card that comes first waits for the tray, not the tray for the card`() {
    let watch = watch([(.tap, -700), (.change, 0), (.change, 200), (.bill, 600), (.paid, 900)])
    #expect(watch.trayToBill == .milliseconds(400))
    #expect(watch.tapToPaid == .milliseconds(700))
  }

  @Test func `a bill before the last plate is no bill for the tray`() {
    let watch = watch([(.change, 0), (.bill, 150), (.change, 200), (.bill, 700)])
    #expect(watch.trayToBill == .milliseconds(500))
  }

  @Test func `a second tap for the same tray has waited since the first`() {
    let watch = watch([(.change, 200), (.bill, 600), (.tap, 1_000), (.tap, 3_000), (.paid, 3_300)])
    #expect(watch.tapToPaid == .milliseconds(2_300))
    #expect(watch.hasTappedTwice)
  }

  @Test func `a plate put down after the tap calls for a new tap`() {
    let late: [(Act, Int64)] = [
      (.change, 200), (.bill, 600), (.tap, 1_000), (.change, 1_100), (.bill, 1_600),
      (.tap, 3_000), (.paid, 3_300),
    ]
    #expect(watch(late).tapToPaid == .milliseconds(300))
    #expect(!watch(late).hasTappedTwice, "they are taps for two trays")
    let unnoticed: [(Act, Int64)] = [
      (.change, 200), (.bill, 600), (.tap, 1_000), (.change, 1_290), (.paid, 1_300),
    ]
    #expect(watch(unnoticed).tapToPaid == .milliseconds(300))
  }

  @Test func `whoever never pays has no wait for it`() {
    let watch = watch([(.tap, -700), (.change, 200), (.problem, 700)])
    #expect(watch.trayToBill == nil && watch.tapToPaid == nil)
  }
}
