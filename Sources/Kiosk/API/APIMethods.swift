import HTTPTypes
import Hummingbird

/// Refuses a method that an address of the API does not take, with those that it takes (RFC 9110,
/// 15.5.6), rather than saying that there is no such address.
struct APIMethods: RouterMiddleware {
  private struct Known {
    var parts: [String]
    var methods: [String]

    var literalCount: Int { parts.filter { !$0.hasPrefix("{") }.count }
  }

  private let methodsByPath: [Known]

  init() {
    let paths = Dictionary(grouping: APIOperation.all) { $0.path }
    methodsByPath = paths.map { path, operations in
      let methods = operations.map { $0.method.rawValue.uppercased() }
      return Known(
        parts: path.split(separator: "/").map { String($0) },
        methods: (methods + (methods.contains("GET") ? ["HEAD"] : [])).sorted())
    }
  }

  func handle(
    _ request: Request, context: ConsoleContext,
    next: @concurrent (Request, ConsoleContext) async throws -> Response
  ) async throws -> Response {
    if let methods = methods(of: request.uri.path),
      !methods.contains(request.method.rawValue)
    {
      return APIProblem.wrongMethod(allowed: methods)
    }
    return try await next(request, context)
  }

  /// The methods of an address; nothing if it is none of the API's. One that is written out comes
  /// before one with a name in it.
  private func methods(of path: String) -> [String]? {
    guard path.hasPrefix(API.root + "/") else { return nil }
    let parts = path.dropFirst(API.root.count).split(separator: "/")
    let matching = methodsByPath.filter { known in
      known.parts.count == parts.count
        && zip(known.parts, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
    return matching.max { $0.literalCount < $1.literalCount }?.methods
  }
}
