import ArgumentParser
import ReaderEmulation

/// Where an emulated reader is served: exactly one place.
struct EmulatedPlace: ParsableArguments {
  /// A bridge that can stand between the bus and the reader.
  enum Bridge: String, ExpressibleByArgument, CaseIterable {
    case cp210x, ch340
  }

  @Option(help: ArgumentHelp("As a USB device, through FunctionFS.", valueName: "dir"))
  var functionfs: String?

  @Option(help: "There, behind a serial bridge.")
  var bridge: Bridge?

  @Option(
    help: ArgumentHelp("As a USB device with HID reports, such as /dev/hidg0.", valueName: "dev"))
  var hid: String?

  @Option(help: ArgumentHelp("On a serial device, such as /dev/ttyGS0.", valueName: "dev"))
  var terminal: String?

  @Option(help: ArgumentHelp("On a TCP port of this machine; 0 for any.", valueName: "port"))
  var tcp: UInt16?

  @Option(help: ArgumentHelp("On a socket in the file system.", valueName: "path"))
  var socket: String?

  func validate() throws {
    let places = [functionfs, hid, terminal, tcp.map(String.init), socket].compactMap(\.self)
    guard places.count == 1 else {
      throw ValidationError("give one of --functionfs, --hid, --terminal, --tcp, --socket")
    }
    guard bridge == nil || functionfs != nil else {
      throw ValidationError("--bridge goes with --functionfs")
    }
  }

  /// The service at the place, not running yet.
  func service(of reader: EmulatedReaderBox, _ model: EmulatedModel) throws -> EmulatedService {
    if let directory = functionfs, let persona = persona(of: model) {
      return .gadget(
        FunctionFSGadget(
          directory: directory, reader: reader, persona: persona, log: EmulatedService.tell))
    }
    if let hid {
      return .reports(HIDGadgetOutlet(path: hid, reader: reader, log: EmulatedService.tell))
    }
    let place: StreamPlace =
      if let terminal { .terminal(terminal) } else if let socket { .socket(socket) } else {
        .tcp(port: tcp ?? 0)
      }
    do {
      return .stream(try StreamOutlet(place, reader: reader))
    } catch {
      throw Failure(error.description)
    }
  }

  private func persona(of model: EmulatedModel) -> (any GadgetPersona)? {
    guard let bridge else { return model.persona }
    guard let line = model.line else { return nil }
    return switch bridge {
    case .cp210x: CP210xPersona(reader: line)
    case .ch340: CH340Persona(reader: line)
    }
  }
}
