import Hummingbird
import Mustache
import NIOCore

/// The pages of staff and finance, from templates that escape whatever comes from the books.
struct ConsolePages: Sendable {
  private let library: MustacheLibrary

  init() throws {
    var library = MustacheLibrary()
    for (name, bytes) in Self.templates {
      try library.register(String(decoding: bytes, as: UTF8.self), named: name)
    }
    self.library = library
  }

  private static var templates: [(String, [UInt8])] {
    [
      ("head", PackageResources.head_mustache), ("login", PackageResources.login_mustache),
      ("staff", PackageResources.staff_mustache),
      ("finance", PackageResources.finance_mustache),
      ("accounts", PackageResources.accounts_mustache),
      ("audit", PackageResources.audit_mustache),
      ("confirm", PackageResources.confirm_mustache),
      ("explain", PackageResources.explain_mustache),
      ("grants", PackageResources.grants_mustache), ("menu", PackageResources.menu_mustache),
      ("plates", PackageResources.plates_mustache), ("sales", PackageResources.sales_mustache),
      ("setup", PackageResources.setup_mustache), ("start", PackageResources.start_mustache),
    ]
  }

  /// A page for somebody who has signed in.
  func page(
    _ name: String, _ values: [String: Any], for context: ConsoleContext,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    var values = values
    values["clerk"] = context.clerk?.name ?? ""
    values["role"] = context.clerk?.role ?? ""
    values["grants"] = context.clerk?.rights.contains("grant") ?? false
    values["settles"] = context.clerk?.rights.contains("settle") ?? false
    values["administers"] = context.clerk?.rights.contains("operators") ?? false
    values["token"] = context.formToken
    return page(name, values, status: status)
  }

  /// A page for anybody; texts that are empty count as not there.
  func page(
    _ name: String, _ values: [String: Any], status: HTTPResponse.Status = .ok
  ) -> Response {
    // To a template an empty text is something that is there.
    let values = values.filter { ($0.value as? String)?.isEmpty != true }
    let text = library.render(values, withTemplate: name) ?? ""
    return Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
