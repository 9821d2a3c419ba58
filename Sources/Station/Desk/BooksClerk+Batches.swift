internal import Ledger
internal import LedgerStore
internal import Menus
internal import Money
internal import Primitives

extension BooksClerk {
  /// Carries a batch out, all of it or nothing, for an operator who has the right to it.
  func perform(
    _ act: BatchAct, id: UniqueID, isCheck: Bool,
    _ onReply: @escaping @Sendable (DeskReply) -> Void
  ) throws -> DeskAnswer {
    let time = time
    var lines: [Int] = []
    let batch = Batch(
      id: id, at: time.wall, businessDay: businessDay(at: time), by: by,
      act: try self.act(of: act, at: time, lines: &lines))
    let expected = try expectedCount(of: batch.act)
    let outcome = try store.perform(batch, isCheck: isCheck) { done in
      onReply(.progress(min(1, Double(done) / Double(max(1, expected)))))
    }
    switch outcome {
    case .done(let receipt): return .batch(answer(receipt, isApplied: !isCheck))
    case .refused(let complaints):
      throw DeskRefusal(
        complaints.map { tell($0, lines) } + ["nothing was done: put these right, then ask anew"])
    case .sameBatchOtherBody:
      throw DeskRefusal("refused: \(Refusal.sameIntentOtherBody.advice)")
    }
  }

  func expire(
    _ onReply: @escaping @Sendable (DeskReply) -> Void
  ) throws -> ExpiryAnswer {
    let time = time
    var generator = SystemRandomNumberGenerator()
    let expired = try store.expire(
      on: businessDay(at: time), at: time.wall, by: by,
      mint: { UniqueID(using: &generator) })
    return ExpiryAnswer(transfers: expired.count, total: plain(expired.total))
  }

  func batches(limit: Int) throws -> [BatchAnswer] {
    try store.batches(limit: limit).map { answer($0, isApplied: true) }
  }

  private func act(
    of act: BatchAct, at time: StationTime, lines: inout [Int]
  ) throws -> Batch.Act {
    switch act {
    case .grantGroup(let group, let amount, let expires):
      return .grant(
        group: try known(group), amount: Amount(minorUnits: amount),
        expires: try lastDay(expires, at: time))
    case .grantTicketsGroup(let group, let kind, let count, let expires):
      return .grantTickets(
        group: try known(group), try ticket(kind), count: count,
        expires: try lastDay(expires, at: time))
    case .file(let kind, let file):
      let read = BatchFile(
        file, as: kind, in: configuration.currency, expires: try lastDay(nil, at: time),
        mealPeriod: try mealPeriod(nil, at: time))
      guard read.faults.isEmpty else { throw DeskRefusal(read.faults) }
      guard !read.bodies.isEmpty else { throw DeskRefusal("\(file.name) has no rows") }
      lines = read.lines
      return .rows(read.bodies)
    case .reverse(let batch, let reason, let takesWhatIsLeft):
      guard !reason.isEmpty else { throw DeskRefusal("say why: --reason TEXT") }
      return .reversal(of: batch, reason: reason, takesWhatIsLeft: takesWhatIsLeft)
    }
  }

  private func known(_ group: String) throws -> String {
    let known = try store.catalogue().dinerGroups.map(\.code.rawValue)
    guard known.contains(group) else {
      throw DeskRefusal("there is no diner group '\(group)': \(known.joined(separator: ", "))")
    }
    return group
  }

  private func expectedCount(of act: Batch.Act) throws -> Int {
    switch act {
    case .grant, .grantTickets: try store.accountCount()
    case .rows(let bodies): bodies.count
    case .reversal: try store.accountCount()
    }
  }

  /// A complaint about a row names the line of the file.
  private func tell(_ complaint: BatchComplaint, _ lines: [Int]) -> String {
    let row = complaint.place.split(separator: " ").last.flatMap { Int($0) }
    let line = complaint.place.hasPrefix("row ") ? row.flatMap { lines[checked: $0 - 1] } : nil
    let place = line.map { "line \($0)" } ?? complaint.place
    return "\(place): \(complaint.refusal.rawValue): \(complaint.refusal.advice)"
  }

  private func answer(_ receipt: BatchReceipt, isApplied: Bool) -> BatchAnswer {
    BatchAnswer(
      batch: receipt.id.description, act: receipt.word, at: receipt.at.milliseconds,
      businessDay: receipt.businessDay.description, by: receipt.by, transfers: receipt.count,
      firstReceipt: isApplied ? receipt.first?.description : nil, total: plain(receipt.total),
      isApplied: isApplied)
  }
}

extension [Int] {
  /// The member at a place, if there is one.
  fileprivate subscript(checked place: Int) -> Int? {
    indices.contains(place) ? self[place] : nil
  }
}
