public import Ledger

extension JournalSource {
  /// Recomputes everything from the journal; see ``Verification``.
  public func verify(
    includingFile: Bool = true, progress: @escaping Verification.Progress = { _, _ in }
  ) throws(Failure) -> VerificationReport {
    try Verification.check(self, includingFile: includingFile, progress: progress)
  }
}
