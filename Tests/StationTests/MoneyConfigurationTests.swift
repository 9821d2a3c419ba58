import Ledger
import Money
import Testing

@testable import Station

/// Tickets and limits as the configuration says them.
@Suite struct MoneyConfigurationTests {
  private static let lane = "lanes: [{ id: 1, tray_reader: { family: emulated } }]\n"

  private func parse(
    _ text: String, environment: [String: String] = [:]
  ) throws -> StationConfiguration {
    try ConfigurationReader.parse(
      Self.lane + text, fileName: "c.yaml", environment: environment)
  }

  private func faults(_ text: String) -> [String] {
    do {
      _ = try parse(text)
      return []
    } catch let error as ConfigurationReader.Faults {
      return error.faults.map(\.message)
    } catch {
      return ["\(error)"]
    }
  }

  @Test func `every key of money is taken over`() throws {
    let found = try parse(
      """
      prices_include_vat: no
      guest_group: guest
      grants_last: month
      tickets:
        - { kind: lunch, value: 15.00 }
        - { kind: dinner, value: "18" }
      limits:
        - group: student
          minimum_balance: -5.00
          per_transaction: 40
          per_meal_amount: 50.00
          per_meal_count: 2
          per_day_amount: 80.50
          per_day_count: 4
        - { minimum_balance: 1.00 }
      """)
    #expect(found.vat == .excluded && found.guestGroup == "guest" && found.grantsLastAMonth)
    #expect(found.tickets.map(\.kind) == ["lunch", "dinner"])
    #expect(found.tickets.map(\.face.minorUnits) == [1500, 1800])
    let expected = GroupLimits(
      minimumBalance: Amount(minorUnits: -500), perTransaction: Amount(minorUnits: 4000),
      perMeal: .init(amount: Amount(minorUnits: 5000), count: 2),
      perDay: .init(amount: Amount(minorUnits: 8050), count: 4))
    #expect(found.limits == ["student": expected])
    #expect(found.otherLimits == GroupLimits(minimumBalance: Amount(minorUnits: 100)))
  }

  @Test func `the environment overrides an entry of a list`() throws {
    let found = try parse(
      "limits: [{ group: student, per_transaction: 40 }]",
      environment: ["TRAYTALLY_LIMITS_1_PER_TRANSACTION": "30"])
    #expect(found.limits["student"]?.perTransaction == Amount(minorUnits: 3000))
  }

  @Test(arguments: [
    ("tickets: [{ kind: lunch }]", "needs a kind and a value"),
    ("tickets: [{ kind: Lunch, value: 1 }]", "a-z"),
    ("tickets: [{ kind: lunch, value: 0 }]", "above zero"),
    ("tickets: [{ kind: a, value: 1 }, { kind: a, value: 2 }]", "name each once"),
    ("limits: [{ per_transaction: -1 }]", "not an amount"),
    ("limits: [{ per_transaction: 1.234 }]", "not an amount"),
    ("limits: [{ per_meal_count: -1 }]", "not a whole number"),
    ("limits: [{ group: a }, { group: a }]", "limits for 'a' already"),
    ("limits: [{ per_day_count: 1 }, { per_meal_count: 1 }]", "all other groups"),
    ("prices_include_vat: maybe", "not one of"),
  ])
  func `what makes no sense is refused`(text: String, words: String) {
    let found = faults(text)
    #expect(found.count == 1 && found.first?.contains(words) == true, "\(found)")
  }
}
