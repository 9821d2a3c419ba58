/// The words and the sound of each problem: one table, one row a code.
///
/// A diner's sentence says what to do next; a staff line says what is behind it.
struct ProblemText: Sendable {
  let zh: String
  let en: String
  let sound: LaneSound?
  let staff: String

  /// The row of a code; a code without a row says its name rather than nothing.
  static func of(_ code: LaneProblem.Code) -> ProblemText {
    rows[code]
      ?? ProblemText(zh: code.rawValue, en: code.rawValue, sound: .problem, staff: code.rawValue)
  }

  static let rows: [LaneProblem.Code: ProblemText] = [
    .booksStopped: .init(
      zh: "暂停服务，请把餐盘留在原处并联系工作人员。",
      en: "Out of service. Please leave your tray here and ask the staff.",
      sound: .attention, staff: "the books have stopped; nothing is debited at this lane"),
    .laneClosed: .init(
      zh: "本通道已关闭，请到其他通道结账。", en: "This lane is closed. Please use another one.",
      sound: nil, staff: "closed by an operator"),
    .laneStarting: .init(
      zh: "正在启动，请稍候。", en: "Starting. Please wait a moment.",
      sound: nil, staff: "a reader has not answered yet"),
    .readerLost: .init(
      zh: "读取器已断开，请稍候或到其他通道结账。",
      en: "The reader is not connected. Please wait or use another lane.",
      sound: .attention, staff: "the tray reader cannot be used"),
    .cardReaderLost: .init(
      zh: "刷卡器已断开，请稍候或到其他通道结账。",
      en: "The card reader is not connected. Please wait or use another lane.",
      sound: .attention, staff: "the card reader cannot be used"),
    .severalCards: .init(
      zh: "检测到多张卡，请拿开所有卡，再刷其中一张。",
      en: "More than one card. Please take all cards away, then tap one.",
      sound: .problem, staff: "two cards at once; a card may have been left lying"),
    .booksUnavailable: .init(
      zh: "暂时无法扣款，没有扣费。请拿开卡，稍后再刷。",
      en: "Paying does not work right now; nothing was debited. Please take the card away and tap "
        + "it again in a moment.",
      sound: .attention, staff: "the books could not take a tap; the next one tries again"),
    .lostCard: .init(
      zh: "此卡已挂失，请换一张卡或联系工作人员。",
      en: "This card was reported lost. Please use another card or ask the staff.",
      sound: .problem, staff: "a card that was reported lost has been tapped"),
    .blockedCard: .init(
      zh: "此卡已停用，请换一张卡或联系工作人员。",
      en: "This card is blocked. Please use another card or ask the staff.",
      sound: .problem, staff: "a blocked card or account has been tapped"),
    .accountNotValid: .init(
      zh: "此账户不在有效期内，请换一张卡或联系工作人员。",
      en: "This account is not valid today. Please use another card or ask the staff.",
      sound: .problem, staff: "an account was used before or after its validity"),
    .accountClosed: .init(
      zh: "此账户已销户，请换一张卡或联系工作人员。",
      en: "This account is closed. Please use another card or ask the staff.",
      sound: .problem, staff: "a card of a closed account has been tapped"),
    .changingCard: .init(
      zh: "不能使用手机或卡号会变化的卡，请使用餐卡。",
      en: "Phones and cards with changing numbers cannot pay here. Please use a canteen card.",
      sound: .problem, staff: "a phone or a card with a random number at the card reader"),
    .numberlessCard: .init(
      zh: "此卡没有可读取的卡号，请使用餐卡。",
      en: "This card has no number that can be read. Please use a canteen card.",
      sound: .problem, staff: "a card whose number the card reader cannot ask for"),
    .unknownCard: .init(
      zh: "无法识别此卡，请换一张卡或联系工作人员。",
      en: "This card is not known here. Please use another card or ask the staff.",
      sound: .problem, staff: "a card that belongs to no account has been tapped"),
    .insufficientBalance: .init(
      zh: "余额不足，请充值或换一张卡。",
      en: "Not enough money on the account. Please top up or use another card.",
      sound: .problem, staff: "the account cannot pay this tray"),
    .minimumBalance: .init(
      zh: "付款后余额将低于最低余额，请充值或换一张卡。",
      en: "Too little would stay on the account. Please top up or use another card.",
      sound: .problem, staff: "the account would keep less than its group's minimum balance"),
    .transactionLimit: .init(
      zh: "超过单笔消费限额，请换一张卡或联系工作人员。",
      en: "This is over the limit for one payment. Please use another card or ask the staff.",
      sound: .problem, staff: "the tray costs more than one payment of the group may"),
    .mealAmountLimit: .init(
      zh: "已达到本餐消费限额，请换一张卡或联系工作人员。",
      en: "The spending limit of this meal is reached. Please use another card or ask the staff.",
      sound: .problem, staff: "the group's amount limit for one meal"),
    .mealCountLimit: .init(
      zh: "已达到本餐消费次数上限，请换一张卡或联系工作人员。",
      en: "This card has paid for this meal already. Please use another card or ask the staff.",
      sound: .problem, staff: "the group's count limit for one meal"),
    .dayAmountLimit: .init(
      zh: "已达到当日消费限额，请换一张卡或联系工作人员。",
      en: "The spending limit of this day is reached. Please use another card or ask the staff.",
      sound: .problem, staff: "the group's amount limit for one day"),
    .dayCountLimit: .init(
      zh: "已达到当日消费次数上限，请换一张卡或联系工作人员。",
      en: "This card has paid as often as it may today. Please use another card or ask the staff.",
      sound: .problem, staff: "the group's count limit for one day"),
    .tooManyTags: .init(
      zh: "餐具过多，请只放一个餐盘。", en: "Too many plates. Please put down one tray only.",
      sound: .problem, staff: "more tags than one tray holds; two trays?"),
    .lastDinersTray: .init(
      zh: "上一位的餐盘还在这里，请先拿走。",
      en: "The last diner's tray is still here. Please have it taken away first.",
      sound: .problem, staff: "plates that the visit before has paid"),
    .alreadyPaid: .init(
      zh: "有餐具已结过账，请拿开或联系工作人员。",
      en: "A plate here has been paid already. Please take it away or ask the staff.",
      sound: .problem, staff: "plates sold a short time ago and not bound again since"),
    .unknownTag: .init(
      zh: "有无法识别的餐具或卡，请拿开或联系工作人员。",
      en: "There is a plate or card we do not know. Please take it away or ask the staff.",
      sound: .problem, staff: "tags that are neither plate nor card; enrol them or take them away"),
    .plateWithoutDish: .init(
      zh: "有餐具未绑定菜品，请联系工作人员。",
      en: "A plate has no dish assigned. Please ask the staff.",
      sound: .problem, staff: "plates without dish and price; bind them or write their chips anew"),
    .outsideMealPeriod: .init(
      zh: "现在不是供餐时间，请联系工作人员。",
      en: "No meal is being served now. Please ask the staff.",
      sound: .problem, staff: "no meal period at this time; check the meal periods and the clock"),
    .billTooLarge: .init(
      zh: "金额超出范围，请联系工作人员。", en: "The sum is too large. Please ask the staff.",
      sound: .problem, staff: "the prices add up to more than an amount can hold"),
    .unstableSet: .init(
      zh: "餐具读取不稳定，请把餐具分开摆放。",
      en: "The plates cannot be read for sure. Please move them apart.",
      sound: .problem, staff: "no decision on the set of plates; stacked plates or a weak tag?"),
    .doubtfulPlate: .init(
      zh: "请把餐盘放在正中，并移开旁边的餐具。",
      en: "Please put the tray in the middle and take away anything beside it.",
      sound: .problem, staff: "a tag answers so rarely that it may lie beside the tray"),
    .contestedPlate: .init(
      zh: "两个餐盘离得太近，请把餐盘移开一些。",
      en: "Two trays are too close together. Please move yours away from the other.",
      sound: .problem, staff: "two lanes read the same plate about equally well"),
    .twoTrays: .init(
      zh: "似乎有两个餐盘，请先只放一个餐盘。",
      en: "There seem to be two trays. Please leave one on the antenna.",
      sound: .problem, staff: "plates came after the tray and are read badly: the next one's rim?"),
    .halfOnTray: .init(
      zh: "餐盘没有放正，请把餐盘放到中间。",
      en: "The tray is not in its place. Please put it in the middle.",
      sound: .problem, staff: "several plates are read far worse than on earlier trays"),
    .readerDisturbed: .init(
      zh: "读取受到干扰，请把手和金属物品移开。",
      en: "The reader is disturbed. Please take hands and metal away.",
      sound: .problem, staff: "most rounds of the tray reader are disturbed or missing"),
  ]
}
