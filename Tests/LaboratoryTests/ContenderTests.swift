import Laboratory
import Testing
import Trays

@Suite struct ContenderTests {
  @Test func `a contender starts with a clear antenna`() {
    let ours = Contender(name: "ours", source: "this station") { TrayEngine() }
    #expect(ours.make().settled == nil)
  }
}
