/// An experience as text, for a file.
///
///     traytally-learned 1
///     classes 0.02 0.05 ... 0.97            the read rates the sixteen numbers of a line stand for
///     lane 1 plates 0.0005 0.0005 ... 65
///     lane 1 strays 60 50 ... 0.0001
///     lane 1 seconds 5000                   for how long strays were counted
///     plate E0040150A05F02B7 0 0 ... 1.25   visits, to the thousandth
///     end 4                                 lines before this one: a file that was cut is noticed
///
/// Lanes come in the order of their numbers. Of the plates at most `platesMax` are written, those
/// first that are read most unlike the others, so the same experience gives the same bytes.
public enum ExperienceText {
  /// - platesMax (plates, 30,000): the most plates written down, some 3 MB.
  public static let platesMax = 30_000

  /// - bytesMax (bytes, 16 MB): what is longer was not written here.
  public static let bytesMax = 16_000_000

  static let head = "traytally-learned"
  static let version = 1

  /// Writes an experience down.
  public static func text(of experience: Experience, platesMax: Int = platesMax) -> String {
    var lines = ["\(head) \(version)", "classes " + numbers(RateProfile.rates)]
    for (lane, habits) in experience.lanes.sorted(by: { $0.key < $1.key }) {
      lines.append("lane \(lane) plates " + numbers(habits.plates))
      lines.append("lane \(lane) strays " + numbers(habits.strays))
      lines.append("lane \(lane) seconds " + number(habits.seconds))
    }
    for past in experience.plates.pasts(mostUnlike: experience.mix, countMax: platesMax) {
      let thousandths = (SIMD16<Double>(past.visits) * 1000).rounded(.toNearestOrAwayFromZero)
      lines.append("plate \(past.tag) " + numbers(thousandths / 1000))
    }
    lines.append("end \(lines.count)")
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads an experience that was written down.
  ///
  /// - Throws: `ExperienceFault` with the first line that makes no sense.
  public static func parse(_ text: String) throws(ExperienceFault) -> Experience {
    try ExperienceReader.read(text)
  }

  private static func numbers(_ values: SIMD16<Double>) -> String {
    values.indices.map { number(values[$0]) }.joined(separator: " ")
  }

  /// The shortest text that reads back as the same number.
  private static func number(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// Why a text is no experience of this station.
public struct ExperienceFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of text it is, for programs.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// It is something else.
    case foreign
    /// Another version of the program has written it.
    case otherVersion
    /// It is damaged or was cut.
    case damaged
  }

  /// What kind of text it is.
  public var code: Code

  /// The line, counted from 1.
  public var line: Int

  /// What is wrong there.
  public var message: String

  /// Says what is wrong with a text.
  public init(code: Code, line: Int, message: String) {
    self.code = code
    self.line = line
    self.message = message
  }

  /// The sentence for a log.
  public var description: String { "line \(line): \(message)" }
}
