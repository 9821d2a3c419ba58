import ArgumentParser
import Foundation
import Readers
import Station
import TagReads

/// Readers: find, prove, record, play back.
struct Readers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List and probe readers, record and play back what they say.",
    subcommands: [List.self, Probe.self, Capture.self, Replay.self])

  /// Lists readers.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the readers on the USB and, if a station runs, how its lanes' readers are.")

    @OptionGroup var options: StationOptions

    /// What is listed.
    struct Listing: Encodable {
      var usb: [FoundReader]
      var lanes: [ReaderAnswer]
    }

    func run() async throws {
      let found: [FoundReader]
      do {
        found = try await ReaderCensus.readers()
      } catch {
        throw Failure(error.message)
      }
      let listing = Listing(usb: found, lanes: await lanes())
      if options.json { return try Terminal.printJSON(listing) }
      for reader in found {
        let name = reader.product ?? "?"
        let serial = reader.serial ?? "?"
        Terminal.print(
          "\(reader.usb)  port \(reader.port)  serial \(serial)  \(reader.family)  \(name)")
        if let fault = reader.fault { Terminal.say(fault) }
      }
      for lane in listing.lanes {
        Terminal.print(
          "lane \(lane.lane) \(lane.role)  \(lane.standing)  \(lane.detail)  "
            + "\(lane.rounds) rounds, \(lane.imperfectRounds) imperfect, \(lane.reopens) reopens")
      }
      if found.isEmpty { Terminal.say("no known reader is plugged in") }
    }

    private func lanes() async -> [ReaderAnswer] {
      guard let data = options.data ?? (try? options.configuration().dataDirectory),
        await DeskClient.isServed(dataDirectory: data),
        case .answer(.status(let status)) = try? await DeskClient.perform(
          .status, dataDirectory: data)
      else { return [] }
      return status.readers
    }
  }

  /// Proves a reader.
  struct Probe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open a reader, ask what it is, and read its antenna once.",
      discussion: "A reader that a running station has open is reported as busy.")

    @Option(help: "Vendor and product id.")
    var usb = "0ab1:0002"

    @Option(help: "Serial number.")
    var serial: String?

    @Option(help: "Port path, such as 1-1.2.")
    var port: String?

    @Option(help: "Seconds to wait for an answer.")
    var seconds = 5.0

    @Flag(help: "Print data as JSON.")
    var json = false

    /// What a probe finds.
    struct Finding: Encodable {
      var family: String
      var model: String
      var firmware: String
      var tags: [String]
      var quality: String
    }

    func run() async throws {
      let reader = try SoloReader(
        ReaderConfiguration(family: .feig, usb: usb, serial: serial, port: port))
      let finding = await ReaderProbe(reader, patience: .seconds(seconds)).finding
      await reader.close()
      switch finding {
      case .failure(let fault): throw Failure(fault.message)
      case .success(let (identity, round)):
        let result = Finding(
          family: identity.family.rawValue, model: identity.model, firmware: identity.firmware,
          tags: round.tags.map(\.description), quality: round.quality.rawValue)
        if json { return try Terminal.printJSON(result) }
        Terminal.print("\(result.family)  \(result.model)  firmware \(result.firmware)")
        let tags = result.tags.isEmpty ? "none" : result.tags.joined(separator: " ")
        Terminal.print("\(result.quality) round, tags: \(tags)")
      }
    }
  }
}
