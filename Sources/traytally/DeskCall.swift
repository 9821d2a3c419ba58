import Station

/// Has a request carried out, by the running station or, without one, here.
struct DeskCall {
  private let options: StationOptions
  private let configuration: StationConfiguration
  private let claim: DeskClaim

  /// The configuration the request is made under.
  init(_ options: StationOptions) throws {
    self.options = options
    configuration = try options.configuration()
    claim = try options.operatorClaim()
  }

  /// The station's configuration.
  var station: StationConfiguration { configuration }

  /// The answer to a request; progress and text on the way go where they belong.
  ///
  /// - Throws: `Failure` with the reasons if it was refused.
  func perform(_ request: DeskRequest, _ what: String = "") async throws -> DeskAnswer {
    let reply: DeskReply
    if await DeskClient.isServed(dataDirectory: configuration.dataDirectory) {
      do {
        reply = try await DeskClient.perform(
          request, from: claim, dataDirectory: configuration.dataDirectory
        ) { Self.show($0, what) }
      } catch {
        throw Failure(error.description)
      }
    } else {
      reply = await BooksClerk.performAlone(
        request, from: claim, configuration: configuration
      ) {
        Self.show($0, what)
      }
    }
    switch reply {
    case .answer(let answer): return answer
    case .refused(let reasons): throw Failure(reasons)
    case .progress, .text: throw Failure("the station ended its answer too early")
    }
  }

  private static func show(_ reply: DeskReply, _ what: String) {
    switch reply {
    case .progress(let share): Terminal.progress(share, of: what)
    case .text(let text): Terminal.print(text, terminator: "")
    case .answer, .refused: break
    }
  }
}
