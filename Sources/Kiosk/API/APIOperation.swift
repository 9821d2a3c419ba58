/// Something that the API does: where it is, who may ask, what it takes and what it answers.
struct APIOperation: Sendable {
  /// The request methods that are used (RFC 9110, 9.3).
  enum Method: String, Sendable {
    case get, post, put, delete
  }

  /// What comes back.
  enum Answer: Sendable {
    /// A value.
    case value(APISchema)
    /// A file of one of these media types.
    case file([String])
  }

  /// The operation.
  var name: APIOperationName
  /// How it is asked for.
  var method: Method
  /// Its address after `/api/v1`, with names of fields in braces.
  var path: String
  /// The scope that is needed.
  var scope: String
  /// What it does, in a sentence.
  var about: String
  /// Fields of the address after `?`.
  var query: [APIField] = []
  /// Fields of the body.
  var body: [APIField] = []
  /// What comes back.
  var answer: Answer

  init(
    _ name: APIOperationName, _ method: Method, _ path: String, _ scope: String, _ about: String,
    query: [APIField] = [], body: [APIField] = [], answer: Answer
  ) {
    (self.name, self.method, self.path, self.scope) = (name, method, path, scope)
    (self.about, self.query, self.body, self.answer) = (about, query, body, answer)
  }

  /// The fields within the address.
  var pathFields: [APIField] {
    path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part in
      let name = String(part.dropFirst().dropLast())
      return Self.pathFields[name] ?? APIField(name, .text(64), "The \(name).")
    }
  }

  private static let pathFields: [String: APIField] = [
    "number": APIField("number", .text(32), "The account's number."),
    "receipt": APIField("receipt", .text(64), "The receipt's number."),
    "dish": APIField("dish", .text(32), "The dish's code."),
    "lane": APIField("lane", .whole(1...999), "The lane's number."),
    "z": APIField("z", .whole(1...999_999_999), "The Z's number."),
  ]

  /// Everything that may be given, wherever it is given.
  var fields: [APIField] { pathFields + query + body }

  /// Every operation there is.
  static let all = station + menu + plates + accounts + money + finance
}

/// The operations, by the names that generated clients call them by.
public enum APIOperationName: String, Sendable, CaseIterable {
  case status, listLanes, watchLanes, listLyingTags
  case menuOfDay, listDishes, listSoldOut, markSoldOut, markBack, setDayPrice, removeDayPrice
  case exportMenu, importMenu, listMenuVersions, undoMenuImport
  case listPlates, showPlate, plateHistory, enrolPlates, bindPlates, retirePlates, restorePlates
  case importPlates
  case showAccount, openAccount, accountHistory, accountHoldings, setAccountGroup
  case setAccountValidity, blockAccount, unblockAccount, reportCardsLost, reportCardsFound
  case addCard, replaceCard, importAccounts
  case topUp, payOut, grant, grantTickets, buyTickets, charge, closeAccount
  case showReceipt, ringUp, refundSale, reverseReceipt, correctReceipt, explainReceipt
  case listBatches, grantGroup, batchFile, reverseBatch, expireGrants, eraseAccount
  case showOpenDay, listDays, showDay, closeDay, exportDay, verifyBooks, listAudit
}
