/// Something wrong in the configuration: where, and what to write instead.
public struct ConfigurationFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// `file:line:column`, the environment variable's name, or the file's name alone.
  public var place: String
  /// What is wrong and what to do about it.
  public var message: String

  /// Makes a fault at a place.
  public init(place: String, message: String) {
    self.place = place
    self.message = message
  }

  public var description: String { "\(place): \(message)" }
}
