/// What the virtual counter of a demonstration does with its emulated tray, cards and reader.
public protocol CounterDesk: Sendable {
  /// The lane that it stands at.
  var lane: Int { get }

  /// What lies where.
  func state() async -> CounterState

  /// Does what the hand of a visitor does.
  ///
  /// - Throws: `ConsoleRefusal` if there is no such thing, or no room for it.
  func perform(_ act: CounterAct) async throws -> CounterState
}

/// What the hand of a visitor does.
public enum CounterAct: Hashable, Sendable {
  /// Takes a plate of a dish from the shelf onto the tray.
  case take(String)
  /// Puts a plate from the tray away.
  case putAway(String)
  /// Puts the tray on the antenna, or takes it off.
  case tray(isOn: Bool)
  /// Lays a card on the reader, or takes it away.
  case card(String, isOn: Bool)
  /// Plugs the tray reader in, or pulls its plug.
  case reader(isPlugged: Bool)
  /// Takes a new tray: every plate and card goes back.
  case clear
}

/// What lies where at the counter.
public struct CounterState: Encodable, Hashable, Sendable {
  /// A thing that can be taken.
  public struct Thing: Encodable, Hashable, Sendable {
    /// What it is asked for by.
    public var id: String
    /// Its names.
    public var name: DisplayMenu.Words
    /// Its price or what else there is to say of it.
    public var detail: String
    /// True if it is where it works: a card on the reader.
    public var isOn: Bool

    /// Describes a thing.
    public init(id: String, name: DisplayMenu.Words, detail: String = "", isOn: Bool = false) {
      self.id = id
      self.name = name
      self.detail = detail
      self.isOn = isOn
    }
  }

  /// Dishes on the shelf.
  public var shelf: [Thing] = []
  /// Plates on the tray.
  public var tray: [Thing] = []
  /// Cards within reach.
  public var cards: [Thing] = []
  /// True if the tray lies on the antenna.
  public var isTrayOn = false
  /// True if the tray reader has its plug in.
  public var isPlugged = true

  /// An empty counter.
  public init() {}
}
