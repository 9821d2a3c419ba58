public import TagReads

/// One tag of a trace: what was known of it and what was made of it.
public struct TraceTag: Hashable, Sendable {
  /// The tag; one that nobody has registered may be somebody's card and gets a stand-in.
  public let tag: TagID

  /// What the engine was told of it at its first read.
  public var knowledge: TraceKnowledge

  /// The chance that it lay on this tray, as it was when money moved; nothing if the engine no
  /// longer watched it then.
  public var chance: TraceChance?

  /// It was decided to be on the tray.
  public var isDecided: Bool

  /// Puts a tag together.
  public init(
    _ tag: TagID, knowledge: TraceKnowledge, chance: TraceChance? = nil, isDecided: Bool = false
  ) {
    self.tag = tag
    self.knowledge = knowledge
    self.chance = chance
    self.isDecided = isDecided
  }
}

/// A chance that is exact near 0 and near 1, in four bytes: what matters is how far it is from
/// sure.
public struct TraceChance: Hashable, Sendable {
  /// The chance of the less likely side, 0 to 0.5.
  public let doubt: Float

  /// Which side is the more likely.
  public let isLikely: Bool

  /// Takes the doubt apart; nothing if it is none.
  public init?(doubt: Float, isLikely: Bool) {
    guard doubt >= 0, doubt <= 0.5 else { return nil }
    self.doubt = doubt
    self.isLikely = isLikely
  }

  init(_ chance: Double) {
    isLikely = chance >= 0.5
    doubt = Float(max(0, isLikely ? 1 - chance : chance))
  }

  /// The chance itself.
  public var value: Double { isLikely ? 1 - Double(doubt) : Double(doubt) }
}
