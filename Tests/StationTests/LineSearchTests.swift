import Synchronization
import Testing

@testable import Station

/// Lines are found in what comes piece by piece, and no byte is looked at twice.
@Suite struct LineSearchTests {
  /// Bytes that count how often they are looked at.
  private struct CountedBytes: RandomAccessCollection {
    final class Looks: Sendable {
      let count = Atomic<Int>(0)
    }

    var bytes: [UInt8] = []
    let looks = Looks()

    var startIndex: Int { bytes.startIndex }
    var endIndex: Int { bytes.endIndex }

    subscript(index: Int) -> UInt8 {
      looks.count.add(1, ordering: .relaxed)
      return bytes[index]
    }
  }

  @Test func `a long line in many pieces is looked at once`() {
    var search = LineSearch()
    var stream = CountedBytes()
    for _ in 0..<500 {
      stream.bytes += Array(repeating: 0x61, count: 100)
      #expect(search.lineLength(in: stream) == nil)
    }
    stream.bytes.append(0x0A)
    #expect(search.lineLength(in: stream) == 50_000)
    #expect(stream.looks.count.load(ordering: .relaxed) == 50_001)
  }

  @Test(arguments: 1...9) func `lines are found however they are cut`(pieceLength: Int) {
    let text = Array("first\n\nthird line\nrest".utf8)
    var search = LineSearch()
    var waiting: [UInt8] = []
    var found: [String] = []
    for start in stride(from: 0, to: text.count, by: pieceLength) {
      waiting += text[start..<min(start + pieceLength, text.count)]
      while let length = search.lineLength(in: waiting) {
        found.append(String(decoding: waiting[..<length], as: UTF8.self))
        waiting.removeFirst(length + 1)
      }
    }
    #expect(found == ["first", "", "third line"])
    #expect(String(decoding: waiting, as: UTF8.self) == "rest")
  }
}
