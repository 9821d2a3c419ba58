import Testing

@testable import Kiosk

/// The API is what its description says, before anybody asks.
@Suite struct APIDescriptionTests {
  @Test func `every operation is described once, at an address of its own`() {
    #expect(Set(APIOperation.all.map(\.name)) == Set(APIOperationName.allCases))
    #expect(APIOperation.all.count == APIOperationName.allCases.count)
    let addresses = APIOperation.all.map { "\($0.method) \($0.path)" }
    #expect(Set(addresses).count == addresses.count)
    for operation in APIOperation.all {
      let names = operation.fields.map(\.name)
      #expect(Set(names).count == names.count, "\(operation.name)")
      #expect(operation.about.hasSuffix("."), "\(operation.name)")
    }
  }

  @Test func `every object that an operation answers with is described`() {
    for operation in APIOperation.all {
      guard case .value(let schema) = operation.answer else { continue }
      #expect(unknown(in: schema) == nil, "\(operation.name)")
    }
    for (name, fields) in APIAnswers.all {
      #expect(unknown(in: .object(fields)) == nil, "\(name)")
    }
  }

  private func unknown(in schema: APISchema) -> String? {
    switch schema {
    case .named(let name): APIAnswers.all[name] == nil ? name : nil
    case .list(let element, _), .map(let element): unknown(in: element)
    case .object(let fields): fields.lazy.compactMap { unknown(in: $0.schema) }.first
    default: nil
    }
  }

  @Test(arguments: [
    ("12.50", true), ("0", true), ("-3.5", true), ("", false), ("1,5", false), ("1.", false),
    (".5", false), ("--1", false), ("1.23456", false), ("１", false), ("1e3", false),
    ("-", false), ("1234567890123456", false),
  ])
  func `an amount is decimal text`(text: String, isAmount: Bool) throws {
    #expect((APISchema.amount.fault(in: .text(text), at: "amount") == nil) == isAmount)
    let pattern = try Regex("^-?[0-9]{1,15}(\\.[0-9]{1,4})?$")
    #expect(
      (text.wholeMatch(of: pattern) != nil) == isAmount, "as the description's pattern has it")
  }

  @Test func `the length of a text is that of its code points`() {
    let accents = "e" + String(repeating: "\u{301}", count: 64)
    #expect(APISchema.text(64).fault(in: .text(accents), at: "tag") != nil)
    #expect(APISchema.text(65).fault(in: .text(accents), at: "tag") == nil)
  }

  @Test func `a fault names the place and what is expected there`() {
    let fields = [
      APIField("id", .id, "The id."),
      APIField("files", .list(.object(APIOperation.fileFields), 2), "F"),
      APIField("limit", .whole(1...9), "L").optional,
      APIField("kind", .word(["a", "b"]), "K").optional,
    ]
    let file: APIValue = ["name": "a.csv", "content": ""]
    let id: APIValue = "00000000-0000-0000-0000-000000000001"
    let faults: [(APIValue, String)] = [
      ([:], "id: is needed"), (["id": "x"], "id: a UUID"), (["id": 1], "id: a UUID"),
      (["id": id, "files": [file, file, file]], "files: 2 at most"),
      (["id": id, "files": [file, ["name": "b"]]], "files[1].content: is needed"),
      (["id": id, "files": [], "limit": 10], "limit: 1 to 9"),
      (["id": id, "files": [], "kind": "c"], "kind: one of a, b"),
      (["id": id, "files": [], "more": true], "more: there is no such field"),
    ]
    for (value, start) in faults {
      let fault = APISchema.object(fields).fault(in: value, at: "")
      #expect(fault?.hasPrefix(start) == true, "\(fault ?? "no fault") for \(start)")
    }
    #expect(APISchema.object(fields).fault(in: ["id": id, "files": [file]], at: "") == nil)
  }
}
