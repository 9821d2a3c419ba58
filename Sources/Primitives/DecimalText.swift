/// Numbers with a fixed count of decimals, the same on every machine and without Foundation.
public enum DecimalText {
  /// A number rounded to so many decimals, halves away from zero.
  public static func of(_ number: Double, places: Int) -> String {
    let scale = (0..<places).reduce(1) { power, _ in power * 10 }
    let whole = Int((abs(number) * Double(scale)).rounded())
    let sign = number < 0 && whole > 0 ? "-" : ""
    guard places > 0 else { return sign + "\(whole)" }
    let fraction = "\(whole % scale)"
    let zeros = String(repeating: "0", count: places - fraction.count)
    return sign + "\(whole / scale)." + zeros + fraction
  }
}
