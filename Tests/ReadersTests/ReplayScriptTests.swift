import Primitives
import Readers
import Testing

@Suite struct `Replaying a capture` {
  private func script(_ text: String, ending: ReplayScript.Ending = .silent) throws -> ReplayScript
  {
    try ReplayScript(CaptureReader().capture(text), ending: ending)
  }

  private func at(_ milliseconds: Int64) -> Moment { Moment(milliseconds: milliseconds) }

  private let twoExchanges = """
    +0.010 < AA
    +0.100 > 01
    +0.120 < 11
    +0.150 < 12
    +0.200 > 02
    +0.205 < 21
    """

  @Test func `answers each transfer with what followed it, at its own pace`() throws {
    var script = try script(twoExchanges)
    script.opened(at: at(1000))
    #expect(script.nextOutput == at(1010))
    #expect(script.output(upTo: at(1009)).isEmpty)
    #expect(script.output(upTo: at(1010)) == [0xAA])
    #expect(script.nextOutput == nil)
    script.hostSent([0x99], at: at(5000))
    #expect(script.nextOutput == at(5020))
    #expect(script.output(upTo: at(5020)) == [0x11])
    #expect(script.output(upTo: at(5049)).isEmpty)
    #expect(script.output(upTo: at(5050)) == [0x12])
    #expect(!script.isOver)
    script.hostSent([0x02], at: at(5060))
    #expect(script.isOver)
    #expect(script.output(upTo: at(5065)) == [0x21])
  }

  @Test func `gives what is due at once in one piece`() throws {
    var script = try script(twoExchanges)
    script.opened(at: at(0))
    script.hostSent([0x01], at: at(1))
    #expect(script.output(upTo: at(900)) == [0xAA, 0x11, 0x12])
  }

  @Test func `keeps the order for a host in a hurry`() throws {
    var script = try script(twoExchanges)
    script.opened(at: at(0))
    _ = script.output(upTo: at(10))
    script.hostSent([0x01], at: at(20))
    script.hostSent([0x02], at: at(21))
    #expect(script.output(upTo: at(60)).isEmpty == false)
    #expect(script.output(upTo: at(70)) == [0x12, 0x21])
  }

  @Test func `is silent when it is over`() throws {
    var script = try script(twoExchanges)
    script.opened(at: at(0))
    for time: Int64 in [100, 200] { script.hostSent([0x01], at: at(time)) }
    _ = script.output(upTo: at(1000))
    script.hostSent([0x01], at: at(2000))
    #expect(script.nextOutput == nil)
  }

  @Test func `loops at the exchange that fits what the host sends`() throws {
    var script = try script(twoExchanges + "\n+0.300 > 03\n+0.301 < 31", ending: .loops)
    script.opened(at: at(0))
    _ = script.output(upTo: at(100))
    var answers: [[UInt8]] = []
    for (index, sent) in [0x01, 0x02, 0x03, 0x02, 0x03, 0x77, 0x02].enumerated() {
      let now = at(1000 * Int64(index + 1))
      script.hostSent([UInt8(sent)], at: now)
      answers.append(script.output(upTo: now + .milliseconds(500)))
    }
    #expect(answers == [[0x11, 0x12], [0x21], [0x31], [0x21], [0x31], [0x11, 0x12], [0x21]])
    #expect(!script.isOver)
  }

  @Test func `begins again when the channel opens again`() throws {
    var script = try script(twoExchanges)
    script.opened(at: at(0))
    script.hostSent([0x01], at: at(100))
    script.opened(at: at(101))
    #expect(script.output(upTo: at(111)) == [0xAA])
    #expect(script.nextOutput == nil, "what was still to come is gone")
    script.hostSent([0x01], at: at(200))
    #expect(script.output(upTo: at(250)) == [0x11, 0x12])
  }

  @Test func `of nothing is silence`() throws {
    var script = try script("", ending: .loops)
    script.opened(at: at(0))
    script.hostSent([0x01], at: at(1))
    #expect(script.nextOutput == nil)
  }

  @Test func `keeps a bounded number of pieces for a host that never reads`() throws {
    var script = try script("+0.1 > 01\n+0.2 < 11", ending: .loops)
    script.opened(at: at(0))
    for _ in 0..<5000 { script.hostSent([0x01], at: at(1)) }
    #expect(script.output(upTo: at(10_000)).count == 1024)
  }

  /// An opening, a round with two pages, another round: as the FEIG driver asks, in short.
  private let rounds = """
    +0.0 > 65
    +0.1 < 05
    +0.2 > 80
    +0.3 < A2
    +0.4 > 69
    +0.5 < 09
    +0.6 > B0
    +0.7 < A3
    """

  /// What comes for each transfer of a host that waits for its answers.
  private func answers(_ script: inout ReplayScript, to sent: [UInt8]) -> [[UInt8]] {
    var now = at(1000)
    return sent.map { byte in
      script.hostSent([byte], at: now)
      now = now + .seconds(1)
      return script.output(upTo: now)
    }
  }

  @Test func `passes over what the host does not ask, and counts it`() throws {
    var script = try script(rounds)
    script.opened(at: at(0))
    #expect(answers(&script, to: [0x65, 0x69, 0xB0]) == [[0x05], [0x09], [0xA3]])
    #expect(script.passedOverCount == 1)
    #expect(script.isOver)
  }

  @Test func `is silent on what was only asked before, and keeps its place`() throws {
    var script = try script(rounds)
    script.opened(at: at(0))
    #expect(
      answers(&script, to: [0x65, 0x65, 0x80, 0x65, 0x69]) == [[0x05], [], [0xA2], [], [0x09]])
    #expect(script.passedOverCount == 0)
  }

  @Test func `goes on at a later opening when the channel opens again`() throws {
    var script = try script(rounds + "\n+0.8 > 65\n+0.9 < 06\n+1.0 > 69\n+1.1 < 0A")
    #expect(script.leadsOn)
    script.opened(at: at(0))
    #expect(answers(&script, to: [0x65, 0x80]) == [[0x05], [0xA2]])
    #expect(script.leadsOn)
    script.opened(at: at(900))
    #expect(answers(&script, to: [0x65, 0x69]) == [[0x06], [0x0A]])
    #expect(script.passedOverCount == 2)
    #expect(!script.leadsOn)
  }
}
