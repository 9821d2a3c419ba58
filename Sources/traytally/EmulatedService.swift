import ReaderEmulation

/// An emulated reader at its place.
enum EmulatedService: Sendable {
  case gadget(FunctionFSGadget)
  case reports(HIDGadgetOutlet)
  case stream(StreamOutlet)

  /// Serves until it is stopped or cannot go on, which is returned; blocks the thread.
  func run() -> Failure? {
    switch self {
    case .gadget(let gadget):
      do throws(FunctionFSError) {
        try gadget.run()
      } catch {
        return Failure(error.message)
      }
    case .reports(let outlet): outlet.run()
    case .stream(let outlet):
      if case .tcp(let port) = outlet.place {
        Terminal.print("ready on port \(port)")
      } else {
        Terminal.print("ready")
      }
      while outlet.serveOneHost() {}
    }
    return nil
  }

  /// Ends it; a stream has nothing to put back, so there `ended` is called at once.
  func stop(_ ended: () -> Void) {
    switch self {
    case .gadget(let gadget): gadget.stop()
    case .reports(let outlet): outlet.stop()
    case .stream: ended()
    }
  }

  /// Says what happens on the bus.
  @Sendable
  static func tell(_ entry: FunctionFSGadget.LogEntry) {
    switch entry {
    case .ready: Terminal.print("ready")
    case .event(let event) where event.kind == .setup: Terminal.say("usb: \(event.setup)")
    case .event(let event): Terminal.say("usb: \(event.kind)")
    case .refused(let setup): Terminal.say("usb: refused \(setup)")
    case .replyDropped(let count, _): Terminal.say("usb: a reply of \(count) bytes was dropped")
    case .outFailed(let number): Terminal.say("usb: OUT failed, errno \(number)")
    }
  }

  /// Says what happens to the reports.
  @Sendable
  static func tell(_ entry: HIDGadgetOutlet.LogEntry) {
    switch entry {
    case .ready: Terminal.print("ready")
    case .plugged: Terminal.say("usb: plugged in")
    case .unplugged: Terminal.say("usb: unplugged")
    case .cannotOpen(let number): Terminal.say("usb: the device cannot be opened, errno \(number)")
    case .reportDropped: Terminal.say("usb: a report was dropped")
    }
  }
}
