import Hummingbird
import NIOCore

/// What is offered now, for displays that nobody stands before.
public struct DisplayMenu: Encodable, Equatable, Sendable {
  /// - dishesMax (dishes, 24): the most that a display has room for.
  public static let dishesMax = 24

  /// A text in the display's two languages.
  public struct Words: Encodable, Hashable, Sendable {
    /// Chinese.
    public var zh: String
    /// English.
    public var en: String

    /// Puts both together; one that is missing is the other.
    public init(zh: String, en: String) {
      self.zh = zh.isEmpty ? en : zh
      self.en = en.isEmpty ? zh : en
    }
  }

  /// A dish.
  public struct Dish: Encodable, Equatable, Sendable {
    /// Its name.
    public var name: Words
    /// Its price without a group's own, as people write it.
    public var price: String
    /// Kilojoules of a serving, where they are known.
    public var energy: Int?
    /// True if there is no more of it.
    public var isSoldOut: Bool

    /// Describes a dish.
    public init(name: Words, price: String, energy: Int?, isSoldOut: Bool) {
      self.name = name
      self.price = price
      self.energy = energy
      self.isSoldOut = isSoldOut
    }
  }

  /// The meal.
  public var meal: Words
  /// Its dishes, `dishesMax` at most.
  public var dishes: [Dish]

  /// Puts a menu together; dishes beyond `dishesMax` are left out.
  public init(meal: Words, dishes: some Sequence<Dish>) {
    self.meal = meal
    self.dishes = Array(dishes.prefix(Self.dishesMax))
  }

  /// The menu as JSON.
  var response: Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: JSONText.line(self))))
  }
}
