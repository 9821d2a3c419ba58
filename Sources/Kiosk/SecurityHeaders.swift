import HTTPTypes
import Hummingbird

/// Tells browsers to run nothing but what the station itself has sent, and to keep nothing.
///
/// Content Security Policy Level 3: no inline script or style, nothing from elsewhere, no frames;
/// the counter of a demonstration, which is of the same place, frames a display.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
  /// The policy of a page that is shown within frames of these places.
  static func policy(frames: String = "'none'") -> String {
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
      + "img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors \(frames)"
  }

  func handle(
    _ request: Request, context: Context,
    next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do {
      response = try await next(request, context)
    } catch let error as CancellationError {
      throw error
    } catch let error as HTTPError {
      response = Response(
        status: error.status, headers: [.contentType: "text/plain; charset=utf-8"],
        body: ResponseBody(
          byteBuffer: ByteBuffer(string: (error.body ?? "\(error.status)") + "\n")))
    } catch let error as any HTTPResponseError {
      response = try error.response(from: request, context: context)
    } catch {
      response = Response(status: .internalServerError)
    }
    if response.headers[.contentSecurityPolicy] == nil {
      response.headers[.contentSecurityPolicy] = Self.policy()
    }
    response.headers[.xContentTypeOptions] = "nosniff"
    if let policy = HTTPField.Name("Referrer-Policy") { response.headers[policy] = "no-referrer" }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }
}
