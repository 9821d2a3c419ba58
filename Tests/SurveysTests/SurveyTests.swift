import Primitives
import TagReads
import Testing
import Trays

@testable import Surveys

/// A marked tray on an antenna of which some places are weak.
struct SurveyTests {
  private let plates = (1...3).map(MeasuredAntenna.tag)

  /// Measures every position, reading plates there as often as the antenna does.
  private func surveyed(
    _ antenna: MeasuredAntenna, plan: SurveyPlan = SurveyPlan()
  ) -> Survey {
    var survey = Survey(plan: plan)
    var antenna = antenna
    while let step = survey.step { antenna.measure(step, plates: plates, &survey) }
    return survey
  }

  @Test func `the steps are the clear antenna and nine positions, row by row`() {
    #expect(Survey.steps.count == 10)
    #expect(Survey.steps.first == .clear)
    #expect(SurveyPosition.allCases.map(\.row) == [0, 0, 0, 1, 1, 1, 2, 2, 2])
    #expect(SurveyPosition.allCases.map(\.column) == [0, 1, 2, 0, 1, 2, 0, 1, 2])
  }

  @Test func `rounds that began before the tray stood there say nothing`() {
    var survey = Survey(plan: SurveyPlan(rounds: 10))
    let early = InventoryRound(
      [], quality: .complete, began: .origin, ended: .origin + .milliseconds(40))
    #expect(survey.observe(early) == .passedOver, "nobody has said that it is clear")
    survey.begin(at: .origin + .milliseconds(1))
    #expect(survey.observe(early) == .passedOver)
    let late = InventoryRound(
      [], quality: .complete, began: .origin + .milliseconds(1), ended: .origin + .milliseconds(9))
    #expect(survey.observe(late) == .counted(1))
  }

  @Test func `exactly the weak positions are found`() throws {
    let survey = surveyed(
      MeasuredAntenna(seed: 1, weak: [.frontLeft: 0.15, .back: 0.5]))
    let report = try #require(survey.report)
    #expect(report.plates == plates)
    #expect(report.strangers.isEmpty && report.background.tags.isEmpty)
    for place in report.places {
      let rate = try #require(place.result.weakest?.rate)
      switch place.position {
      case .frontLeft: #expect(rate < 0.3)
      case .back: #expect((0.3..<0.7).contains(rate))
      default: #expect(rate > 0.9, "\(place.position)")
      }
      #expect(abs(place.result.roundsPerSecond - 20) < 0.5)
      #expect(place.result.roundTimeP50 == 45 && place.result.roundTimeP95 == 45)
    }
    let proposal = SurveyProposal(report)
    let grades = Dictionary(uniqueKeysWithValues: proposal.places.map { ($0.position, $0.grade) })
    #expect(grades[.frontLeft] == .unusable)
    #expect(grades[.back] == .slow)
    #expect(grades.values.count { $0 == .quick } == 7)
    let area = try #require(proposal.advice.first { $0.code == .area })
    #expect(area.sentence.contains("front-left (左前)") && !area.sentence.contains("(正后)"))
  }

  @Test func `one dead corner is no weak side, and a weak side is one`() throws {
    let corner = surveyed(MeasuredAntenna(seed: 8, weak: [.frontLeft: 0.05]))
    #expect(
      !SurveyProposal(try #require(corner.report)).advice.contains {
        $0.code == .antennaPosition
      })
    let front = [SurveyPosition.frontLeft, .front, .frontRight].map { ($0, 0.5) }
    let side = surveyed(
      MeasuredAntenna(seed: 8, weak: Dictionary(uniqueKeysWithValues: front)))
    let advice = SurveyProposal(try #require(side.report)).advice
      .filter { $0.code == .antennaPosition }.map(\.sentence)
    #expect(advice.count == 1 && advice.first?.contains("towards the front") == true)
  }

  @Test func `an antenna that reads nothing anywhere gets no habits to write`() throws {
    let nowhere = Dictionary(uniqueKeysWithValues: SurveyPosition.allCases.map { ($0, 0.02) })
    let report = try #require(
      surveyed(MeasuredAntenna(seed: 2, weak: nowhere), plan: SurveyPlan(plates: plates)).report)
    let proposal = SurveyProposal(report)
    #expect(proposal.usablePositions.isEmpty)
    #expect(proposal.advice.first?.code == .area)
  }

  @Test func `habits take in what was measured where trays may stand, and nothing else`() throws {
    let good = SurveyProposal(try #require(surveyed(MeasuredAntenna(seed: 3)).report)).habits
    let partly = SurveyProposal(
      try #require(surveyed(MeasuredAntenna(seed: 3, weak: [.left: 0.1])).report)
    ).habits
    let assumed = LaneHabits()
    #expect(good.plates.sum() > assumed.plates.sum() + 100)
    #expect(good.plateMix.mean > assumed.plateMix.mean)
    #expect(good.plates.sum() - partly.plates.sum() == 3 * SurveyProposal.plateWeight)
    #expect(partly.plateMix.mean > assumed.plateMix.mean, "the weak place is left out")
    #expect(good.seconds > assumed.seconds + 4, "the clear antenna was looked at for five seconds")
  }

  @Test func `a tag near the antenna is background, and no plate of the tray`() throws {
    let report = try #require(
      surveyed(MeasuredAntenna(seed: 4, background: [MeasuredAntenna.tag(9): 0.1])).report)
    #expect(report.background.tags.map(\.tag) == [MeasuredAntenna.tag(9)])
    #expect(report.plates == plates)
    let proposal = SurveyProposal(report)
    #expect(proposal.advice.contains { $0.code == .background })
    #expect(proposal.habits.strays.sum() > LaneHabits().strays.sum() + 0.9)
  }

  @Test func `a position is left out, measured anew, or not measured at all`() throws {
    var survey = Survey(plan: SurveyPlan(rounds: 10))
    survey.skip()
    #expect(survey.step == .clear, "without it nobody knows what belongs to the tray")
    var antenna = MeasuredAntenna(seed: 5)
    antenna.measure(.clear, plates: plates, &survey)
    #expect(survey.report == nil)
    survey.skip()
    antenna.measure(.place(.back), plates: plates, &survey)
    #expect(try #require(survey.report).places.map(\.position) == [.back])
    survey.goBack()
    #expect(survey.step == .place(.back) && survey.report == nil)
    antenna.measure(.place(.back), plates: plates, &survey)
    let proposal = SurveyProposal(try #require(survey.report))
    #expect(proposal.advice.contains { $0.code == .unmeasured })
  }

  @Test func `a plate with a fault is named`() throws {
    var antenna = MeasuredAntenna(seed: 6)
    antenna.faulty = [plates[1]: 0.65]
    let proposal = SurveyProposal(try #require(surveyed(antenna).report))
    let advice = proposal.advice.filter { $0.code == .plate }.map(\.sentence).joined()
    #expect(advice.contains(plates[1].description))
    #expect(!advice.contains(plates[0].description))
  }
}
