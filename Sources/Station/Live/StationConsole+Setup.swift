internal import Kiosk
internal import Menus
internal import Money

// The first start.
extension StationConsole {
  func addFirstOperator(name: String, secret: String) async throws -> Clerk {
    // As long as nobody works under a name, whoever is at the machine itself may; then nobody.
    _ = try await answer(
      .operators(.add(name: name, role: "administrator", secret: secret)))
    return try await clerk(named: name)
  }

  func facts() async -> [StationFact] {
    let start = configuration.dayStartMinute
    let clock = [start / 60, start % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return [
      StationFact("Name before receipt numbers 站点名称", configuration.station, key: "station"),
      StationFact("Currency 货币", configuration.currency.code, key: "currency"),
      StationFact("Time zone 时区", configuration.timeZone, key: "time_zone"),
      StationFact("A day starts at 营业日起点", clock.joined(separator: ":"), key: "day_start"),
      StationFact("Books 数据目录", configuration.dataDirectory, key: "data"),
      StationFact(
        "Lanes 通道",
        configuration.lanes.map { "\($0.id) \($0.name)" }.joined(separator: ", "), key: "lanes"),
    ]
  }

  func steps() async -> [StartStep] {
    let catalogue = clerk.catalogue
    var accounts = 0
    var readers: [ReaderAnswer] = []
    if case .status(let status)? = try? await answer(.status) {
      (accounts, readers) = (status.accounts, status.readers)
    }
    let ready = readers.count { $0.standing == "ready" }
    return [
      StartStep(
        "Readers 读写器", "\(ready) of \(readers.count) ready", isDone: ready == readers.count,
        page: "/staff"),
      StartStep(
        "Menu 菜单", "\(catalogue.dishes.count) dishes 道菜", isDone: !catalogue.dishes.isEmpty,
        page: "/staff/menu"),
      StartStep(
        "Plates 餐具", "\(catalogue.plates.count) plates 件", isDone: !catalogue.plates.isEmpty,
        page: "/staff/plates"),
      StartStep(
        "Accounts 账户", "\(accounts) accounts 个", isDone: accounts > 0, page: "/staff/accounts"),
    ]
  }
}
