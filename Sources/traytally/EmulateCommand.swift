import ArgumentParser
import Foundation
import ReaderEmulation

/// Readers without hardware.
struct Emulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve an emulated reader as a USB device through FunctionFS.",
    subcommands: [Feig.self])

  /// A FEIG reader.
  struct Feig: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Emulate a FEIG OBID i-scan reader at byte level.",
      discussion: """
        DIR is where FunctionFS is mounted; the gadget's configfs holds ids and serial number. \
        Prints 'ready' when the controller can be bound. The script has a command a line: place \
        TAG..., remove TAG..., clear, rate TAG 0.7, quit.
        """)

    @Option(name: .customLong("functionfs"), help: "Directory where FunctionFS is mounted.")
    var directory: String

    @Option(help: "Script of the antenna: a file, a FIFO, or '-' for standard input.")
    var script = "-"

    @Option(help: "Seed of the antenna's chances.")
    var seed: UInt64 = 1

    func run() async throws {
      let antenna = AntennaField(seed: seed)
      let reader = EmulatedReaderBox(FeigReaderEmulator(antenna: antenna))
      let gadget = FunctionFSGadget(directory: directory, reader: reader) { entry in
        switch entry {
        case .ready: Terminal.print("ready")
        case .event(let event): Terminal.say("usb: \(event.kind)")
        case .replyDropped(let count, _): Terminal.say("usb: a reply of \(count) bytes was dropped")
        case .outFailed(let number): Terminal.say("usb: OUT failed, errno \(number)")
        }
      }
      guard let file = AntennaScriptPlayer.open(script) else {
        throw Failure("\(script): cannot be opened: \(String(cString: strerror(errno)))")
      }
      let player = AntennaScriptPlayer(stage: AntennaStage(antenna: antenna, reader: reader)) {
        Terminal.say("script: \($0)")
      }
      Thread.detachNewThread {
        if player.play(fileDescriptor: file) == .quit { gadget.stop() }
      }
      try await Self.serve(gadget)
    }

    /// The gadget blocks its thread, so it gets one of its own.
    private static func serve(_ gadget: FunctionFSGadget) async throws {
      let failure = await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          do throws(FunctionFSError) {
            try gadget.run()
            continuation.resume(returning: FunctionFSError?.none)
          } catch {
            continuation.resume(returning: error)
          }
        }
      }
      if let failure { throw Failure(failure.message) }
    }
  }
}
