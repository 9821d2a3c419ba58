internal import Kiosk
internal import Readers
internal import USBHost

// The lanes and their readers.
extension ConfigurationReader {
  mutating func lanes() -> [LaneConfiguration] {
    let count = text.count(of: "lanes")
    guard (1...16).contains(count) else {
      complain("lanes", "a station has 1 to 16 lanes, not \(count)")
      return []
    }
    var lanes: [LaneConfiguration] = []
    var entries: [Int: Int] = [:]
    var claims = ReaderClaims()
    for entry in 1...count {
      guard let lane = lane("lanes.\(entry)") else { continue }
      if let first = entries[lane.id] {
        complain("lanes.\(entry).id", "lane \(lane.id) is entry \(first) already")
      }
      entries[lane.id] = entries[lane.id] ?? entry
      claim(lane, entry: entry, in: &claims)
      lanes.append(lane)
    }
    return lanes
  }

  private mutating func lane(_ key: String) -> LaneConfiguration? {
    guard let id = integer("\(key).id", in: 1...99) else {
      if string("\(key).id") == nil { complain(key, "a lane needs an id, 1 to 99") }
      return nil
    }
    guard let tray = readerConfiguration("\(key).tray_reader") else {
      if text.places["\(key).tray_reader"] == nil { complain(key, "a lane needs a tray_reader") }
      return nil
    }
    return LaneConfiguration(
      id: id, name: line("\(key).name") ?? "Lane \(id)", trayReader: tray,
      cardReader: cardReader("\(key).card_reader"),
      displayLanguages: languages("\(key).display_language"),
      displayModes: modes("\(key).display_mode"))
  }

  private mutating func modes(_ key: String) -> [DisplayMode] {
    (strings(key) ?? []).compactMap { word in
      if let mode = DisplayMode(rawValue: word) { return mode }
      let known = DisplayMode.allCases.map(\.rawValue).joined(separator: ", ")
      complain(key, "'\(word)' is not a display mode; known: \(known)")
      return nil
    }
  }

  private mutating func languages(_ key: String) -> [String] {
    let known = ["zh", "en"]
    guard let languages = strings(key) else { return known }
    for language in languages where !known.contains(language) {
      complain(key, "'\(language)' is not a display language; known: zh, en")
    }
    if languages.isEmpty { complain(key, "name at least one language: zh, en") }
    if Set(languages).count < languages.count { complain(key, "name each language once") }
    return languages
  }

  /// The reader for cards alone, or nothing if cards are read on the tray's antenna.
  private mutating func cardReader(_ key: String) -> ReaderConfiguration? {
    let sameAntenna = "same-antenna"
    if let word = environment[variable(of: key)] {
      if word != sameAntenna {
        complain(
          key, "'\(word)' is not \(sameAntenna); name a reader with \(variable(of: key))_FAMILY")
      }
      return nil
    }
    let isMap = text.places[key] != nil && string(key) != sameAntenna
    let isNamed = ["family", "usb", "serial", "port", "baud", "file", "emulates"].contains {
      string("\(key).\($0)") != nil
    }
    return isMap || isNamed ? readerConfiguration(key) : nil
  }

  private mutating func readerConfiguration(_ key: String) -> ReaderConfiguration? {
    let families = ReaderConfiguration.Family.allCases.map(\.rawValue)
    guard let name = word("\(key).family", of: families),
      let family = ReaderConfiguration.Family(rawValue: name)
    else {
      if string("\(key).family") == nil {
        complain(key, "a reader needs a family: \(families.joined(separator: ", "))")
      }
      return nil
    }
    let reader = ReaderConfiguration(
      family: family, usb: string("\(key).usb"), serial: string("\(key).serial"),
      port: string("\(key).port"), baud: integer("\(key).baud", in: 1200...921_600),
      file: line("\(key).file"),
      emulates: word("\(key).emulates", of: ReaderFamily.allCases.map(\.rawValue))
        .flatMap { ReaderFamily(rawValue: $0) })
    check(reader, at: key)
    return reader
  }

  private mutating func check(_ reader: ReaderConfiguration, at key: String) {
    if reader.family == .replay, string("\(key).file") == nil {
      complain(key, "family replay needs 'file': the capture to play")
    }
    if reader.family != .replay, reader.file != nil {
      complain("\(key).file", "'file' belongs to family replay only")
    }
    if reader.family != .emulated, reader.emulates != nil {
      complain("\(key).emulates", "'emulates' belongs to family emulated only")
    }
    if reader.baud != nil, !reader.isOnUSB || reader.spoken.usualLine == nil {
      complain("\(key).baud", "'baud' belongs to readers behind a serial bridge only")
    }
    if reader.isOnUSB, reader.isBridgeAlone {
      complain(
        key,
        "a reader behind a serial bridge needs 'serial' or 'port': the bridge's ids are shared "
          + "by other devices; 'traytally readers list' shows both")
      return
    }
    if let serial = reader.serial, !serial.isEmpty { _ = line("\(key).serial") }
    do throws(USBMatchFault) {
      _ = try reader.usbMatch
    } catch {
      switch error {
      case .malformedIDs: complain("\(key).usb", error.description)
      case .malformedPort: complain("\(key).port", error.description)
      case .emptySerial: complain("\(key).serial", error.description)
      case .tooWide: complain(key, error.description)
      }
    }
  }

  /// Notes the lane's readers, and complains of one that another slot has already.
  private mutating func claim(
    _ lane: LaneConfiguration, entry: Int, in claims: inout ReaderClaims
  ) {
    let readers: [(ReaderSlot.Role, ReaderConfiguration?)] = [
      (.tray, lane.trayReader), (.card, lane.cardReader),
    ]
    for (role, reader) in readers {
      guard let reader, reader.isOnUSB, let match = try? reader.usbMatch else { continue }
      let slot = ReaderSlot(lane: lane.id, role: role)
      guard let conflict = claims.claim(match, of: reader.spoken, for: slot) else { continue }
      let key = "lanes.\(entry).\(role.rawValue)_reader"
      complain(conflict.part.map { "\(key).\($0)" } ?? key, conflict.sentence(for: slot))
    }
  }
}
