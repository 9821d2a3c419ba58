import ArgumentParser
import Station

/// Plates and what is on them.
struct Plates: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Enter plates, put dishes on them, look a tag up.",
    subcommands: [Import.self, Enrol.self, Bind.self, PlatesWrite.self, Show.self])

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
      abstract: "Enter plates of a class; the plates there are stay.")

    @Option(name: .customLong("class"), help: "Plate class.")
    var plateClass: String

    @Argument(help: "Tags of the plates.")
    var tags: [String]

    @OptionGroup var options: StationOptions

    func run() async throws {
      let request = DeskRequest.enrolPlates(plateClass: plateClass, tags: tags)
      try CataloguePrinter(options).print(await DeskCall(options).perform(request))
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

    @Argument(help: "Tags of the plates.")
    var tags: [String]

    @OptionGroup var options: StationOptions

    func run() async throws {
      let request = DeskRequest.bindPlates(dish: dish, meal: meal, tags: tags)
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
