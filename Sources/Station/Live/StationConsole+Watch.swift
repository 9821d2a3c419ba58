internal import Kiosk
internal import Primitives

// What watches over the station: readers, acts, the books themselves.
extension StationConsole {
  func readers() async throws -> [ReaderRow] {
    guard case .status(let status) = try await answer(.status) else { return [] }
    return status.readers.map {
      ReaderRow(lane: $0.lane, role: $0.role, standing: $0.standing, detail: $0.detail)
    }
  }

  func auditLog(limit: Int) async throws -> [AuditRow] {
    let request = DeskRequest.operators(.audit(by: nil, before: nil, limit: limit))
    guard case .audit(let entries) = try await answer(request) else { return [] }
    let offsets = ZoneOffsets(configuration.timeZone)
    return entries.map { entry in
      let at = WallTime(milliseconds: entry.at)
      return AuditRow(
        at: at.stamp(utcOffsetSeconds: offsets.seconds(at: at)), by: entry.by, act: entry.act,
        subject: entry.subject, outcome: entry.outcome)
    }
  }

  func verify() async throws -> String {
    guard case .verification(let result) = try await answer(.verify(full: false)) else {
      throw ConsoleRefusal("the station sent no result")
    }
    if let fault = result.fault { throw ConsoleRefusal(fault) }
    return
      "\(result.transfers) transfers, \(result.closes) Zs, \(result.accounts) accounts: chain, "
      + "balances, receipt and Z numbers hold. 全部核对无误。"
  }
}
