import Laboratory
import Testing
import Trays

/// What was paid in the laboratory, replayed from its evidence.
@Suite struct TraceReplayTests {
  @Test(arguments: ["plain", "mixed", "thirty", "strays-high", "swap", "bursts"])
  func `a replay decides what was paid`(name: String) throws {
    let scenario = try #require(Scenario.all.first { $0.name == name })
    let payments = RecordedPayments()
    _ = Comparison(scenario, [payments.contender], trays: 60, seed: 7).figures()
    #expect(payments.all.count >= 30)
    var agreed = 0
    for payment in payments.all {
      let written = try #require(payment.trace.bytes)
      let trace = try TrayTrace(bytes: written)
      #expect(trace == payment.trace)
      #expect(trace.decided == payment.reading.tags)
      if TraceReplay(trace).confirmed?.tags == payment.reading.tags { agreed += 1 }
    }
    // Where many strays come by, what is left of the time before a tray may tell a little less.
    let leastShare = name == "strays-high" ? 0.9 : 1
    #expect(Double(agreed) >= leastShare * Double(payments.all.count))
  }
}
