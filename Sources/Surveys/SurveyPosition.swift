/// Where a tray stands above the antenna: one of nine places, three by three.
///
/// As a diner at the lane sees it: the front is on the diner's side. The cases come in the order in
/// which they are measured and drawn, row by row from the back.
public enum SurveyPosition: String, Sendable, Hashable, Codable, CaseIterable {
  case backLeft = "back-left"
  case back
  case backRight = "back-right"
  case left
  case centre
  case right
  case frontLeft = "front-left"
  case front
  case frontRight = "front-right"

  /// The row, 0 at the back to 2 at the front.
  public var row: Int { number / 3 }

  /// The column, 0 on the left to 2 on the right.
  public var column: Int { number % 3 }

  /// The Chinese name.
  public var chineseName: String {
    switch self {
    case .backLeft: "左后"
    case .back: "正后"
    case .backRight: "右后"
    case .left: "左"
    case .centre: "正中"
    case .right: "右"
    case .frontLeft: "左前"
    case .front: "正前"
    case .frontRight: "右前"
    }
  }

  /// Both names, for a prompt or a sentence.
  public var names: String { "\(rawValue) (\(chineseName))" }

  private var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
