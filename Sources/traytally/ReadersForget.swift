import ArgumentParser
import Station

/// Lets the lanes forget what they have learned.
struct ReadersForget: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Forget what a lane, or without one all of them, has learned of plates and strays.",
    discussion: """
      For an antenna that was moved, or plates that were replaced. Nothing but time is lost: a \
      lane knows its plates again after a day, or after 'readers survey'. Without a lane the \
      past of single plates is forgotten too.
      """)

  @Option(help: "The lane's number.")
  var lane: Int?

  @OptionGroup var options: StationOptions

  func run() async throws {
    _ = try await DeskCall(options).perform(.forget(lane: lane))
    Terminal.say(lane.map { "lane \($0) learns anew" } ?? "all lanes learn anew")
  }
}
