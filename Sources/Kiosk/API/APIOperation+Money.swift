// Accounts and everything that moves money; every such act has an id that is used once.
extension APIOperation {
  static let accounts = [
    APIOperation(
      .showAccount, .get, "/accounts/{number}", "read-accounts", "An account with its wallets.",
      answer: .value(.named("Account"))),
    APIOperation(
      .openAccount, .post, "/accounts", "serve-accounts", "Opens an account.",
      body: [
        APIField("number", .text(32), "Its number: letters, digits, `-`, `_`, `.`."),
        APIField("group", .text(32), "The diner group.").optional,
        APIField("name", .text(100), "The owner's name, which is kept apart.").optional,
        APIField("floor", .amount, "What it must not be brought below; zero if left out.").optional,
      ], answer: .value(.named("Account"))),
    APIOperation(
      .accountHistory, .get, "/accounts/{number}/receipts", "read-accounts",
      "The latest receipts of an account, newest first.", query: [limit],
      answer: .value(.list(.named("Receipt"), 1_000))),
    APIOperation(
      .accountHoldings, .get, "/accounts/{number}/holdings", "read-accounts",
      "What an account held at a moment.",
      query: [APIField("at", .milliseconds, "The moment, in milliseconds since 1970, UTC.")],
      answer: .value(.named("Holdings"))),
    APIOperation(
      .setAccountGroup, .put, "/accounts/{number}/group", "manage-accounts",
      "Sets an account's diner group.", body: [APIField("group", .text(32), "The diner group.")],
      answer: .value(.named("Account"))),
    APIOperation(
      .setAccountValidity, .put, "/accounts/{number}/validity", "manage-accounts",
      "Sets the first and the last day on which an account may pay.",
      body: [
        APIField("from", .day, "The first day; no bound if left out.").optional,
        APIField("until", .day, "The last day; no bound if left out.").optional,
      ], answer: .value(.named("Account"))),
    change(.blockAccount, .put, "block", "report-loss", "Stops an account from paying, at once."),
    change(.unblockAccount, .delete, "block", "report-loss", "Lets an account pay again."),
    change(.reportCardsLost, .put, "loss", "report-loss", "Notes every card as lost."),
    change(.reportCardsFound, .delete, "loss", "report-loss", "Lets every card be used again."),
    APIOperation(
      .addCard, .post, "/accounts/{number}/cards", "serve-accounts", "Binds a card to an account.",
      body: [APIField("tag", .text(64), "The card's tag.")], answer: .value(.named("Account"))),
    APIOperation(
      .replaceCard, .post, "/accounts/{number}/cards/replacements", "serve-accounts",
      "Gives an account a new card; the old one, or every one, is noted as lost.",
      body: [
        APIField("tag", .text(64), "The new card's tag."),
        APIField("old", .text(64), "The old card's tag; every card if left out.").optional,
      ], answer: .value(.named("Account"))),
    APIOperation(
      .importAccounts, .post, "/accounts/imports", "import-accounts",
      "Opens and changes accounts from a CSV file: all or nothing.",
      body: [APIField("file", .object(fileFields), "The file."), check],
      answer: .value(.named("AccountsImport"))),
    APIOperation(
      .eraseAccount, .delete, "/accounts/{number}/person", "erase",
      "Erases what is known of a closed account's owner.", answer: .value(.named("Account"))),
  ]

  static let money = [
    act(
      .topUp, "/accounts/{number}/top-ups", "top-up", "Takes money in for an account.",
      [amount, tender, note]),
    act(
      .payOut, "/accounts/{number}/pay-outs", "pay-out", "Pays money out of an account.",
      [amount, tender, note]),
    act(
      .grant, "/accounts/{number}/grants", "grant", "Grants subsidy.", [amount, expires]),
    act(
      .grantTickets, "/accounts/{number}/ticket-grants", "grant", "Grants tickets.",
      [ticket, ticketCount, expires]),
    act(
      .buyTickets, "/accounts/{number}/tickets", "top-up", "Sells tickets.",
      [ticket, ticketCount, tender.optional, note]),
    act(
      .charge, "/accounts/{number}/charges", "charge", "Charges something afterwards.",
      [
        amount,
        APIField("vat", .whole(0...10_000), "The rate in hundredths of a percent.").optional,
        APIField("meal", .text(32), "The meal period; that of the time if left out.").optional,
        reason,
      ]),
    APIOperation(
      .closeAccount, .post, "/accounts/{number}/closing", "close-account",
      "Closes an account for good and pays its balance out.",
      body: [
        id, tender, note,
        APIField("forfeits_tickets", .flag, "True if tickets that are left are lost.").optional,
      ], answer: .value(.named("Closing"))),
    APIOperation(
      .showReceipt, .get, "/receipts/{receipt}", "read-accounts", "A receipt with all it says.",
      answer: .value(.named("Sale"))),
    APIOperation(
      .explainReceipt, .get, "/receipts/{receipt}/explanation", "read-accounts",
      "What a paid tray was judged by, laid out in columns.", answer: .file(["text/plain"])),
    act(.ringUp, "/sales", "ring-up", "Keys a sale without a tray.", ringUpFields),
    act(
      .refundSale, "/receipts/{receipt}/refunds", "refund-sale",
      "Gives lines of a sale of the same day back, or all of them.",
      [
        APIField("lines", .list(.whole(1...1_000), 1_000), "Their places; all if left out.")
          .optional, reason,
      ]),
    act(
      .reverseReceipt, "/receipts/{receipt}/reversal", "reverse", "Reverses a receipt.", [reason]),
    act(
      .correctReceipt, "/receipts/{receipt}/corrections", "correct", "Puts a wallet right.",
      [
        APIField("account", .text(32), "The account's number."),
        APIField("wallet", .text(64), "`cash`, `subsidy`, or a purse of the account."),
        APIField("amount", .amount, "What it gains; below zero what it loses."), reason,
      ]),
    APIOperation(
      .listBatches, .get, "/batches", "read-accounts", "Batches, newest first.", query: [limit],
      answer: .value(.list(.named("Batch"), 1_000))),
    batch(
      .grantGroup, "/batches/grants", "grant", "Grants subsidy to every account of a group.",
      [APIField("group", .text(32), "The diner group."), amount, expires]),
    batch(
      .batchFile, "/batches/files", "", "Does every row of a CSV file, or none.",
      [
        APIField("kind", .word(["grant", "top-up", "charge"]), "What the rows are."),
        APIField("file", .object(fileFields), "The file."),
      ]),
    batch(
      .reverseBatch, "/batches/{batch}/reversal", "reverse", "Reverses a batch.",
      [
        reason,
        APIField(
          "takes_what_is_left", .flag, "True if what was spent of it meanwhile stays spent."
        ).optional,
      ]),
    APIOperation(
      .expireGrants, .post, "/expiries", "expire",
      "Takes back what was granted and not used in its time.",
      answer: .value(.named("Expiry"))),
  ]

  private static let ringUpFields = [
    APIField("items", .list(.text(64), 100), "What is sold: `M01`, `M01:2`, `12.50`, `12.50:2`."),
    APIField("account", .text(32), "The account that pays, if one does.").optional,
    APIField("tender", .text(32), "How it is paid over the counter otherwise.").optional,
    APIField("ticket", .text(32), "The kind of tickets it pays with, if it does.").optional,
    APIField("ticket_count", .whole(1...100), "How many tickets; one if left out.").optional,
    APIField("lane", .whole(1...999), "The lane it is keyed at.").optional,
    APIField("meal", .text(32), "The meal period; that of the time if left out.").optional,
    APIField("group", .text(32), "Whose prices hold, if not the account's or the guests'.")
      .optional,
    APIField("vat", .whole(0...10_000), "The rate of amounts, in hundredths of a percent.")
      .optional,
    note,
  ]

  private static let id = APIField(
    "id", .id, "A new UUID of yours; sent again with the same body it does nothing more.")
  private static let amount = APIField("amount", .amount, "The amount, above zero.")
  private static let tender = APIField(
    "tender", .text(32), "How it is paid: `cash`, `bank`, or one of the configuration's.")
  private static let note = APIField(
    "note", .text(200), "A reference; needed for `bank`."
  ).optional
  private static let reason = APIField("reason", .text(200), "Why.")
  private static let ticket = APIField("kind", .text(32), "The kind of tickets.")
  private static let ticketCount = APIField("count", .whole(1...1_000), "How many.")
  private static let expires = APIField(
    "expires", .text(16), "The last day of use, `month` or `never`; as configured if left out."
  ).optional

  private static func act(
    _ name: APIOperationName, _ path: String, _ scope: String, _ about: String,
    _ fields: [APIField]
  ) -> APIOperation {
    APIOperation(
      name, .post, path, scope, about, body: [id] + fields, answer: .value(.named("Receipt")))
  }

  private static func batch(
    _ name: APIOperationName, _ path: String, _ scope: String, _ about: String,
    _ fields: [APIField]
  ) -> APIOperation {
    APIOperation(
      name, .post, path, scope, about, body: [id] + fields + [check],
      answer: .value(.named("Batch")))
  }

  private static func change(
    _ name: APIOperationName, _ method: Method, _ end: String, _ scope: String, _ about: String
  ) -> APIOperation {
    APIOperation(
      name, method, "/accounts/{number}/" + end, scope, about, answer: .value(.named("Account")))
  }
}
