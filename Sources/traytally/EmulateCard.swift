import ArgumentParser
import Foundation
import ReaderEmulation

/// A card in a smart-card reader that QEMU emulates.
struct EmulateCard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ccid-card",
    abstract: "Put emulated cards into the smart-card reader of a QEMU guest.",
    discussion: """
      Listens on a socket for QEMU's -chardev socket,id=card,path=PATH with the devices usb-ccid \
      and ccid-card-passthru,chardev=card. Prints 'ready' when it listens. The script has a command \
      a line: place TAG, remove TAG, clear, wait SECONDS, quit.
      """)

  @Option(help: "Path of the socket.")
  var socket: String

  @Option(help: "Script of the cards: a file, a FIFO, or '-' for standard input.")
  var script = "-"

  func run() async throws {
    let antenna = AntennaField(seed: 1)
    let card = EmulatedReaderBox(VSCardSimulator(antenna: antenna))
    let outlet: StreamOutlet
    do {
      outlet = try StreamOutlet(.socket(socket), reader: card)
    } catch {
      throw Failure(error.description)
    }
    guard let file = AntennaScriptPlayer.open(script) else {
      throw Failure("\(script): cannot be opened: \(String(cString: strerror(errno)))")
    }
    let player = AntennaScriptPlayer(stage: AntennaStage(antenna: antenna, reader: card)) {
      Terminal.say("script: \($0)")
    }
    Terminal.print("ready")
    Thread.detachNewThread {
      if player.play(fileDescriptor: file) == .quit { Foundation.exit(EXIT_SUCCESS) }
    }
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        while outlet.serveOneHost() {}
        continuation.resume()
      }
    }
  }
}
