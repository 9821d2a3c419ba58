internal import Configuration
internal import Yams

/// Reads the YAML text against the schema into the flat keys swift-configuration works with.
///
/// swift-configuration's own YAML snapshot has no lists of maps and no line numbers; here the n-th
/// lane's name becomes the key `lanes.n.name` (counted from 1) and every complaint has its place.
struct ConfigurationText {
  private let fileName: String
  private(set) var values: [AbsoluteConfigKey: ConfigValue] = [:]
  private(set) var places: [String: String] = [:]
  private(set) var faults: [ConfigurationFault] = []

  /// Parses and checks a whole file; `faults` tells what is wrong with it.
  init(_ text: String, fileName: String) {
    self.fileName = fileName
    do {
      guard let root = try Yams.compose(yaml: text) else { return }
      read(root, as: .station, at: [])
    } catch let error as YamlError {
      faults.append(ConfigurationFault(place: fileName, message: "not YAML: \(error)"))
    } catch {
      faults.append(ConfigurationFault(place: fileName, message: "cannot be read: \(error)"))
    }
  }

  /// The number of maps in a list, so that its members' keys can be asked for.
  func count(of list: String) -> Int {
    var count = 0
    while places["\(list).\(count + 1)"] != nil { count += 1 }
    return count
  }

  private mutating func read(_ node: Node, as schema: ConfigurationSchema, at path: [String]) {
    places[path.joined(separator: ".")] = place(of: node)
    switch schema {
    case .value(let kind):
      readValue(node, kind: kind, at: path)
    case .map(let keys):
      readMap(node, keys: keys, at: path)
    case .mapOrWord(let keys, let words):
      if let word = node.scalar?.string, words.contains(word) {
        values[AbsoluteConfigKey(path)] = ConfigValue(.string(word), isSecret: false)
      } else {
        readMap(node, keys: keys, at: path)
      }
    case .list(let member):
      guard let sequence = node.sequence else {
        return complain(node, "\(path.joined(separator: ".")) must be a list; start lines with '-'")
      }
      for (index, item) in sequence.enumerated() {
        read(item, as: member, at: path + [String(index + 1)])
      }
    }
  }

  private mutating func readMap(
    _ node: Node, keys: [String: ConfigurationSchema], at path: [String]
  ) {
    guard let mapping = node.mapping else {
      return complain(node, "expected keys: \(keys.keys.sorted().joined(separator: ", "))")
    }
    for (keyNode, value) in mapping {
      let key = keyNode.scalar?.string ?? ""
      guard let schema = keys[key] else {
        let known = keys.keys.sorted()
        let hint = nearest(to: key, among: known).map { "; did you mean '\($0)'?" } ?? ""
        complain(keyNode, "unknown key '\(key)'\(hint) Known: \(known.joined(separator: ", "))")
        continue
      }
      read(value, as: schema, at: path + [key])
    }
  }

  private mutating func readValue(
    _ node: Node, kind: ConfigurationSchema.Kind, at path: [String]
  ) {
    guard let content = content(node, kind: kind) else {
      return complain(
        node, "\(path.last ?? "value") must be \(Self.expectation(kind)), not '\(found(node))'")
    }
    values[AbsoluteConfigKey(path)] = ConfigValue(content, isSecret: false)
  }

  private func content(_ node: Node, kind: ConfigurationSchema.Kind) -> ConfigContent? {
    switch kind {
    case .text:
      return node.scalar.map { .string($0.string) }
    case .integer:
      return node.scalar.flatMap { Int($0.string) == nil ? nil : .string($0.string) }
    case .number:
      return node.scalar.flatMap { Double($0.string) == nil ? nil : .string($0.string) }
    case .texts:
      guard let items = node.sequence else { return nil }
      let texts = items.compactMap { $0.scalar?.string }
      return texts.count == items.count ? .stringArray(texts) : nil
    }
  }

  private static func expectation(_ kind: ConfigurationSchema.Kind) -> String {
    switch kind {
    case .text: "one word or text"
    case .integer: "a whole number"
    case .number: "a number"
    case .texts: "a list such as [zh, en]"
    }
  }

  private func found(_ node: Node) -> String {
    node.scalar?.string ?? (node.mapping != nil ? "a map" : "a list")
  }

  private mutating func complain(_ node: Node, _ message: String) {
    faults.append(ConfigurationFault(place: place(of: node), message: message))
  }

  private func place(of node: Node) -> String {
    guard let mark = node.mark else { return fileName }
    return "\(fileName):\(mark.line):\(mark.column)"
  }
}

/// The known word that differs from the given one by the fewest edits, if by two or fewer.
func nearest(to word: String, among known: [String]) -> String? {
  let ranked = known.map { (editDistance(word, $0), $0) }.min { $0 < $1 }
  guard let (distance, candidate) = ranked, distance <= 2 else { return nil }
  return candidate
}

/// Levenshtein's distance between two words.
private func editDistance(_ first: String, _ second: String) -> Int {
  let target = Array(second)
  var row = Array(0...target.count)
  for (index, character) in first.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for column in target.indices {
      let substitution = diagonal + (character == target[column] ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(substitution, row[column] + 1, diagonal + 1)
    }
  }
  return row[target.count]
}
