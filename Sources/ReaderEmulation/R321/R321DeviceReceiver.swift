import Primitives

/// The receiving half of an R321 reader: reports of the host in, whole requests out.
///
/// A report is 64 bytes, its first the number of the protocol's bytes in it; a request of more than
/// 63 goes on in the next report. A request that is not right is passed over without a word.
struct R321DeviceReceiver: Sendable {
  /// What one request may take: 32 blocks to write in a short frame, with room to spare.
  private static let pendingMax = 1024

  /// Reports of one request follow one another at once; the manual gives no limit.
  private static let reportGapMax: Duration = .milliseconds(100)

  private var report: [UInt8] = []
  private var pending: [UInt8] = []
  private var lastByteAt = Moment.origin

  /// Takes bytes of the host; gives the requests they complete.
  mutating func take(_ bytes: [UInt8], at now: Moment) -> [R321DeviceRequest] {
    if now.since(lastByteAt) > Self.reportGapMax { (report, pending) = ([], []) }
    lastByteAt = now
    var requests: [R321DeviceRequest] = []
    for byte in bytes {
      report.append(byte)
      guard report.count == R321ReportSender.reportBytes else { continue }
      let count = Int(report[0])
      if count < R321ReportSender.reportBytes { pending += report[1..<1 + count] }
      report = []
      requests += takeRequests()
      if pending.count > Self.pendingMax { pending = [] }
    }
    return requests
  }

  private mutating func takeRequests() -> [R321DeviceRequest] {
    var requests: [R321DeviceRequest] = []
    while let start = pending.indices.first(where: { isMark(at: $0) }) {
      pending.removeFirst(start)
      guard let (request, length) = R321DeviceFrame.request(pending[...]) else { return requests }
      if let request { requests.append(request) }
      pending.removeFirst(length)
    }
    if pending.last != 0x7E { pending = [] }
    return requests
  }

  private func isMark(at index: Int) -> Bool {
    pending[index] == 0x7E && index + 1 < pending.count && pending[index + 1] == 0x55
  }
}
