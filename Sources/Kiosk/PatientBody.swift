import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
  /// - bodyPatience (10 s): how long somebody may take to send a body.
  static let bodyPatience: Duration = .seconds(10)

  /// The body, if it comes in time.
  ///
  /// - Throws: `HTTPError` of status 413 if it is larger, of 408 if it takes too long (RFC 9110,
  ///   15.5.14 and 15.5.9).
  func wholeBody(upTo byteCount: Int) async throws -> ByteBuffer {
    let body = body
    return try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
      group.addTask { try await body.collect(upTo: byteCount) }
      group.addTask {
        try await Task.sleep(for: Self.bodyPatience)
        throw HTTPError(.requestTimeout, message: "the request took too long to come")
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { return ByteBuffer() }
      return first
    }
  }
}
