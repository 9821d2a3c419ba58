import Primitives
import ReaderEmulation
import TagReads
import Testing

struct AntennaScriptTests {
  @Test func `every command has its words`() throws {
    let tag = try #require(TagID("E0040150A05F02B7"))
    let card = try #require(TagID("04A1B2C3D4E5F6"))
    let script = """
      # a tray
      place E0040150A05F02B7 04a1b2c3d4e5f6
        rate E0040150A05F02B7 0.7   # poor

      wait 0.25
      busy 3
      abort 1
      silence 2
      damage 4
      noise 5
      scan-mode on
      scan-mode off
      mute on
      mute until-reset
      mute off
      remove 04A1B2C3D4E5F6
      clear
      quit
      """
    #expect(
      try AntennaScript.parse(script) == [
        .place([tag, card]), .rate(tag, 0.7), .wait(.milliseconds(250)),
        .disturb(.busy, rounds: 3), .disturb(.aborted, rounds: 1), .disturb(.silence, rounds: 2),
        .disturb(.damagedReply, rounds: 4), .disturb(.noiseWarning, rounds: 5), .scanMode(true),
        .scanMode(false), .mute(.on), .mute(.untilReset), .mute(.off), .remove([card]), .clear,
        .quit,
      ])
  }

  @Test func `a UHF tag is laid down like any other`() throws {
    let tag = try #require(TagID("epc:3039606303C74380001A0559"))
    #expect(
      try AntennaScript.parse("place epc:3039606303c74380001a0559") == [.place([tag])])
  }

  @Test(arguments: [
    ("plaice E0040150A05F02B7", "unknown command \"plaice\""),
    ("place", "needs at least one tag"),
    ("place E0040150A05F", "no tag"),
    ("place epc:", "no tag"),
    ("rate E0040150A05F02B7", "a tag and a number"),
    ("rate E0040150A05F02B7 1.5", "from 0 to 1"),
    ("rate E0040150A05F02B7 nan", "from 0 to 1"),
    ("wait", "seconds"),
    ("wait -1", "seconds"),
    ("wait inf", "seconds"),
    ("busy", "number of inventories"),
    ("busy 0", "number of inventories"),
    ("scan-mode perhaps", "on or off"),
    ("mute perhaps", "on, off or until-reset"), ("mute", "on, off or until-reset"),
    ("clear all", "stands alone"),
  ])
  func `a mistake is named with its line`(line: String, complaint: String) throws {
    let error = try #require(throws: AntennaScriptError.self) {
      try AntennaScript.parse("clear\n\n\(line)\nquit")
    }
    #expect(error.line == 3)
    #expect(error.message.contains(complaint))
    #expect(error.description.hasPrefix("line 3: "))
  }

  @Test func `a stage does what the script says`() throws {
    let antenna = AntennaField(seed: 1)
    let stage = AntennaStage(
      antenna: antenna, reader: EmulatedReaderBox(FeigReaderEmulator(antenna: antenna)))
    let script = """
      place E0040150A05F02B7 E0040150A05F02B8
      remove E0040150A05F02B7
      """
    for command in try AntennaScript.parse(script) { stage.perform(command) }
    #expect(antenna.present.map(\.description) == ["E0040150A05F02B8"])
  }
}
