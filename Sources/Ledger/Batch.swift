import Crypto
public import Money
public import Primitives

/// Many intents asked for as one: all of them are done, or none.
///
/// A batch has an id like an intent: the same batch again gets the first answer, whether it was
/// done or refused, and the id with another content is refused. Each of its transfers has an
/// intent id that follows from the batch's, and names the batch.
public struct Batch: Sendable {
  /// The most rows of a file.
  public static let rowsMax = 400_000

  /// What is asked for.
  public enum Act: Sendable {
    /// Subsidy for every account of a diner group that is not closed.
    case grant(group: String, amount: Amount, expires: CalendarDay?)
    /// Tickets for every account of a diner group that is not closed.
    case grantTickets(group: String, Ticket, count: Int, expires: CalendarDay?)
    /// One thing for each row of a file, in order.
    case rows([Intent.Body])
    /// The reversal of every transfer of a batch that was not reversed by itself. Where a grant has
    /// been spent in part that is refused, or, if so asked, a correction takes what is left.
    case reversal(of: UniqueID, reason: String, takesWhatIsLeft: Bool)
  }

  /// The batch's own id.
  public var id: UniqueID
  /// The civil time it was asked for.
  public var at: WallTime
  /// The business day it counts to.
  public var businessDay: CalendarDay
  /// Who asked: the name of an operator.
  public var by: String
  /// What is asked for.
  public var act: Act

  /// Makes a batch.
  public init(
    id: UniqueID, at: WallTime, businessDay: CalendarDay, by: String, act: Act
  ) {
    self.id = id
    self.at = at
    self.businessDay = businessDay
    self.by = by
    self.act = act
  }

  /// The right that whoever asks for this must have.
  public var rights: [ActRight] {
    switch act {
    case .grant, .grantTickets: [.grant]
    case .rows(let bodies): Set(bodies.compactMap(\.right)).sorted()
    case .reversal: [.reverse]
    }
  }

  /// One intent of the batch.
  ///
  /// - Parameter key: what tells it from the others: a row, an account, a receipt.
  public func intent(_ key: String, _ body: Intent.Body) -> Intent {
    Intent(
      id: itemID(key), at: at, businessDay: businessDay, by: by, batch: id, body: body)
  }

  /// The word for what is asked, as the books keep it.
  public var word: String {
    switch act {
    case .grant: "grant"
    case .grantTickets: "ticket-grant"
    case .rows(let bodies): bodies.first?.kind.rawValue ?? "nothing"
    case .reversal(let batch, _, _): Self.reversalWord(of: batch)
    }
  }

  /// The word for the reversal of a batch.
  public static func reversalWord(of batch: UniqueID) -> String { "reversal of \(batch)" }

  /// A UUID of version 8 (RFC 9562, section 5.8): the first bytes of the SHA-256 over the
  /// netstrings `traytally-batch-item-1`, the batch's id and the key.
  private func itemID(_ key: String) -> IntentID {
    var text = CanonicalText()
    text.append("traytally-batch-item-1")
    text.append(id)
    text.append(key)
    let digest = Array(SHA256.hash(data: text.bytes))
    let high = digest[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    let low = digest[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    return IntentID(
      high: high & 0xFFFF_FFFF_FFFF_0FFF | 0x8000,
      low: low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
  }

  /// The bytes by which a retry is told from another use of the id.
  var canonicalBytes: [UInt8] {
    var text = CanonicalText()
    text.append("traytally-batch-1")
    text.append(word)
    switch act {
    case .grant(let group, let amount, let expires):
      text.append(group)
      text.append(amount.minorUnits)
      text.append(expires?.description)
    case .grantTickets(let group, let ticket, let count, let expires):
      text.append(group)
      text.append(ticket.kind)
      text.append(ticket.face.minorUnits)
      text.append(count)
      text.append(expires?.description)
    case .rows(let bodies):
      for body in bodies { text.append(ChainHash.ofBody(body).description) }
    case .reversal(let batch, let reason, let takesWhatIsLeft):
      text.append(batch)
      text.append(reason)
      text.append(takesWhatIsLeft ? "what is left" : "all")
    }
    return text.bytes
  }
}

/// The answer to a batch, the same at every retry.
public enum BatchOutcome: Hashable, Sendable {
  /// All of it is done, durably.
  case done(BatchReceipt)
  /// None of it is done, for these reasons: the first of them, if there are many.
  case refused([BatchComplaint])
  /// The id was used before for another batch; this answer is not recorded.
  case sameBatchOtherBody
}

/// What a batch did.
public struct BatchReceipt: Hashable, Sendable {
  /// The batch.
  public var id: UniqueID
  /// The word for what was asked.
  public var word: String
  /// When it was asked for.
  public var at: WallTime
  /// The business day it counts to.
  public var businessDay: CalendarDay
  /// Who asked.
  public var by: String
  /// How many transfers it made.
  public var count: Int
  /// Its first receipt; the others follow without a gap.
  public var first: ReceiptNumber?
  /// What the wallets gained in all.
  public var total: Amount

  /// Makes a receipt.
  public init(
    id: UniqueID, word: String, at: WallTime, businessDay: CalendarDay, by: String, count: Int,
    first: ReceiptNumber?, total: Amount
  ) {
    self.id = id
    self.word = word
    self.at = at
    self.businessDay = businessDay
    self.by = by
    self.count = count
    self.first = first
    self.total = total
  }
}

/// One thing of a batch that the rules refuse.
public struct BatchComplaint: Hashable, Sendable {
  /// The row, account or receipt.
  public var place: String
  /// Why.
  public var refusal: Refusal

  /// Makes a complaint.
  public init(place: String, refusal: Refusal) {
    self.place = place
    self.refusal = refusal
  }
}
