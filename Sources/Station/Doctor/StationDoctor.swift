internal import Foundation
internal import LedgerStore
internal import Primitives
internal import USBHost

/// One thing the doctor looked at.
public struct DoctorFinding: Codable, Sendable, Equatable {
  /// How it stands.
  public enum Verdict: String, Codable, Sendable {
    /// As it should be.
    case good
    /// Works, but somebody should know.
    case note
    /// Keeps a lane closed, or the books in danger.
    case bad
  }

  /// How it stands.
  public var verdict: Verdict
  /// What was looked at.
  public var subject: String
  /// What was found and, if it is not good, what to do.
  public var text: String
}

/// Looks over everything around a station that it cannot mend itself.
public struct StationDoctor: Sendable {
  private let configuration: StationConfiguration
  private let rules: UdevRules
  private let holders: DeviceHolders

  /// A doctor for a station of this configuration.
  public init(configuration: StationConfiguration) {
    self.init(configuration: configuration, rules: .installed, holders: .onThisMachine)
  }

  init(configuration: StationConfiguration, rules: UdevRules, holders: DeviceHolders) {
    self.configuration = configuration
    self.rules = rules
    self.holders = holders
  }

  /// Looks at everything; changes nothing.
  public func examine() async -> [DoctorFinding] {
    [library] + [udevRule] + (await readers) + [await books, disk, clock]
  }

  private var library: DoctorFinding {
    DoctorFinding(verdict: .good, subject: "libusb", text: USBBus.libraryVersion)
  }

  private var udevRule: DoctorFinding {
    let name = USBError.udevRuleFile
    guard let path = rules.path(ofFile: name) else {
      return DoctorFinding(
        verdict: .bad, subject: "udev rule",
        text: "udev rule \(name) is missing: copy udev/\(name) to /etc/udev/rules.d, run "
          + "'udevadm control --reload' and plug the reader in again")
    }
    return DoctorFinding(verdict: .good, subject: "udev rule", text: path)
  }

  private var readers: [DoctorFinding] {
    get async {
      var findings: [DoctorFinding] = []
      let bus = USBBus()
      for lane in configuration.lanes {
        for (role, reader) in [("tray", lane.trayReader), ("card", lane.cardReader)] {
          guard let reader, reader.isOnUSB else { continue }
          findings.append(await examine(reader, subject: "lane \(lane.id) \(role) reader", bus))
        }
      }
      await bus.shutdown()
      return findings
    }
  }

  private func examine(
    _ reader: ReaderConfiguration, subject: String, _ bus: USBBus
  ) async -> DoctorFinding {
    do throws(USBError) {
      let match: USBMatch
      do throws(USBMatchFault) {
        match = try reader.usbMatch
      } catch {
        return DoctorFinding(verdict: .bad, subject: subject, text: error.description)
      }
      let devices = try await bus.devices(matching: match)
      return judge(reader, match, devices, subject: subject)
    } catch {
      return DoctorFinding(verdict: .bad, subject: subject, text: error.description)
    }
  }

  /// What to say of a reader when these are the devices that may be it: those that could be opened
  /// and are it, and those that could not, and so may be it or not.
  func judge(
    _ reader: ReaderConfiguration, _ match: USBMatch, _ devices: [USBDeviceSummary],
    subject: String
  ) -> DoctorFinding {
    func finding(_ verdict: DoctorFinding.Verdict, _ text: String) -> DoctorFinding {
      DoctorFinding(verdict: verdict, subject: subject, text: text)
    }
    let sure = devices.filter { $0.namesFault == nil }
    guard let device = sure.first ?? devices.first else {
      return finding(.bad, "\(match) is not plugged in")
    }
    if sure.count > 1 {
      let ports = sure.map(\.port).joined(separator: ", ")
      return finding(
        .bad,
        USBError(.ambiguous, call: "open", subject: "\(match)", detail: "at ports \(ports)")
          .description)
    }
    let rule = BridgeRule(for: reader, on: device)
    let missing = rule.flatMap { $0.isInstalled(among: rules.lines) ? nil : $0 }
    let advice = missing.map { " \($0.advice)" } ?? ""
    if let fault = device.namesFault { return finding(.bad, fault.description + advice) }
    let claim = holders.claim(on: device)
    if case .other(let program) = claim {
      return finding(.bad, "\(device): \(DeviceHolders.advice(program, on: device))\(advice)")
    }
    guard missing == nil else {
      return finding(
        .note, "\(device): this user may open it, but no udev rule lets the station in.\(advice)")
    }
    return finding(.good, claim == .ours ? "\(device), in use by traytally" : "\(device)")
  }

  private var books: DoctorFinding {
    get async {
      if let fault = directoryFault { return fault }
      let directory = configuration.dataDirectory
      let request = DeskRequest.status
      let reply: DeskReply?
      if await DeskClient.isServed(dataDirectory: directory) {
        reply = try? await DeskClient.perform(request, dataDirectory: directory)
      } else {
        reply = await BooksClerk.performAlone(request, configuration: configuration) { _ in }
      }
      return judge(reply, directory)
    }
  }

  private func judge(_ reply: DeskReply?, _ directory: String) -> DoctorFinding {
    switch reply {
    case .answer(.status(let status)):
      let isDurable = status.journalMode == "wal" && status.synchronous == "FULL"
      return DoctorFinding(
        verdict: isDurable ? .good : .bad, subject: "books",
        text: "\(directory): SQLite \(status.sqliteVersion), journal \(status.journalMode), "
          + "synchronous \(status.synchronous), \(status.transfers) transfers")
    case .refused(let reasons):
      return DoctorFinding(
        verdict: .bad, subject: "books", text: reasons.joined(separator: " "))
    default:
      return DoctorFinding(
        verdict: .bad, subject: "books", text: "the running station does not answer; see its log")
    }
  }

  private var directoryFault: DoctorFinding? {
    let directory = configuration.dataDirectory
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory),
      isDirectory.boolValue
    else {
      return DoctorFinding(
        verdict: .bad, subject: "books",
        text: "\(directory) is not there: 'traytally serve --create' makes it")
    }
    guard FileManager.default.isWritableFile(atPath: directory) else {
      return DoctorFinding(
        verdict: .bad, subject: "books",
        text: "\(directory) may not be written: it must belong to the user of the station")
    }
    return nil
  }

  private var disk: DoctorFinding {
    let path = configuration.dataDirectory
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
    guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
      return DoctorFinding(verdict: .note, subject: "disk", text: "free space is not known")
    }
    let megabytes = free / 1_000_000
    return DoctorFinding(
      verdict: megabytes < 200 ? .bad : megabytes < 2000 ? .note : .good, subject: "disk",
      text: "\(megabytes) MB free" + (megabytes < 2000 ? ": make room" : ""))
  }

  private var clock: DoctorFinding {
    let year = StationClock.wall.local(utcOffsetSeconds: 0).day.parts.year
    return DoctorFinding(
      verdict: year < 2025 ? .bad : .good, subject: "clock",
      text: year < 2025
        ? "the clock shows the year \(year): set it, or sales get wrong dates"
        : "\(configuration.timeZone)")
  }
}
