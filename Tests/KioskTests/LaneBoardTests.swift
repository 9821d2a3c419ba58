import Lanes
import Testing

@testable import Kiosk

/// Whoever is slow misses what was replaced, and nothing else.
@Suite struct LaneBoardTests {
  private let board = LaneBoard()

  private func view(_ count: Int) -> LaneView {
    var view = LaneView(.reading)
    view.tagCount = count
    return view
  }

  @Test func `the last state of every lane waits, however much another lane shows`() {
    let watch = board.watch(nil)
    board.show(LaneView(.bill), lane: 2)
    for count in 1...1_000 {
      board.show(view(count), lane: 1)
      board.beat()
    }
    #expect(
      watch.take() == [
        .view(ShownView(lane: 1, view(1_000))), .view(ShownView(lane: 2, LaneView(.bill))), .beat,
      ])
    #expect(watch.take() == [])
  }

  @Test func `a display hears and sees its own lane alone`() {
    board.show(LaneView(.idle), lane: 1)
    let watch = board.watch(1)
    board.show(LaneView(.paid), lane: 2)
    board.play(.problem, lane: 2)
    board.play(.paid, lane: 1)
    #expect(watch.take() == [.view(ShownView(lane: 1, LaneView(.idle))), .sound(.paid)])
  }

  @Test func `the bell rings for what is there, and stops when the board ends`() async {
    board.show(LaneView(.idle), lane: 1)
    let watch = board.watch(1)
    var bell = watch.bell.makeAsyncIterator()
    #expect(await bell.next() != nil && watch.take().count == 1)
    board.end()
    #expect(await bell.next() == nil && board.watcherCount == 0)
    let late = board.watch(1)
    var lateBell = late.bell.makeAsyncIterator()
    #expect(await lateBell.next() == nil && board.watcherCount == 0)
  }

  @Test func `a watch that nobody takes up is forgotten`() {
    _ = board.watch(1)
    #expect(board.watcherCount == 0)
  }

  @Test func `what the staff are told is written once for all of them`() {
    let watches = [board.watch(nil), board.watch(nil)]
    board.show(view(3), lane: 1)
    let shown = watches.flatMap { $0.take() }.compactMap { news in
      if case .view(let shown) = news { shown } else { nil }
    }
    #expect(shown.count == 2 && shown[0] === shown[1])
    #expect(shown[0].staffEvent == ServerEvent(forStaff: .view(shown[1])))
  }
}
