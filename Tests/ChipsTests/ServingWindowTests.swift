import Chips
import Primitives
import TagReads
import Testing

/// The serving window, plate by plate.
@Suite struct ServingWindowTests {
  private var window = ServingWindow()
  private let plate = Sample.plate
  private let other = Sample.otherPlate

  private mutating func see(
    _ tags: TagID..., quality: InventoryRound.Quality = .complete
  ) -> [ServingWindow.Action] {
    window.observe(
      InventoryRound(tags.map { TagRead($0) }, quality: quality, began: .origin, ended: .origin))
  }

  @Test mutating func `a plate is written once while it lies there, and again when it comes back`()
  {
    #expect(see(plate) == [.write(plate), .light(.busy)])
    #expect(see(plate) == [])
    #expect(window.finished(plate, fault: nil) == [.written(plate, count: 1), .light(.done)])
    #expect(see(plate) == [])
    #expect(see() == [])
    #expect(see(plate) == [])
    for _ in 0..<2 { #expect(see() == []) }
    #expect(see() == [.light(.ready)])
    #expect(see(plate) == [.write(plate), .light(.busy)])
    #expect(window.finished(plate, fault: nil).first == .written(plate, count: 2))
  }

  @Test mutating func `a stack is written one after the other`() {
    #expect(see(plate, other) == [.write(plate), .light(.busy)])
    #expect(window.finished(plate, fault: nil) == [.written(plate, count: 1), .write(other)])
    #expect(window.finished(other, fault: nil) == [.written(other, count: 2), .light(.done)])
  }

  @Test
  mutating func `a plate that fails is tried again, then told, then waits to be put down anew`() {
    #expect(see(plate) == [.write(plate), .light(.busy)])
    for _ in 0..<2 {
      #expect(window.finished(plate, fault: .notVerified) == [], "busy until the next try")
      #expect(see(plate) == [.write(plate)])
    }
    #expect(
      window.finished(plate, fault: .notVerified)
        == [.failed(plate, .notVerified), .light(.failed)])
    #expect(see(plate) == [])
    for _ in 0..<2 { #expect(see() == []) }
    #expect(see() == [.light(.ready)], "it has been told, and is not told again")
    #expect(see(plate).first == .write(plate))
  }

  @Test(arguments: 1...ServingWindow.missesMax)
  mutating func `a plate that failed is tried anew, however soon it is put back`(rounds: Int) {
    failForGood(plate)
    for _ in 0..<rounds { #expect(see().allSatisfy { $0 == .light(.ready) }) }
    #expect(see(plate) == [.write(plate), .light(.busy)])
    #expect(window.finished(plate, fault: .tagGone) == [], "its tries begin anew")
    #expect(see(plate) == [.write(plate)])
    #expect(window.finished(plate, fault: nil) == [.written(plate, count: 1), .light(.done)])
  }

  @Test mutating func `a plate that failed and was not lifted stays quiet, whatever the noise`() {
    failForGood(plate)
    for quality in [InventoryRound.Quality.partial, .disturbed, .disturbed] {
      #expect(see(quality: quality) == [])
      #expect(see(plate) == [])
    }
  }

  @Test mutating func `a plate that failed, was put back and left again is not told twice`() {
    failForGood(plate)
    #expect(see(other) == [.write(other), .light(.busy)])
    #expect(see(plate, other) == [], "it waits for its turn")
    for _ in 0..<ServingWindow.missesMax { #expect(see(other) == []) }
    #expect(window.finished(other, fault: nil) == [.written(other, count: 1), .light(.done)])
  }

  /// Puts a plate down and has all its tries fail.
  private mutating func failForGood(_ plate: TagID) {
    for _ in 0..<ServingWindow.triesMax {
      #expect(see(plate).contains(.write(plate)))
      _ = window.finished(plate, fault: .tagGone)
    }
    #expect(see(plate) == [])
  }

  @Test mutating func `a reader that is away uses no tries up`() {
    let away = ChipWriteFault.reader("away")
    #expect(see(plate) == [.write(plate), .light(.busy)])
    #expect(see(plate) == [], "a round while it is being written is no sight after it")
    #expect(window.finished(plate, fault: away) == [])
    #expect(window.finished(plate, fault: away) == [], "nothing is under way")
    for _ in 0..<10 { #expect(see(quality: .disturbed) == []) }
    #expect(see(plate) == [.write(plate)])
    #expect(window.finished(plate, fault: nil) == [.written(plate, count: 1), .light(.done)])
  }

  @Test(arguments: [1, 2])
  mutating func `a plate taken away before it was written is told, whichever try that was`(
    tries: Int
  ) {
    for _ in 0..<tries {
      #expect(see(plate).contains(.write(plate)))
      #expect(window.finished(plate, fault: .tagGone) == [])
    }
    for _ in 0..<2 { #expect(see() == []) }
    #expect(see() == [.failed(plate, .tagGone), .light(.failed)])
    #expect(see() == [], "told once, and the light stays until a plate comes")
    #expect(see(plate) == [.write(plate), .light(.busy)])
    #expect(window.finished(plate, fault: nil) == [.written(plate, count: 1), .light(.done)])
  }

  @Test mutating func `a plate taken away before its turn is no failure`() {
    #expect(see(plate, other) == [.write(plate), .light(.busy)])
    for _ in 0..<3 { #expect(see(plate) == []) }
    #expect(window.finished(plate, fault: nil) == [.written(plate, count: 1), .light(.done)])
  }

  @Test mutating func `another plate has its turn while one waits for its next try`() {
    #expect(see(plate, other) == [.write(plate), .light(.busy)])
    #expect(window.finished(plate, fault: .notVerified) == [.write(other)])
    #expect(window.finished(other, fault: nil) == [.written(other, count: 1)], "still busy")
    #expect(see(plate, other) == [.write(plate)])
  }

  @Test mutating func `a plate that the books did not take is neither counted nor done`() {
    let fault = ChipWriteFault.notBound("the books have stopped")
    for _ in 0..<ServingWindow.triesMax - 1 {
      #expect(see(plate).contains(.write(plate)))
      #expect(window.finished(plate, fault: fault) == [])
    }
    #expect(see(plate) == [.write(plate)])
    #expect(window.finished(plate, fault: fault) == [.failed(plate, fault), .light(.failed)])
    #expect(window.writtenCount == 0)
  }

  @Test mutating func `noise takes no plate away`() {
    _ = see(plate)
    _ = window.finished(plate, fault: nil)
    for _ in 0..<20 { #expect(see(quality: .disturbed) == []) }
    #expect(see(plate) == [])
  }
}
