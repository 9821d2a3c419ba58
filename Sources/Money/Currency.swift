/// A currency by its ISO 4217 code, with the number of decimals that ISO 4217 gives it.
public struct Currency: Hashable, Sendable {
  /// The three letters of ISO 4217, such as `CNY`.
  public let code: String

  /// How many decimals an amount has: 0, 2 or 3.
  public let minorDigits: Int

  /// What stands before an amount on a display, such as `¥`.
  public let symbol: String

  /// The renminbi.
  public static let cny = Currency("CNY", 2, "¥")
  /// The euro.
  public static let eur = Currency("EUR", 2, "€")
  /// The yen, which has no decimals.
  public static let jpy = Currency("JPY", 0, "¥")
  /// The US dollar.
  public static let usd = Currency("USD", 2, "$")

  /// Every currency this station knows, by code.
  public static let known: [Currency] = [
    Currency("AUD", 2, "A$"), Currency("BHD", 3, "BHD"), Currency("BRL", 2, "R$"),
    Currency("CAD", 2, "C$"), Currency("CHF", 2, "CHF"), cny, Currency("CZK", 2, "CZK"),
    Currency("DKK", 2, "DKK"), eur, Currency("GBP", 2, "£"), Currency("HKD", 2, "HK$"),
    Currency("HUF", 2, "HUF"), Currency("INR", 2, "₹"), Currency("ISK", 0, "ISK"),
    Currency("JOD", 3, "JOD"), jpy, Currency("KRW", 0, "₩"), Currency("KWD", 3, "KWD"),
    Currency("MOP", 2, "MOP"), Currency("MYR", 2, "RM"), Currency("NOK", 2, "NOK"),
    Currency("NZD", 2, "NZ$"), Currency("OMR", 3, "OMR"), Currency("PLN", 2, "PLN"),
    Currency("SEK", 2, "SEK"), Currency("SGD", 2, "S$"), Currency("THB", 2, "฿"),
    Currency("TND", 3, "TND"), Currency("TWD", 2, "NT$"), usd, Currency("VND", 0, "₫"),
  ]

  /// The currency of that ISO 4217 code, or nothing if this station does not know it.
  public static func named(_ code: String) -> Currency? {
    known.first { $0.code == code }
  }

  private init(_ code: String, _ minorDigits: Int, _ symbol: String) {
    self.code = code
    self.minorDigits = minorDigits
    self.symbol = symbol
  }

  /// The amount as people read it: `¥12.50`, `-¥3.00`, `CHF 7.20`.
  public func format(_ amount: Amount) -> String {
    let endsInLetter = symbol.last?.isLetter ?? false
    return (amount.isNegative ? "-" : "") + symbol + (endsInLetter ? " " : "") + digits(of: amount)
  }

  /// The amount as files carry it: `12.50`, `-3.00`, with a dot and no grouping.
  public func plain(_ amount: Amount) -> String {
    (amount.isNegative ? "-" : "") + digits(of: amount)
  }

  private func digits(of amount: Amount) -> String {
    let digits = String(amount.minorUnits.magnitude)
    guard minorDigits > 0 else { return digits }
    let padded = String(repeating: "0", count: max(0, minorDigits + 1 - digits.count)) + digits
    return padded.dropLast(minorDigits) + "." + padded.suffix(minorDigits)
  }
}

extension Currency: Codable {
  public init(from decoder: any Decoder) throws {
    let code = try decoder.singleValueContainer().decode(String.self)
    guard let currency = Currency.named(code) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "unknown currency \(code)"))
    }
    self = currency
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }
}
