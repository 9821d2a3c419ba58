import Hummingbird

// Menu, plates, sales and grants: pages that ask the API for what they show and do, with the
// session of whoever looks at them.
extension Console {
  /// Adds the addresses of these pages.
  func addHall(to staff: RouterGroup<ConsoleContext>) {
    staff.get("staff/menu") { _, context in pages.page("menu", [:], for: context) }
    staff.get("staff/plates") { _, context in
      let places = lanes.map { ["number": String($0.number), "name": $0.name] }
      return pages.page("plates", ["lanes": places], for: context)
    }
    staff.get("staff/sales") { request, context in
      let receipt = request.uri.queryParameters["receipt"].map { String($0) } ?? ""
      let mayRingUp = context.clerk?.rights.contains("ring-up") ?? false
      return pages.page("sales", ["receipt": receipt, "mayRingUp": mayRingUp], for: context)
    }
    let granting = staff.group("staff/grants").add(
      middleware: ConsoleGate(sessions: sessions, desk: desk, right: "grant"))
    granting.get { _, context in pages.page("grants", [:], for: context) }
  }
}
