import Glibc
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
}
