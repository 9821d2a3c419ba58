internal import Foundation
internal import USBHost

/// Which programs have claimed a USB device, as /sys and /proc tell. Opening a device does not show
/// it: usbfs lets several programs open one, and refuses the second that claims an interface.
struct DeviceHolders: Sendable {
  /// On this machine.
  static let onThisMachine = DeviceHolders(
    devices: "/sys/bus/usb/devices", processes: "/proc", ownProcess: getpid())

  /// A program with the device open.
  struct Program: Hashable, Sendable, CustomStringConvertible {
    var name: String
    var process: Int32

    var description: String { "\(name) (process \(process))" }

    /// What ends its hold on readers for good.
    fileprivate var remedy: String {
      switch name {
      case "pcscd": "Run 'systemctl disable --now pcscd.socket pcscd.service'."
      case "brltty": "Run 'apt-get remove brltty': it takes serial bridges for braille displays."
      default: "End it, and keep it from starting again."
      }
    }
  }

  /// Who has claimed a device.
  enum Claim: Equatable, Sendable {
    case none
    /// A daemon or a command of this program.
    case ours
    /// Another program; nothing if it is another user's and cannot be looked at.
    case other(Program?)
  }

  /// Where the kernel lists USB devices and their interfaces.
  let devices: String
  /// Where the kernel lists processes.
  let processes: String
  let ownProcess: Int32

  private static let ourName = "traytally"

  func claim(on device: USBDeviceSummary) -> Claim {
    guard isClaimed(device) else { return .none }
    let programs = programs(with: device.node)
    if programs.contains(where: { $0.name == Self.ourName }) { return .ours }
    return .other(programs.first)
  }

  /// What to do about a claim by another program.
  static func advice(_ program: Program?, on device: USBDeviceSummary) -> String {
    guard let program else {
      return "a program of another user has claimed it. Run 'fuser -v \(device.node)' as root to "
        + "see which, end it, and keep it from starting again."
    }
    return "\(program) has claimed it. \(program.remedy)"
  }

  /// An interface that a program has claimed is bound to usbfs.
  private func isClaimed(_ device: USBDeviceSummary) -> Bool {
    names(in: devices).contains { name in
      name.hasPrefix("\(device.port):") && target(of: "\(devices)/\(name)/driver") == "usbfs"
    }
  }

  private func programs(with node: String) -> [Program] {
    names(in: processes).compactMap { Int32($0) }.filter { $0 != ownProcess }.sorted()
      .filter { process in
        let files = "\(processes)/\(process)/fd"
        return names(in: files).contains { link("\(files)/\($0)") == node }
      }
      .map { process in
        let bytes = FileManager.default.contents(atPath: "\(processes)/\(process)/comm") ?? Data()
        let name = String(decoding: bytes, as: UTF8.self)
        return Program(
          name: name.trimmingCharacters(in: .whitespacesAndNewlines), process: process)
      }
  }

  private func names(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }

  private func link(_ path: String) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: path)
  }

  private func target(of path: String) -> String? {
    link(path)?.split(separator: "/").last.map { String($0) }
  }
}
