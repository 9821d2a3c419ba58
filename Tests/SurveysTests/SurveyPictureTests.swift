import Foundation
import Testing

@testable import Surveys

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A survey drawn and told.
struct SurveyPictureTests {
  private var report: SurveyReport {
    get throws {
      var survey = Survey(plan: SurveyPlan(rounds: 20))
      var antenna = MeasuredAntenna(seed: 7, weak: [.right: 0.2])
      while let step = survey.step {
        antenna.measure(step, plates: [MeasuredAntenna.tag(1), MeasuredAntenna.tag(2)], &survey)
      }
      return try #require(survey.report)
    }
  }

  @Test func `the picture is well-formed whatever the title, and has nine fields`() throws {
    let report = try report
    let picture = SurveyPicture(report, SurveyProposal(report), title: "lane <1> & \"east\"")
    let parser = XMLParser(data: Data(picture.svg.utf8))
    let reader = SVGReader()
    parser.delegate = reader
    #expect(parser.parse(), "\(parser.parserError.map(String.init(describing:)) ?? "")")
    #expect(reader.text.contains("lane <1> & \"east\""))
    for position in SurveyPosition.allCases {
      #expect(reader.text.contains(position.chineseName), "\(position)")
    }
    #expect(!picture.svg.contains("<script"))
  }

  @Test func `the heat map shows the weak place where the diner sees it`() throws {
    let report = try report
    let text = SurveyText(report, SurveyProposal(report)).text
    let lines = text.split(separator: "\n").map(String.init)
    let edge = "+-------------+-------------+-------------+"
    let edges = lines.indices.filter { lines[$0].hasSuffix(edge) }
    #expect(edges.count == 4, "three rows of fields")
    let fields = lines.filter { $0.hasPrefix("        |") }
    #expect(Set(fields.map(\.count)) == [lines[edges[0]].count], "as wide as their edges")
    #expect(text.contains("right (右)"))
    #expect(text == SurveyText(report, SurveyProposal(report)).text)
  }
}

/// Gathers the text of an SVG.
private final class SVGReader: NSObject, XMLParserDelegate {
  var text = ""

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    text += string
  }
}
