/// The main nutrients of a serving, in milligrams; what is unknown is nothing.
///
/// The mandatory ones of Regulation (EU) No 1169/2011, Article 30, and fibre. GB 28050 declares
/// sodium in place of salt: salt is sodium times 2.5 (the regulation's Annex I, 11).
public struct Nutrients: Hashable, Sendable, Codable {
  /// The most a catalogue accepts of one nutrient, in milligrams.
  public static let milligramsMax = 1_000_000

  /// Protein.
  public var protein: Int?
  /// Fat.
  public var fat: Int?
  /// Saturated fatty acids.
  public var saturates: Int?
  /// Carbohydrate.
  public var carbohydrate: Int?
  /// Sugars.
  public var sugars: Int?
  /// Dietary fibre.
  public var fibre: Int?
  /// Salt.
  public var salt: Int?

  /// Makes nutrients of which nothing is known.
  public init() {}

  /// The columns of files with the nutrient that each holds, in grams.
  static var columns: [(name: String, nutrient: WritableKeyPath<Nutrients, Int?>)] {
    [
      ("protein_g", \.protein), ("fat_g", \.fat), ("saturates_g", \.saturates),
      ("carbohydrate_g", \.carbohydrate), ("sugars_g", \.sugars), ("fibre_g", \.fibre),
      ("salt_g", \.salt),
    ]
  }
}
