public import TagReads

/// A piece of tableware with a chip in its base.
public struct Plate: Hashable, Sendable, Codable {
  /// The chip.
  public var tag: TagID

  /// The kind of plate.
  public var plateClass: PlateClassCode

  /// Makes a plate.
  public init(tag: TagID, plateClass: PlateClassCode) {
    self.tag = tag
    self.plateClass = plateClass
  }
}
