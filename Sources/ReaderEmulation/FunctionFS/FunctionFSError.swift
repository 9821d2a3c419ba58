/// Why a FunctionFS directory cannot be served.
public struct FunctionFSError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What could not be done.
  public enum Code: Sendable {
    case cannotOpen, descriptorsRefused, controlLost
  }

  /// What could not be done.
  public var code: Code

  /// What happened and what to do about it.
  public var message: String

  public var description: String { message }

  static func cannotOpen(_ path: String, errno number: Int32) -> FunctionFSError {
    FunctionFSError(
      code: .cannotOpen,
      message: "cannot open \(path) (errno \(number)): mount FunctionFS there first "
        + "(mount -t functionfs NAME DIR) and run as its owner")
  }

  static func refused(_ what: String, errno number: Int32) -> FunctionFSError {
    FunctionFSError(
      code: .descriptorsRefused,
      message: "the kernel refused the \(what) (errno \(number)): is another program serving "
        + "this directory?")
  }

  static func controlLost(errno number: Int32) -> FunctionFSError {
    FunctionFSError(
      code: .controlLost,
      message: "ep0 can no longer be read (errno \(number)): unbind the gadget and start again")
  }
}
