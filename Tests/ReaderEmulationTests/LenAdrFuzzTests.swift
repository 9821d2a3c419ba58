import Primitives
import ReaderEmulation
import TagReads
import Testing

@Suite struct `Nonsense to a length-address-command reader` {
  private func nonsense(_ generator: inout SeededGenerator) -> [UInt8] {
    let commands: [UInt8] = [0x00, 0x01, 0x02, 0x03, 0x20, 0x21, 0x22, 0x41, 0x42, 0x76, 0xEE]
    let junk = (0..<generator.integer(0...20)).map { _ in UInt8(generator.integer(0...255)) }
    guard generator.chance(0.8) else { return junk }
    let states: [UInt8] = [0x00, 0x02, 0x05, 0x06, 0x08, 0x10]
    var body = [commands[generator.integer(0...commands.count - 1)]]
    if generator.chance(0.7) { body.append(states[generator.integer(0...states.count - 1)]) }
    if generator.chance(0.4) { body += [1, 0, 0, 0x50, 1, 4, 0xE0] }
    body += junk
    return FeigBench.sealed([UInt8(body.count + 3), 0xFF] + body)
  }

  private func survives<Reader: EmulatedReader>(_ bench: LenAdrBench<Reader>, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for step in 0..<2000 {
      for (_, bytes) in bench.exchange(nonsense(&generator)) {
        #expect(FeigBench.sealed(Array(bytes.dropLast(2))) == bytes, "step \(step)")
        #expect(Int(bytes[0]) == bytes.count - 1, "step \(step)")
      }
      bench.now = bench.now + .milliseconds(Int64(generator.integer(0...80)))
    }
    bench.now = bench.now + .milliseconds(100)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `does not stop it`(seed: UInt64) throws {
    let hf = hfBench()
    hf.antenna.place([EmulatedTag(id: try FeigBench.plate(1), readRate: 0.9)])
    survives(hf, seed: seed)
    #expect(hf.ask("00 00").count == 1)
    let uhf = uhfBench(seed == 1 ? .uhfReader18 : .uhfReader288)
    uhf.antenna.place(try epcTags(2))
    survives(uhf, seed: seed)
    #expect(uhf.ask("21").count == 1)
  }
}
