import ArgumentParser
import Station

/// Plates and what is on them.
struct Plates: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Enter plates, put dishes on them, look a tag up.",
    subcommands: [
      Import.self, Enrol.self, Bind.self, PlatesWrite.self, Show.self, PlatesList.self,
      PlatesHistory.self, PlatesRetire.self, PlatesLost.self, PlatesRestore.self,
    ])

  /// Loads plates.
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Load plates from a CSV file: tag, class and, if wanted, dish and meal.",
      discussion: """
        The file replaces all plates there were; docs/menus.md has the columns. Every fault is \
        listed with line and column, and then nothing is loaded. 'plates enrol' adds a few.
        """)

    @Argument(help: "CSV file.", completion: .file(extensions: ["csv"]))
    var file: String

    @Flag(help: "Only check, and say what would change.")
    var check = false

    @OptionGroup var options: StationOptions

    func run() async throws {
      let request = DeskRequest.importPlates(file: try DeskFile(file), check: check)
      try CataloguePrinter(options).print(await DeskCall(options).perform(request, "importing"))
    }
  }

  /// Enters plates.
  struct Enrol: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Enter plates of a class; the plates there are stay.",
      discussion: """
        Either name the tags, or put stacks of plates on an antenna, one after the other, until \
        Ctrl-C: --lane N takes the tray antenna of a lane of the running station, --reader a \
        reader of this machine. A stack is entered once nothing new has been read for a while; a \
        tag that cannot be a plate, because it is a diner's card, is named and left out.
        """)

    @Option(name: .customLong("class"), help: "Plate class.")
    var plateClass: String

    @Option(help: "Take what is put on this lane's tray antenna.")
    var lane: Int?

    @Flag(help: "Take what is put on a reader of this machine.")
    var reader = false

    @OptionGroup var place: ReaderPlace

    @Option(help: "With an antenna: end by itself after so many plates.")
    var count: Int?

    @Argument(help: "Tags of the plates.")
    var tags: [String] = []

    @OptionGroup var options: StationOptions

    func validate() throws {
      guard [!tags.isEmpty, lane != nil, reader].count(where: { $0 }) == 1 else {
        throw ValidationError("name tags, or --lane N, or --reader: one of the three")
      }
      if let count, count < 1 { throw ValidationError("--count takes 1 or more") }
      if reader { _ = try place.reader }
    }

    func run() async throws {
      let call = try DeskCall(options)
      guard tags.isEmpty else {
        let request = DeskRequest.enrolPlates(plateClass: plateClass, tags: tags)
        return try CataloguePrinter(options).print(await call.perform(request))
      }
      let batch = PlateBatch(call, plateClass: plateClass, count: count, options)
      if let lane { return try await batch.run(onLane: lane) }
      try await batch.run(on: SoloReader(place.reader))
    }
  }

  /// Puts a dish on plates.
  struct Bind: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put a dish on plates; a plate that was paid may be billed again.")

    @Option(help: "Code of the dish.")
    var dish: String

    @Option(help: "Meal period it is for (default: every one).")
    var meal: String?

    @Option(
      name: .customLong("class"),
      help: "Put it on every plate of this class that has no dish of its own.")
    var plateClass: String?

    @Argument(help: "Tags of the plates.")
    var tags: [String] = []

    @OptionGroup var options: StationOptions

    func validate() throws {
      guard tags.isEmpty == (plateClass != nil) else {
        throw ValidationError("name the tags of plates, or --class: one of the two")
      }
    }

    func run() async throws {
      let request =
        plateClass.map {
          DeskRequest.plate(.bindClass(plateClass: $0, dish: dish, meal: meal))
        } ?? .bindPlates(dish: dish, meal: meal, tags: tags)
      try CataloguePrinter(options).print(await DeskCall(options).perform(request))
    }
  }

  /// Looks a tag up.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show what is known of a tag.")

    @Argument(help: "Tag, such as E0040150A05F02B7.")
    var tag: String

    @OptionGroup var options: StationOptions

    func run() async throws {
      try CataloguePrinter(options).print(await DeskCall(options).perform(.showPlate(tag: tag)))
    }
  }
}
