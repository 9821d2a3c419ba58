import Money
import Primitives

extension Transfer {
  /// The bytes that stand for this transfer in the hash chain, the same on every machine.
  ///
  /// They are netstrings (`<length in bytes>:<bytes>,`), one a field, nothing between them. Numbers
  /// are decimal with `-` before a negative one, amounts are minor units, ids are UUIDs in lower
  /// case, days are `YYYY-MM-DD`, and what is absent is the empty field `0:,`. The fields:
  ///
  ///     1  traytally-transfer-1            the version of this encoding
  ///     2  station                         of the receipt number
  ///     3  sequence                        of the receipt number, without leading zeros
  ///     4  intent id
  ///     5  kind                            sale, top-up and so on, see ``TransferKind``
  ///     6  at                              milliseconds since 1970-01-01T00:00:00Z
  ///     7  business day
  ///     8  by
  ///     9  account
  ///     10 floor
  ///     11 number of postings, then for each: book code, amount
  ///     .. cash after, subsidy after
  ///     .. receipt referred to             station-sequence, six digits at least, or empty
  ///     .. card, lane, visit, meal period, diner group, batch, note
  ///     .. number of sale lines, then for each: plate, plate class, dish, name, amount,
  ///        VAT basis points, VAT, place of the line that it gives back
  ///
  /// The hash of a record is SHA-256 over the 32 bytes of the hash before it followed by these
  /// bytes; see ``ChainHash``.
  public var canonicalBytes: [UInt8] {
    var text = CanonicalText()
    text.append("traytally-transfer-1")
    text.append(receipt.station.text)
    text.append(receipt.serial)
    text.append(id)
    text.append(kind.rawValue)
    text.append(at.milliseconds)
    text.append(businessDay.description)
    text.append(by)
    text.append(account?.text)
    text.append(floor.minorUnits)
    text.append(postings.count)
    for posting in postings {
      text.append(posting.book.code)
      text.append(posting.amount.minorUnits)
    }
    text.append(cashAfter.minorUnits)
    text.append(subsidyAfter.minorUnits)
    text.append(refersTo?.description)
    particulars.write(to: &text)
    return text.bytes
  }
}

extension Particulars {
  fileprivate func write(to text: inout CanonicalText) {
    text.append(card)
    text.append(lane)
    text.append(visit)
    text.append(mealPeriod)
    text.append(group)
    text.append(batch)
    text.append(note)
    text.append(lines.count)
    for line in lines { text.append(line) }
  }
}
