import ArgumentParser
import Foundation
import Readers
import Station
import TagReads

/// Readers: find, prove, record, play back.
struct Readers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List, probe and survey readers, record and play back what they say.",
    subcommands: [
      List.self, Probe.self, ReadersSurvey.self, ReadersForget.self, Capture.self, Replay.self,
    ])

  /// Lists readers.
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the readers on the USB and, if a station runs, how its lanes' readers are.",
      discussion: """
        The readers on the USB are listed without a configuration too, and beside one that is \
        wrong. Exits with 1 only if neither the USB nor a station could be asked.
        """)

    @OptionGroup var options: StationOptions

    /// What is listed.
    struct Listing: Encodable {
      var usb: [FoundReader]
      var lanes: [ReaderAnswer]
    }

    func run() async throws {
      let lanes = await lanes()
      let found = try await readersOnUSB(orFailUnless: !lanes.isEmpty)
      if options.json { return try Terminal.printJSON(Listing(usb: found ?? [], lanes: lanes)) }
      for reader in found ?? [] { show(reader) }
      for lane in lanes {
        Terminal.print(
          "lane \(lane.lane) \(lane.role)  \(lane.family) (\(lane.place))  "
            + "\(lane.standing)  \(lane.detail)  "
            + "\(lane.rounds) rounds, \(lane.roundsPerSecond) a second, "
            + "\(lane.imperfectRounds) imperfect, \(lane.faults) faults, "
            + "\(lane.damagedBytes) damaged bytes, \(lane.reopens) reopens")
      }
      if found?.isEmpty == true { Terminal.say("no known reader is plugged in") }
    }

    private func readersOnUSB(orFailUnless hasOther: Bool) async throws -> [FoundReader]? {
      do {
        return try await ReaderCensus.readers()
      } catch {
        guard hasOther else { throw Failure(error.message) }
        Terminal.say(error.message)
        return nil
      }
    }

    private func show(_ reader: FoundReader) {
      let name = [reader.vendor, reader.product].compactMap { $0 }.joined(separator: " ")
      let serial = reader.serial ?? "?"
      Terminal.print(
        "\(reader.usb)  port \(reader.port)  serial \(serial)  \(reader.family)  \(name)")
      if let fault = reader.fault { Terminal.say(fault) }
    }

    /// The lanes' readers as a running station tells; what keeps it from being asked is said.
    private func lanes() async -> [ReaderAnswer] {
      do {
        guard let data = try options.data ?? options.configurationIfAny()?.dataDirectory,
          await DeskClient.isServed(dataDirectory: data)
        else { return [] }
        let reply = try await DeskClient.perform(.status, dataDirectory: data)
        guard case .answer(.status(let status)) = reply else { return [] }
        return status.readers
      } catch {
        Terminal.say("\(error)")
        return []
      }
    }
  }

  /// Proves a reader.
  struct Probe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open a reader, ask what it is, and read its antenna once.",
      discussion: """
        A reader that a running station has open is reported as busy. With two readers of a kind \
        name the serial number or the port, as 'readers list' shows them.
        """)

    @OptionGroup var place: ReaderPlace

    @Option(help: "Seconds to wait for an answer, 0.1 to 600.")
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
      /// Why a card that lies there has no number to be known by.
      var refusal: String?
    }

    func validate() throws {
      guard (0.1...600).contains(seconds) else {
        throw ValidationError("--seconds takes 0.1 to 600")
      }
      _ = try place.reader
    }

    func run() async throws {
      let reader: SoloReader
      do {
        reader = try SoloReader(place.reader)
      } catch {
        throw ValidationError("\(error)")
      }
      let finding = await ReaderProbe(reader, patience: .seconds(seconds)).finding
      await reader.close()
      switch finding {
      case .failure(let fault): throw Failure(fault.message)
      case .success(let (identity, round)):
        let result = Finding(
          family: identity.family.rawValue, model: identity.model, firmware: identity.firmware,
          tags: round.tags.map(\.description), quality: round.quality.rawValue,
          refusal: round.refusal?.description)
        if json { return try Terminal.printJSON(result) }
        Terminal.print("\(result.family)  \(result.model)  firmware \(result.firmware)")
        let tags = result.tags.isEmpty ? "none" : result.tags.joined(separator: " ")
        Terminal.print("\(result.quality) round, tags: \(tags)")
        if let refusal = result.refusal { Terminal.print(refusal) }
      }
    }
  }
}
