import Primitives
import TagReads
import Testing

@testable import Trays

struct TraceReplayTests {
  @Test(arguments: [1,2,3,4]) func `a replay decides what was paid, at the same risk`(
    seed: UInt64
  ) throws {
    var trays = RecordedTrays(seed: seed)
    let payments = trays.payments(150)
    #expect(payments.count == 150)
    var bytes = 0
    for payment in payments {
      let written = try #require(payment.trace.bytes)
      bytes += written.count
      let trace = try TrayTrace(bytes: written)
      #expect(trace == payment.trace)
      #expect(trace.decided == payment.reading.tags)
      let replay = TraceReplay(trace)
      let again = replay.confirmed ?? TrayReading(tags: [], at: .origin, rounds: 0, risk: 0)
      let t = payment.trace
      let lead = t.steps.prefix { ($0.round?.ended ?? .origin) < t.arrived }.count
      let gaps = t.steps.filter { if case .gap = $0 { true } else { false } }.count
      let knowns = t.steps.filter { if case .known = $0 { true } else { false } }.count
      print("ZZ", seed, bytes/payments.count, trace.steps.count, again.risk / payment.reading.risk, again.at == trace.payment.at, again.tags == payment.reading.tags, payment.reading.tags == payment.truth, t.payment.misjudged, "lead", lead, "gaps", gaps, "knowns", knowns, "tags", t.tags.count, replay.risk?.misjudged ?? 9, replay.settled?.tags == payment.reading.tags)
    }
  }
}
