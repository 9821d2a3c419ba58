// Days, their files, verification, the audit log.
extension APIOperation {
  static let finance = [
    APIOperation(
      .showOpenDay, .get, "/days/open", "read-finance", "The open period, sealing nothing: an X.",
      answer: .value(.named("Day"))),
    APIOperation(
      .listDays, .get, "/days", "read-finance", "The last Zs, newest first.", query: [limit],
      answer: .value(.list(.named("Day"), 1_000))),
    APIOperation(
      .showDay, .get, "/days/{z}", "read-finance", "The Z of a number.",
      answer: .value(.named("Day"))),
    APIOperation(
      .closeDay, .post, "/days", "settle", "Seals the open period as a Z.",
      body: [
        APIField("id", .id, "A new UUID of yours; the same again gets the same Z."),
        APIField("counted", .amount, "What was counted in the drawer, if it was.").optional,
        APIField("reason", .text(500), "Why that is not what was expected.").optional,
      ], answer: .value(.named("Day"))),
    APIOperation(
      .exportDay, .get, "/days/{z}/files/{file}", "read-finance", "A file of a Z.",
      answer: .file(
        Array(Set(SettlementFile.allCases.map { String($0.mediaType.prefix { $0 != ";" }) }))
          .sorted())),
    APIOperation(
      .verifyBooks, .post, "/verifications", "read-finance",
      "Recomputes chain, balances and settlements from the journal.",
      body: [
        APIField("full", .flag, "True to look at the file, the cards and the menu too.").optional
      ], answer: .value(.named("Verification"))),
    APIOperation(
      .listAudit, .get, "/audit", "read-audit", "What operators and tokens did, newest first.",
      query: [
        APIField("by", .text(64), "What one of them did only.").optional,
        APIField("before", .whole(1...Int.max), "Entries before this one, to page on.").optional,
        limit,
      ], answer: .value(.list(.named("AuditEntry"), 1_000))),
  ]
}
