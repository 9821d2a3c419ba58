/// Which plate was last paid on which visit, to find those paid twice.
struct PaidPlates {
  private struct Payment {
    /// The visit whose tray the plate was on.
    var home: Int?
    /// The visit whose diner paid.
    var payer: Int
  }

  private var payments: [Payment?]

  init(plateCount: Int) {
    payments = Array(repeating: nil, count: plateCount)
  }

  /// Takes a payment down; whether one of its plates had been paid before on the same tray.
  mutating func note(_ plates: [Int], homes: [Int?], by payer: Int) -> Bool {
    var isTwice = false
    for (plate, home) in zip(plates, homes) {
      if let last = payments[plate], let home, last.home == home { isTwice = true }
      payments[plate] = Payment(home: home, payer: payer)
    }
    return isTwice
  }
}
