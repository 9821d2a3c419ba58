import Lanes
import Menus
import Money
import TagReads
import Testing

@testable import Kiosk

/// What a display is told: words and amounts, never a tag or a card.
@Suite struct DisplayStateTests {
  @Test func `a bill has names in both languages, amounts as people write them, and no tag`() throws
  {
    var view = LaneView(.bill)
    let plate = try #require(TagID("E004015000A01001"))
    view.lines = [
      LaneLine(
        plate: plate, names: LocalizedName(zh: "面", en: ""), amount: Amount(minorUnits: 1250),
        energyKilojoules: 900, allergens: ["gluten", "unheard-of"])
    ]
    view.total = Amount(minorUnits: 1250)
    let state = DisplayState(view, in: .cny)
    #expect(state.lines.map(\.name.en) == ["面"] && state.lines[0].price == "¥12.50")
    #expect(state.lines[0].allergens.map(\.zh) == ["含麸质谷物"])
    #expect(state.state == "bill" && state.total == "¥12.50")
    let text = JSONText.line(state)
    #expect(!text.contains("E004") && !text.contains("\n"))
  }
}
