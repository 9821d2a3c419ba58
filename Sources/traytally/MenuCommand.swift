import ArgumentParser
import Foundation
import Primitives
import Station

/// Dishes, plate classes and meal periods.
struct Menu: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Load, show and export the menu.",
    subcommands: [
      Import.self, Export.self, Show.self, MenuUndo.self, MenuVersions.self, MenuSoldOut.self,
      MenuPrice.self,
    ])

  /// Loads a file.
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Load dishes, menus, plate classes, meal periods, groups or plates from files.",
      discussion: """
        The columns' names tell what a file holds; docs/menus.md has them. A file replaces \
        everything of its kind. Every fault is listed with its place, and then nothing is loaded. \
        What changes is listed; 'menu undo' takes the latest import back.
        """)

    @Argument(
      help: "CSV files or .xlsx workbooks; those that refer to each other are given together.")
    var files: [String]

    @Flag(help: "Only check, and say what would change.")
    var check = false

    @OptionGroup var options: StationOptions

    func run() async throws {
      let request = DeskRequest.importMenu(
        files: try files.map(DeskFile.init), check: check)
      try CataloguePrinter(options).print(await DeskCall(options).perform(request, "importing"))
    }
  }

  /// Writes a file.
  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the menu as a file that 'menu import' takes back, or for menu apps.",
      discussion: """
        A name that ends in .xlsx makes a workbook of everything, a sheet for each kind. \
        With --openmensa the file is an OpenMensa feed v2 of what the menu says of the days from \
        --from on.
        """)

    @Argument(help: "File to write; '-' for standard output.")
    var file: String

    @Option(help: "What to write as CSV: dishes, menu, classes, meals, groups or plates.")
    var kind = "dishes"

    @Flag(help: "Write an OpenMensa feed v2.")
    var openmensa = false

    @Option(help: "First day of the feed, such as 2026-11-24 (default: today).")
    var from: String?

    @Option(help: "Days in the feed.")
    var days = 14

    @Option(help: "Name of the canteen in the feed (default: the station's).")
    var canteen: String?

    @Option(help: "Language of names in the feed.")
    var language = "en"

    @OptionGroup var options: StationOptions

    func run() async throws {
      try write(try await DeskCall(options).perform(request))
    }

    private var request: DeskRequest {
      if !openmensa, file.lowercased().hasSuffix(".xlsx") { return .menu(.exportWorkbook) }
      guard openmensa else { return .exportMenu(kind: kind) }
      return .menu(
        .exportOpenMensa(
          OpenMensaWish(from: from, dayCount: days, canteen: canteen, language: language)))
    }

    private func write(_ answer: DeskAnswer) throws {
      let content: Data
      switch answer {
      case .file(let text):
        if file == "-" { return Terminal.print(text, terminator: "") }
        content = Data(text.utf8)
      case .bytes(let bytes): content = bytes
      default: throw Failure("the station sent no file")
      }
      do {
        try content.write(to: URL(filePath: file), options: .atomic)
      } catch {
        throw Failure("\(file) cannot be written: \(error.localizedDescription)")
      }
    }
  }

  /// Shows the dishes.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show dishes and prices.",
      discussion: """
        With --date the answer is what holds on that day, meal by meal: the dishes offered, and \
        what plates of each class carry and cost.
        """)

    @Option(help: "Only dishes of this meal period.")
    var meal: String?

    @Option(help: "Business day, such as 2026-11-24.")
    var date: String?

    @OptionGroup var options: StationOptions

    func validate() throws {
      if let date, CalendarDay(date) == nil {
        throw ValidationError("--date takes a day such as 2026-11-24, not '\(date)'")
      }
    }

    func run() async throws {
      let answer = try await DeskCall(options).perform(.showMenu(meal: meal, date: date))
      try CataloguePrinter(options).print(answer)
    }
  }
}

extension DeskFile {
  /// Longest file that is read, in bytes.
  static let bytesMax = 32 * 1024 * 1024

  /// Reads the file that the operator named.
  ///
  /// - Throws: `Failure` if there is no such file, or it is too long.
  init(_ path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure("\(path): no such file, or it may not be read")
    }
    guard data.count <= Self.bytesMax else { throw Failure("\(path): longer than 32 MB") }
    self.init(name: path, content: data)
  }
}
