import Hummingbird
import NIOCore

/// How a station is, for whoever watches over it.
public struct Health: Encodable, Equatable, Sendable {
  /// How a lane is.
  public struct Lane: Encodable, Equatable, Sendable {
    /// Its number.
    public var lane: Int
    /// What its display shows: `idle`, `problem` and so on.
    public var state: String
    /// The code of its problem, if it has one.
    public var problem: String?

    /// Describes a lane.
    public init(lane: Int, state: String, problem: String?) {
      self.lane = lane
      self.state = state
      self.problem = problem
    }
  }

  /// True if debits can be written.
  public var isServing: Bool
  /// The lanes.
  public var lanes: [Lane]
  /// What is in the way of closing or exporting days.
  public var settlement: String?
  /// The program and its version.
  public var software: String

  /// Describes a station.
  public init(isServing: Bool, lanes: [Lane], settlement: String?, software: String) {
    self.isServing = isServing
    self.lanes = lanes
    self.settlement = settlement
    self.software = software
  }

  /// 200 if the station serves, else 503 (RFC 9110, 15.6.4), with everything as JSON.
  var response: Response {
    Response(
      status: isServing ? .ok : .serviceUnavailable,
      headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: JSONText.line(self) + "\n")))
  }
}
