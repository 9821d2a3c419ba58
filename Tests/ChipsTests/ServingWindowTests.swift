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
    for _ in 0..<2 { #expect(window.finished(plate, fault: .notVerified) == [.write(plate)]) }
    #expect(
      window.finished(plate, fault: .notVerified)
        == [.failed(plate, .notVerified), .light(.failed)])
    #expect(see(plate) == [])
    for _ in 0..<3 { _ = see() }
    #expect(see(plate).first == .write(plate))
  }

  @Test mutating func `noise takes no plate away`() {
    _ = see(plate)
    _ = window.finished(plate, fault: nil)
    for _ in 0..<20 { #expect(see(quality: .disturbed) == []) }
    #expect(see(plate) == [])
  }
}
