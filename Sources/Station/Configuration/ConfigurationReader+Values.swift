internal import Configuration

// Single values. What comes from the environment is held to the same kind and range as the file.
extension ConfigurationReader {
  func string(_ key: String) -> String? {
    reader.string(forKey: configKey(key))
  }

  func strings(_ key: String) -> [String]? {
    reader.stringArray(forKey: configKey(key))
  }

  /// A name or a path: something to see, on one line, with no blanks that nobody sees.
  mutating func line(_ key: String) -> String? {
    guard let value = string(key) else { return nil }
    let isVisible = !value.isEmpty && value.first != " " && value.last != " "
    guard isVisible, value.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
    else {
      complain(key, "write at least one character, on one line, with no blank at either end")
      return nil
    }
    return value
  }

  mutating func word(_ key: String, of words: [String]) -> String? {
    guard let value = string(key) else { return nil }
    guard words.contains(value) else {
      let hint = nearest(to: value, among: words).map { "; did you mean '\($0)'?" } ?? ""
      complain(key, "'\(value)' is not one of \(words.joined(separator: ", "))\(hint)")
      return nil
    }
    return value
  }

  mutating func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let value = string(key) else { return nil }
    guard let number = Int(value), range.contains(number), value.first != "+" else {
      complain(
        key,
        "'\(value)' is not a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  mutating func number(_ key: String, in range: ClosedRange<Double>) -> Double? {
    guard let value = string(key) else { return nil }
    // Double also reads hexadecimal, which nobody means here.
    let isDecimal = value.allSatisfy { "0123456789.eE+-".contains($0) }
    guard isDecimal, let number = Double(value), range.contains(number) else {
      complain(key, "'\(value)' is not a number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  /// Minutes since midnight of a time such as `04:00`.
  mutating func timeOfDay(_ key: String, hours: ClosedRange<Int>) -> Int? {
    guard let value = string(key) else { return nil }
    let fields = value.split(separator: ":", omittingEmptySubsequences: false)
    let isShaped =
      fields.count == 2 && (1...2).contains(fields[0].count) && fields[1].count == 2
      && fields.allSatisfy { $0.allSatisfy { $0.isASCII && $0.isNumber } }
    guard isShaped, let hour = Int(fields[0]), let minute = Int(fields[1]),
      hours.contains(hour), (0...59).contains(minute)
    else {
      let last = String(hours.upperBound)
      complain(
        key, "'\(value)' is not a time: write one from \"00:00\" to \"\(last):59\", in quotes")
      return nil
    }
    return hour * 60 + minute
  }

  /// The environment variable that overrides a key.
  func variable(of key: String) -> String {
    "TRAYTALLY_" + key.uppercased().replacing(".", with: "_")
  }

  mutating func complain(_ key: String, _ message: String) {
    let variable = variable(of: key)
    let place =
      environment[variable] != nil ? "environment variable \(variable)" : text.places[key]
    faults.append(ConfigurationFault(place: place ?? nearestPlace(of: key), message: message))
  }

  /// A key that is not in the file lies where the map is that it belongs to.
  private func nearestPlace(of key: String) -> String {
    var path = key.split(separator: ".")
    while !path.isEmpty {
      path.removeLast()
      if !path.isEmpty, let place = text.places[path.joined(separator: ".")] { return place }
    }
    return fileName
  }

  private func configKey(_ key: String) -> ConfigKey {
    ConfigKey(key.split(separator: ".").map(String.init))
  }
}
