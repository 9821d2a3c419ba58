import ReaderWire
import Readers
import Testing

@Suite struct `Opening a FEIG reader` {
  private func expect(_ script: String, _ comment: Comment? = nil) {
    #expect(Conversation.play(script) == Conversation.lines(script), comment)
  }

  @Test func `it is probed after the line has been silent, and ready when it answers`() {
    expect(Frames.opening)
  }

  @Test func `a standard answer is as good as an advanced one`() {
    expect(
      """
      0 open
      50 > \(Frames.askVersion)
      60 < 0D 00 65 00 03 03 00 44 53 0D 30 33 09
      60 = ready FEIG type 53 3.3
      """)
  }

  @Test func `what an earlier owner left is drained, even an answer to the probe`() {
    expect(
      """
      0 open
      10 < \(Frames.oneTag)
      40 < \(Frames.version)
      90 > \(Frames.askVersion)
      99 < \(Frames.version)
      99 = ready FEIG type 53 3.3
      """)
  }

  @Test func `a reader that never stops sending is probed all the same`() {
    let noise = stride(from: 30, through: 990, by: 30).map { "\($0) < \(Frames.oneTag)" }
    expect(
      """
      0 open
      \(noise.joined(separator: "\n"))
      1000 > \(Frames.askVersion)
      1010 < \(Frames.oneTag)
      1020 < \(Frames.version)
      1020 = ready FEIG type 53 3.3
      """)
  }

  @Test func `an answer to another command does not count`() {
    expect(
      """
      0 open
      50 > \(Frames.askVersion)
      60 < \(Frames.oneTag)
      70 < \(Frames.reset)
      80 < \(Frames.version)
      80 = ready FEIG type 53 3.3
      """)
  }

  @Test func `three probes without an answer, and the reader is lost`() {
    expect(
      """
      0 open
      50 > \(Frames.askVersion)
      550 > \(Frames.askVersion)
      1050 > \(Frames.askVersion)
      1550 = lost noAnswer
      9000 .
      """)
  }

  @Test func `the answer may be the second probe's`() {
    expect(
      """
      0 open
      50 > \(Frames.askVersion)
      550 > \(Frames.askVersion)
      600 < \(Frames.version)
      600 = ready FEIG type 53 3.3
      """)
  }

  @Test func `a busy reader is asked again after a while`() {
    expect(
      """
      0 open
      50 > \(Frames.askVersion)
      60 < \(Frames.answer(0x65, .busy))
      80 > \(Frames.askVersion)
      90 < \(Frames.version)
      90 = ready FEIG type 53 3.3
      """)
  }

  @Test func `a reader that is always busy needs attention`() {
    var script = "0 open\n"
    for time in stride(from: 50, through: 200, by: 30) {
      script += "\(time) > \(Frames.askVersion)\n\(time + 10) < \(Frames.answer(0x65, .busy))\n"
    }
    expect(script + "210 = attention refused(status: 15)")
  }

  @Test func `a warning with the version is good enough`() {
    expect(
      """
      0 open
      50 > \(Frames.askVersion)
      60 < \(Frames.answer(0x65, .warning, "03 03 00 44 53 0D 30"))
      60 = ready FEIG type 53 3.3
      """)
  }

  @Test(arguments: [
    (FeigStatus.loginRequest, "loginRequired"), (.loginError, "loginRequired"),
    (.commandNotAvailable, "scanMode"), (.unknownCommand, "refused(status: 128)"),
    (.hardwareWarning, "refused(status: 241)"),
  ])
  func `a refusal needs attention`(_ status: FeigStatus, _ code: String) {
    expect(
      """
      0 open
      50 > \(Frames.askVersion)
      60 < \(Frames.answer(0x65, status))
      60 = attention \(code)
      """)
  }

  @Test func `a version that is too short is some other device's`() {
    expect(
      """
      0 open
      50 > \(Frames.askVersion)
      60 < \(Frames.answer(0x65, .ok, "03 03"))
      60 = lost wrongDevice
      """)
  }

  @Test func `damaged answers are asked for again, and end in a fault of their own`() {
    let damaged = "02 00 0F 00 65 00 03 03 00 44 53 0D 30 74 68"
    var script = "0 open\n50 > \(Frames.askVersion)\n"
    var time = 50
    for attempt in 1...10 {
      script += "\(time + 10) < \(damaged)\n"
      time += 60
      script += attempt < 10 ? "\(time) > \(Frames.askVersion)\n" : "\(time) = lost damagedAnswer\n"
    }
    expect(script)
  }
}
