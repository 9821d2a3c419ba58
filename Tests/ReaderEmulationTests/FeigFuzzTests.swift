import Primitives
import ReaderEmulation
import TagReads
import Testing

struct FeigFuzzTests {
  /// Bytes that are mostly nonsense and sometimes a sealed frame with nonsense inside.
  private func nonsense(_ generator: inout SeededGenerator) -> [UInt8] {
    let commands: [UInt8] = [0x52, 0x63, 0x64, 0x65, 0x66, 0x69, 0x6A, 0x72, 0xB0, 0xFF]
    let tagCommands: [UInt8] = [0x01, 0x23, 0x24, 0x25, 0x26, 0x2B, 0x77]
    let count = generator.integer(0...20)
    let junk = (0..<count).map { _ in UInt8(generator.integer(0...255)) }
    guard generator.chance(0.8) else { return junk }
    var content: [UInt8] = [0xFF, commands[generator.integer(0...commands.count - 1)]]
    if content[1] == 0xB0 { content.append(tagCommands[generator.integer(0...6)]) }
    if generator.chance(0.5) { content += [0x01, 0xE0, 0x04, 0x01, 0x50, 0, 0, 0, 1] }
    content += junk
    return FeigBench.sealed([UInt8(content.count + 3)] + content)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `nothing a host sends stops the reader`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let bench = FeigBench()
    bench.antenna.place([EmulatedTag(id: try FeigBench.plate(1), readRate: 0.9)])
    for step in 0..<3000 {
      let reply = bench.ask(nonsense(&generator))
      if !reply.isEmpty {
        #expect(FeigBench.sealed(Array(reply.dropLast(2))) == reply, "step \(step)")
        let length = reply[0] == 0x02 ? Int(reply[1]) << 8 | Int(reply[2]) : Int(reply[0])
        #expect(length == reply.count, "step \(step)")
      }
      bench.now = bench.now + .milliseconds(Int64(generator.integer(0...20)))
    }
    bench.now = bench.now + .milliseconds(50)
    #expect(!bench.ask("05 FF 65 E5 CB").isEmpty)
  }
}
