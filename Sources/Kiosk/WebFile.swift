import HTTPTypes
import Hummingbird
import NIOCore
import Primitives

/// A file that is part of the program and sent as it is.
struct WebFile: Sendable {
  /// Its name below `/web/`.
  let name: String
  private let type: String
  private let bytes: [UInt8]
  private let tag: String

  private init(_ name: String, _ type: String, _ bytes: [UInt8]) {
    self.name = name
    self.type = type
    self.bytes = bytes
    tag = "\"" + String(ShortDigest(bytes).value, radix: 16) + "\""
  }

  /// Every file.
  static let all =
    [
      WebFile("counter.css", "text/css; charset=utf-8", PackageResources.counter_css),
      WebFile("console.css", "text/css; charset=utf-8", PackageResources.console_css),
      WebFile("display.css", "text/css; charset=utf-8", PackageResources.display_css),
      WebFile("icon.svg", "image/svg+xml", PackageResources.icon_svg),
    ] + scripts

  private static let scripts = [
    ("accounts.js", PackageResources.accounts_js), ("console.js", PackageResources.console_js),
    ("counter.js", PackageResources.counter_js), ("display.js", PackageResources.display_js),
    ("grants.js", PackageResources.grants_js),
    ("menu.js", PackageResources.menu_js), ("plates.js", PackageResources.plates_js),
    ("sales.js", PackageResources.sales_js), ("staff.js", PackageResources.staff_js),
  ].map { WebFile($0, "text/javascript; charset=utf-8", $1) }

  /// The file, or that the browser has it already.
  func response(to request: Request) -> Response {
    let headers: HTTPFields = [
      .contentType: type, .eTag: tag, .cacheControl: "no-cache",
    ]
    guard request.headers[.ifNoneMatch] != tag else {
      return Response(status: .notModified, headers: headers)
    }
    return Response(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
