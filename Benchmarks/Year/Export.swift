import Foundation
import Ledger
import Money
import Station

/// An export by a process of its own, so that its memory is told apart from that of others.
struct Export {
  let directory: String
  let selection: ExportOrder.Selection
  let format: ExportFormat

  /// Exports, and prints seconds, the most memory in KiB and how many bytes were written.
  func perform() async throws {
    let folder = directory + "/export"
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    var configuration = StationConfiguration(currency: .cny)
    configuration.station = YearBooks.station.text
    configuration.dataDirectory = directory
    let order = ExportOrder(selection, as: [format], to: folder)
    let clock = ContinuousClock()
    let began = clock.now
    let paths = try await SettlementExport.perform(order, configuration: configuration)
    let seconds = (clock.now - began) / .seconds(1)
    let bytes = try paths.reduce(0) { sum, path in
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
      return sum + (size?.intValue ?? 0)
    }
    print(seconds, Self.memoryPeak, bytes)
  }

  /// `VmHWM` of this process in KiB (proc(5)).
  private static var memoryPeak: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
  }
}
