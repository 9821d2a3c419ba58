import ArgumentParser
import Station

/// Lists plates.
struct PlatesList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List plates; without a choice those that are in use.")

  @Flag(help: "Those that nothing gives a price at this time.")
  var unbound = false

  @Flag(help: "Tags that the lanes have read and nobody knows; of a running station only.")
  var unknown = false

  @Flag(help: "Those that were retired or noted as lost.")
  var retired = false

  @Option(name: .customLong("class"), help: "Only plates of this class.")
  var plateClass: String?

  @OptionGroup var options: StationOptions

  func validate() throws {
    guard [unbound, unknown, retired].count(where: { $0 }) <= 1 else {
      throw ValidationError("--unbound, --unknown and --retired exclude one another")
    }
  }

  func run() async throws {
    let listing: PlateListing =
      unbound ? .unbound : unknown ? .unknown : retired ? .retired : .all
    let request = DeskRequest.plate(.list(listing, plateClass: plateClass))
    try CataloguePrinter(options).print(await DeskCall(options).perform(request))
  }
}

/// Shows a plate's past.
struct PlatesHistory: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Show what was done with a plate, how often it was sold and washed.",
    discussion: """
      Every sale is there, and the last 50 things done with it beside selling. A plate that was \
      sold and has been seen again since has been washed: each sale but the last counts as one \
      wash, the last one too once the plate has been bound anew or taken out of use.
      """)

  @Argument(help: "Tag, such as E0040150A05F02B7.")
  var tag: String

  @Option(help: "How many lines at most, 1 to 1000.")
  var limit = 50

  @OptionGroup var options: StationOptions

  func validate() throws {
    guard (1...1000).contains(limit) else { throw ValidationError("--limit takes 1 to 1000") }
  }

  func run() async throws {
    let request = DeskRequest.plate(.history(tag: tag, limit: limit))
    try CataloguePrinter(options).print(await DeskCall(options).perform(request))
  }
}

/// Retires plates.
struct PlatesRetire: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Take plates out of use for good.")

  @Argument(help: "Tags of the plates.")
  var tags: [String]

  @OptionGroup var options: StationOptions

  func run() async throws {
    let request = DeskRequest.plate(.depart(tags: tags, isLost: false))
    try CataloguePrinter(options).print(await DeskCall(options).perform(request))
  }
}

/// Notes plates as lost.
struct PlatesLost: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lost", abstract: "Note plates as missing.")

  @Argument(help: "Tags of the plates.")
  var tags: [String]

  @OptionGroup var options: StationOptions

  func run() async throws {
    let request = DeskRequest.plate(.depart(tags: tags, isLost: true))
    try CataloguePrinter(options).print(await DeskCall(options).perform(request))
  }
}

/// Takes plates back into use.
struct PlatesRestore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Take plates that were retired or lost back into use.")

  @Argument(help: "Tags of the plates.")
  var tags: [String]

  @OptionGroup var options: StationOptions

  func run() async throws {
    let request = DeskRequest.plate(.restore(tags: tags))
    try CataloguePrinter(options).print(await DeskCall(options).perform(request))
  }
}
