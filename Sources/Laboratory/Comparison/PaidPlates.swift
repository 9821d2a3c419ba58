/// On which tray each plate was when it was last paid, to find those paid twice.
struct PaidPlates {
  private var homes: [Int?]

  init(plateCount: Int) {
    homes = Array(repeating: nil, count: plateCount)
  }

  /// Takes a payment down, with the visits whose trays its plates are on; whether one of them had
  /// been paid before on the same tray, whoever paid.
  mutating func note(_ plates: [Int], homes newHomes: [Int?]) -> Bool {
    var isTwice = false
    for (plate, home) in zip(plates, newHomes) {
      if let home, homes[plate] == home { isTwice = true }
      homes[plate] = home
    }
    return isTwice
  }
}
