import Glibc
import Primitives
import ReaderEmulation
import Synchronization
import TagReads
import Testing

struct AntennaScriptPlayerTests {
  /// Plays a text through a pipe; the end, the complaints, and what lies there afterwards.
  private func play(
    _ script: String
  ) -> (end: AntennaScriptPlayer.End, complaints: [Int], present: [String]) {
    let antenna = AntennaField(seed: 1)
    let stage = AntennaStage(
      antenna: antenna, reader: EmulatedReaderBox(FeigReaderEmulator(antenna: antenna)))
    let complaints = Complaints()
    let player = AntennaScriptPlayer(stage: stage) { complaints.add($0.line) }
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    write(ends[1], script, script.utf8.count)
    close(ends[1])
    defer { close(ends[0]) }
    let end = player.play(fileDescriptor: ends[0])
    return (end, complaints.lines, antenna.present.map(\.description))
  }

  private final class Complaints: Sendable {
    private let collected = Mutex<[Int]>([])
    func add(_ line: Int) { collected.withLock { $0.append(line) } }
    var lines: [Int] { collected.withLock { $0 } }
  }

  @Test func `lines are followed as they come and mistakes are passed over`() {
    let played = play(
      """
      place E0040150A05F02B7 E0040150A05F02B8
      wibble
      wait 0
      remove E0040150A05F02B7
      quit
      clear
      """)
    #expect(played.end == .quit)
    #expect(played.complaints == [2])
    #expect(played.present == ["E0040150A05F02B8"])
  }

  @Test func `the last line needs no end of line`() {
    let played = play("\nplace E0040150A05F02B7")
    #expect(played.end == .outOfLines)
    #expect(played.present == ["E0040150A05F02B7"])
  }

  @Test func `an endless line is complained about, not kept`() {
    let script = String(repeating: "x", count: 30_000)
    #expect(play(script + "\nclear\n").complaints == [1])
  }

  /// What a FEIG reader in this state answers to a request for its version.
  private func answers(_ muteness: ReaderMuteness, afterReset: Bool) -> Bool {
    let antenna = AntennaField(seed: 1)
    let reader = EmulatedReaderBox(FeigReaderEmulator(antenna: antenna))
    AntennaStage(antenna: antenna, reader: reader).perform(.mute(muteness))
    if afterReset { reader.powerCycle(at: Moment(milliseconds: 10)) }
    reader.hostSent([0x05, 0xFF, 0x65, 0xE5, 0xCB], at: Moment(milliseconds: 100))
    return !reader.output(upTo: Moment(milliseconds: 1000)).isEmpty
  }

  @Test func `a mute reader answers nothing, for good or until it is reset`() {
    #expect(answers(.off, afterReset: false))
    #expect(!answers(.on, afterReset: false) && !answers(.on, afterReset: true))
    #expect(!answers(.untilReset, afterReset: false) && answers(.untilReset, afterReset: true))
  }
}
