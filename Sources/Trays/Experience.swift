/// What a station has learned by serving: its lanes' habits and its plates' past.
///
/// It makes decisions quicker and is worth keeping, but it is no record: whoever loses it learns it
/// again within a day.
public struct Experience: Sendable {
  /// What each lane has learned, by the lane's number.
  public var lanes: [Int: LaneHabits]

  /// How well plates were read.
  public var plates: PlateMemory

  /// Puts an experience together; left to the defaults it is that of a new station.
  public init(lanes: [Int: LaneHabits] = [:], plates: PlateMemory = PlateMemory()) {
    self.lanes = lanes
    self.plates = plates
  }

  /// How well a plate is read on the lanes taken together; as assumed of any lane if there is none.
  public var mix: RateProfile {
    guard !lanes.isEmpty else { return LaneHabits().plateMix }
    return RateProfile(lanes.keys.sorted().reduce(.zero) { $0 + (lanes[$1]?.plates ?? .zero) })
  }
}
