/// A failure on the USB side: the code, the call that met it, the device, and what to do about it.
///
/// `description` is the sentence an operator reads. It names devices, ports and serial numbers of
/// readers, never anything that was read from a tag.
public struct USBError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong.
  public var code: USBErrorCode
  /// The C function or act that failed, such as `libusb_open`.
  public var call: String
  /// The device concerned, such as `USB device 0ab1:0002 at port 1-1.2`; nothing for the whole bus.
  public var subject: String?
  /// What else is known, such as the serial numbers that were seen.
  public var detail: String?

  /// Makes an error.
  public init(_ code: USBErrorCode, call: String, subject: String? = nil, detail: String? = nil) {
    self.code = code
    self.call = call
    self.subject = subject
    self.detail = detail
  }

  /// The device is gone: its handle is of no more use, wait for it to come back.
  public var isDeviceGone: Bool {
    code == .noDevice || code == .notFound
  }

  /// The file of udev rules that opens readers to the daemon.
  public static let udevRuleFile = "70-traytally.rules"
  /// The group those rules give the device nodes to.
  public static let udevGroup = "traytally"

  /// What happened and what to do, in one or two sentences, with the call and code at the end.
  public var description: String {
    let advice = Self.advice[code] ?? Self.unknown
    var text = "\(subject ?? "USB"): \(advice.problem)"
    if let detail {
      text += ": \(detail)"
    }
    return text + ". \(advice.remedy) [\(call): \(code.name)]"
  }
}

extension USBError {
  /// One code in words.
  private struct Advice {
    var problem: String
    var remedy: String
  }

  private static let unknown = Advice(
    problem: "an error this version does not know",
    remedy: "Plug the reader in again; if it comes back, report it with the code.")

  private static let advice: [USBErrorCode: Advice] = [
    .inputOutput: Advice(
      problem: "the transfer failed on the wire",
      remedy: "Check the cable and hub, then plug the reader in again."),
    .invalidParameter: Advice(
      problem: "the request was not one the device can take",
      remedy: "Check that the configured family is this reader's."),
    .access: Advice(
      problem: "permission denied",
      remedy: """
        Install udev/\(udevRuleFile) in /etc/udev/rules.d, put the daemon's user in the group \
        '\(udevGroup)', run 'udevadm control --reload && udevadm trigger', and plug the reader \
        in again.
        """),
    .noDevice: Advice(
      problem: "the device is gone",
      remedy: "Plug it in again; it is opened by itself when it is back."),
    .notFound: Advice(
      problem: "not found",
      remedy: "Plug the reader in, and compare 'traytally readers list' with the configuration."),
    .busy: Advice(
      problem: "another driver or program holds it",
      remedy: "Stop the other program (fuser -v on the device node shows it) and try again."),
    .timedOut: Advice(
      problem: "no answer in time",
      remedy: "Check that the reader has power and is not in another mode."),
    .overflow: Advice(
      problem: "the device sent more than it was asked for",
      remedy: "Plug it in again; if it comes back, report it with a capture."),
    .pipe: Advice(
      problem: "the endpoint is halted or the request is not supported",
      remedy: "Plug the reader in again."),
    .interrupted: Advice(
      problem: "a signal came in between", remedy: "Try again."),
    .noMemory: Advice(
      problem: "out of memory for transfers",
      remedy: "See /sys/module/usbcore/parameters/usbfs_memory_mb and free some memory."),
    .notSupported: Advice(
      problem: "the system does not support this",
      remedy: "Check that the kernel has usbfs and libusb is 1.0.26 or later."),
    .other: Advice(
      problem: "libusb failed without saying why",
      remedy: "Run 'traytally doctor', and once with LIBUSB_DEBUG=3 in the environment."),
    .noBus: Advice(
      problem: "this system has no USB bus",
      remedy: "In a container or virtual machine, pass /dev/bus/usb and /run/udev through."),
    .closed: Advice(
      problem: "it is closed or being closed", remedy: "Open it again."),
    .ambiguous: Advice(
      problem: "several devices fit",
      remedy: "Add 'serial' or 'port' to the reader's configuration."),
    .wrongSerial: Advice(
      problem: "no device with the configured serial number",
      remedy: "Correct 'serial' in the reader's configuration or plug the right reader in."),
    .tooManyTransfers: Advice(
      problem: "too many transfers wait on one endpoint",
      remedy: "The reader does not keep up; plug it in again."),
    .noEndpoint: Advice(
      problem: "the device lacks the interface or endpoint needed",
      remedy: "Check that the configured family is this reader's."),
    .lineRefused: Advice(
      problem: "the serial bridge cannot be set as the reader needs it",
      remedy: "Check 'baud' and 'family' in the reader's configuration; if both are right, plug "
        + "the reader in again."),
  ]
}

extension LibUSBCalls {
  /// Runs one entry of the table and names the call and device in what it throws.
  func attempt<Value>(
    _ call: String, on subject: String? = nil,
    _ body: (LibUSBCalls) throws(USBErrorCode) -> Value
  ) throws(USBError) -> Value {
    do {
      return try body(self)
    } catch {
      throw USBError(error, call: call, subject: subject)
    }
  }
}
