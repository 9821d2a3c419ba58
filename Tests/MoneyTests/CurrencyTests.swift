import Foundation
import Money
import Primitives
import Testing

@Suite struct CurrencyTests {
  private let chf = Currency.named("CHF")
  private let kwd = Currency.named("KWD")

  @Test(arguments: [
    ("CNY", 1250, "¥12.50", "12.50"), ("CNY", 5, "¥0.05", "0.05"), ("CNY", -300, "-¥3.00", "-3.00"),
    ("CNY", 0, "¥0.00", "0.00"), ("EUR", 99, "€0.99", "0.99"), ("JPY", 1250, "¥1250", "1250"),
    ("JPY", -7, "-¥7", "-7"), ("CHF", 720, "CHF 7.20", "7.20"),
    ("KWD", 1250, "KWD 1.250", "1.250"), ("KWD", 7, "KWD 0.007", "0.007"),
    ("USD", 100_000_000, "$1000000.00", "1000000.00"),
  ])
  func `an amount is written with its currency's decimals`(
    code: String, units: Int, shown: String, plain: String
  ) throws {
    let currency = try #require(Currency.named(code))
    let amount = Amount(minorUnits: Int64(units))
    #expect(currency.format(amount) == shown)
    #expect(currency.plain(amount) == plain)
    #expect(currency.parse(shown, allowingNegative: true) == amount)
    #expect(currency.parse(plain, allowingNegative: true) == amount)
  }

  @Test func `the extreme amounts are written and read`() {
    for units in [Int64.min + 1, .max] {
      let amount = Amount(minorUnits: units)
      #expect(Currency.cny.parse(Currency.cny.plain(amount), allowingNegative: true) == amount)
    }
    #expect(Currency.cny.plain(Amount(minorUnits: .min)) == "-92233720368547758.08")
  }

  @Test(arguments: [
    ("12.50", 1250), ("12", 1200), ("12.5", 1250), ("¥12.50", 1250), ("￥12.50", 1250),
    ("¥ 12.50", 1250), ("0", 0), ("-0", 0), ("-0.00", 0), ("007.10", 710), ("0.01", 1),
  ])
  func `these are amounts of yuan`(text: String, units: Int) {
    #expect(Currency.cny.reading(of: text) == .amount(Amount(minorUnits: Int64(units))))
  }

  @Test(arguments: [
    "", " ", "¥", "-", ".", "12.", ".50", "1e3", "1E3", "12.5e1", "+12", "12,50", "1,234.50", "12 ",
    " 12", "1 2", "12.50¥", "¥¥12", "$12", "--12", "12.-5", "12.5.0", "0x10", "１２", "٣", "NaN",
    "inf",
    "12\n", "\u{0}", "¥-12",
  ])
  func `these are not amounts of yuan`(text: String) {
    #expect(Currency.cny.reading(of: text, allowingNegative: true) == .malformed)
    #expect(Currency.cny.parse(text) == nil)
  }

  @Test func `decimals that the currency does not have are refused`() {
    #expect(Currency.cny.reading(of: "12.505") == .tooManyDecimals)
    #expect(Currency.cny.reading(of: "12.500") == .tooManyDecimals)
    #expect(Currency.jpy.reading(of: "12.0") == .tooManyDecimals)
    #expect(Currency.jpy.reading(of: "12") == .amount(Amount(minorUnits: 12)))
    #expect(kwd?.reading(of: "1.505") == .amount(Amount(minorUnits: 1505)))
    #expect(kwd?.reading(of: "1.5050") == .tooManyDecimals)
  }

  @Test func `a negative amount is read only where it may stand`() {
    #expect(Currency.cny.reading(of: "-3.00") == .negative)
    #expect(Currency.cny.parse("-3.00") == nil)
    #expect(Currency.cny.parse("-¥3.00", allowingNegative: true) == Amount(minorUnits: -300))
  }

  @Test func `an amount past 64 bits is too large`() {
    #expect(Currency.cny.reading(of: "92233720368547758.07") == .amount(Amount(minorUnits: .max)))
    #expect(Currency.cny.reading(of: "92233720368547758.08") == .tooLarge)
    #expect(Currency.cny.reading(of: String(repeating: "9", count: 5_000)) == .tooLarge)
  }

  @Test func `currencies are found by code`() {
    #expect(Currency.named("CNY") == .cny)
    #expect(Currency.named("cny") == nil)
    #expect(Currency.named("XXX") == nil)
    #expect(Currency.known.map(\.code) == Currency.known.map(\.code).sorted())
    #expect(Set(Currency.known.map(\.code)).count == Currency.known.count)
    #expect(Currency.known.allSatisfy { [0, 2, 3].contains($0.minorDigits) })
  }

  @Test func `a currency is stored as its code`() throws {
    let data = try JSONEncoder().encode([Currency.cny])
    #expect(String(decoding: data, as: UTF8.self) == #"["CNY"]"#)
    #expect(try JSONDecoder().decode([Currency].self, from: data) == [.cny])
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([Currency].self, from: Data(#"["XXX"]"#.utf8))
    }
  }

  @Test func `every amount is read back from what was written`() {
    var random = SeededGenerator(seed: 8)
    for currency in Currency.known {
      for _ in 0..<200 {
        let amount = Amount(
          minorUnits: Int64(bitPattern: random.next() >> UInt64.random(in: 1...60, using: &random)))
        #expect(currency.parse(currency.plain(amount)) == amount)
        #expect(currency.parse(currency.format(amount)) == amount)
      }
    }
  }

  @Test func `no text makes the reader trap`() {
    var random = SeededGenerator(seed: 9)
    let alphabet = Array("0123456789.-¥￥ +eE,\u{301}\r\n")
    for _ in 0..<5_000 {
      let text = String(
        (0..<random.integer(0...12)).map { _ in
          alphabet[random.integer(0...(alphabet.count - 1))]
        })
      if let amount = Currency.cny.parse(text) { #expect(amount >= .zero) }
    }
  }
}
