internal import Lanes
internal import Readers
internal import Trays

extension StationConfiguration {
  /// How a lane is to behave.
  func laneSettings(for lane: LaneConfiguration) -> LaneSettings {
    var settings = LaneSettings(number: lane.id)
    settings.language = lane.displayLanguages.first ?? "zh"
    settings.vat = vat
    settings.hasCardReader = lane.cardReader != nil
    settings.keepsEvidence = explainDays > 0
    settings.tray.decisionTimeMax = undecidedAfter
    settings.tray.billRiskMax = billRisk
    settings.tray.paymentRiskMax = paymentRisk
    settings.tray.paymentDoubtMax = paymentDoubt
    return settings
  }
}

extension LaneReaderState {
  /// What a lane needs to know of how its reader is doing.
  init(_ standing: ReaderStanding) {
    switch standing {
    case .starting: self = .starting
    case .ready: self = .working
    case .lost(let fault): self = .lost(fault.message)
    case .attention(let fault): self = .attention(fault.message)
    }
  }
}
