import Primitives
import TagReads
import Testing
import Trays

/// Time drawn as lines: one line a tag, one column a round of 60 ms.
///
///     rice   ..####.######     # read, . not read; `?name` is an unregistered tag, `~name`
///     background air    cccccdccccpcc     c complete, p partial, d disturbed, _ no round; all c if
///     left out tap    .........T...     T tap at the start of the round, t in the middle of it
///     tray   ...a.........     expected: a arrived, d departed, w departed and arrived (swapped)
///     count  ...12........     expected: the number of tags counted
///     bill   .........S...     expected: S settled, U unsettled, C confirmed, X contradicted;
///     undecided
///                              as u unstable, k keeps changing, d disturbed, s silent, m too many
///                              tags
///
/// Expected lines that are left out are not compared. `*` stands for several in a column.
struct Timeline {
  static let roundTime = Duration.milliseconds(60)

  var lines: [String: [Character]] = [:]
  var names: [String] = []
  private(set) var expected: [String: String] = [:]

  init(_ drawing: String) {
    for line in drawing.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2 else { continue }
      let (name, marks) = (String(words[0]), words[1])
      switch name {
      case "tray", "count", "bill": expected[name] = String(marks)
      case "air", "tap": lines[name] = Array(marks)
      default:
        names.append(name)
        lines[name] = Array(marks)
      }
    }
  }

  var columns: Int { lines.values.map(\.count).max() ?? 0 }

  func mark(_ line: String, _ column: Int) -> Character {
    guard let marks = lines[line], column < marks.count else { return line == "air" ? "c" : "." }
    return marks[column]
  }

  static func tag(_ index: Int) -> TagID {
    guard let tag = TagID(iso15693: 0xE004_0150_0000_0000 + UInt64(index)) else {
      fatalError("an identity from E0 is one")
    }
    return tag
  }

  static func began(_ column: Int) -> Moment { .origin + roundTime * column }

  func tags(in column: Int) -> [TagID] {
    names.indices.filter { mark(names[$0], column) == "#" }.map(Self.tag)
  }

  func standing(of tag: TagID) -> TagStanding {
    let name = name(of: tag)
    if name.hasPrefix("?") { return .unknown }
    return name.hasPrefix("~") ? .background : .plate
  }

  func name(of tag: TagID) -> String {
    names.indices.first { Self.tag($0) == tag }.map { names[$0] } ?? "nobody"
  }
}
