/// What an operator may be allowed to do; the raw value is the published word.
///
/// The words of the acts that move money are those of the ledger's intents.
public enum Right: String, Hashable, Sendable, CaseIterable {
  /// Put dishes on plates at the serving window.
  case bindPlates = "bind-plates"
  /// Say that there is no more of a dish, or that there is again.
  case sellOut = "sell-out"
  /// Key a sale without a tray.
  case ringUp = "ring-up"
  /// Note a card as lost, block it or an account, and take that back.
  case reportLoss = "report-loss"
  /// Open accounts, bind cards and replace them.
  case serveAccounts = "serve-accounts"
  /// Take money in for an account.
  case topUp = "top-up"
  /// Give a sale of the same day back.
  case refundSale = "refund-sale"
  /// Change an account's group, validity or floor.
  case manageAccounts = "manage-accounts"
  /// Load accounts from a file.
  case importAccounts = "import-accounts"
  /// Load and change the menu.
  case editMenu = "edit-menu"
  /// Enter plates, retire them, note them as lost.
  case managePlates = "manage-plates"
  /// Grant subsidy or tickets.
  case grant
  /// Charge something afterwards.
  case charge
  /// Pay money out of an account.
  case payOut = "pay-out"
  /// Close an account for good and pay its balance out.
  case closeAccount = "close-account"
  /// Reverse a transfer.
  case reverse
  /// Correct a wallet.
  case correct
  /// Take back what was granted and not used in its time.
  case expire
  /// Close the business day.
  case settle
  /// Erase what is known of a person.
  case erase
  /// Survey antennas, and have lanes forget what they have learned.
  case setUp = "set-up"
  /// Add and change operators.
  case operators
}
