import ArgumentParser
import Foundation
import ReaderEmulation

/// Readers without hardware.
struct Emulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: """
      Serve an emulated reader as a USB device, behind a serial bridge or as a stream of bytes.
      """,
    discussion: """
      FAMILY is one of: \(EmulatedModel.families). Prints 'ready' when a host can come. The script \
      has a command a line: place TAG..., remove TAG..., clear, rate TAG 0.7, quit.

      DIR is where FunctionFS is mounted; the gadget's configfs holds ids and serial number. With \
      --bridge the reader stands behind an emulated serial bridge, and a host that sets the line \
      otherwise than the reader has it is not understood.

      ccid-card is a card in the smart-card reader of a QEMU guest: give it --socket PATH, and \
      QEMU -chardev socket,id=card,path=PATH with the devices usb-ccid and \
      ccid-card-passthru,chardev=card.
      """)

  @Argument(help: "The reader's family.")
  var family: String

  @OptionGroup var place: EmulatedPlace

  @Option(help: "Script of the antenna: a file, a FIFO, or '-' for standard input.")
  var script = "-"

  @Option(help: "Seed of the antenna's chances.")
  var seed: UInt64 = 1

  func validate() throws {
    guard let model else {
      throw ValidationError("'\(family)' cannot be emulated; there are: \(EmulatedModel.families)")
    }
    if place.functionfs != nil, place.bridge == nil, model.persona == nil {
      throw ValidationError(
        model.line == nil
          ? "a \(family) reader cannot be served there: see --hid and --socket"
          : "a \(family) reader comes behind a serial bridge: add --bridge")
    }
    if place.bridge != nil, model.line == nil {
      throw ValidationError("a \(family) reader has no serial line to put behind a bridge")
    }
    if place.hid != nil, family != "r321" {
      throw ValidationError("--hid is for r321 readers: no other family speaks in reports")
    }
  }

  func run() async throws {
    guard let model else { return }
    let antenna = AntennaField(seed: seed)
    let reader = EmulatedReaderBox(model.make(antenna))
    let service = try place.service(of: reader, model)
    guard let file = AntennaScriptPlayer.open(script) else {
      throw Failure("\(script): cannot be opened: \(String(cString: strerror(errno)))")
    }
    let player = AntennaScriptPlayer(stage: AntennaStage(antenna: antenna, reader: reader)) {
      Terminal.say("script: \($0)")
    }
    // Both block their thread, so each has one of its own; whichever ends first ends the command.
    let (ends, end) = AsyncStream.makeStream(of: Failure?.self)
    Thread.detachNewThread {
      if player.play(fileDescriptor: file) == .quit { service.stop { end.yield(nil) } }
    }
    Thread.detachNewThread {
      end.yield(service.run())
    }
    for await failure in ends {
      if let failure { throw failure }
      return
    }
  }

  private var model: EmulatedModel? {
    EmulatedModel.all.first { $0.family == family }
  }
}
