import Testing

@testable import Station

struct StackReadingTests {
  /// A round a word: the tags it read, `-` for none. Answers what was to be entered, after which
  /// round.
  private func entered(_ rounds: String) -> [String] {
    var stack = StackReading()
    return rounds.split(separator: " ").enumerated().compactMap { index, word in
      let new = stack.take(word == "-" ? [] : word.map(String.init))
      return new.isEmpty ? nil : "\(index + 1):" + new.joined()
    }
  }

  @Test func `a stack is entered once nothing new has been read for five rounds`() {
    #expect(entered("abc abc abc abc abc abc abc abc") == ["6:abc"])
  }

  @Test func `plates that shadow each other are all entered, whichever round read them`() {
    #expect(entered("ab ac b a c ab ac") == ["7:abc"])
  }

  @Test func `a plate that is put down later is an addition`() {
    #expect(entered("a a a a a a ab ab ab ab ab ab") == ["6:a", "12:b"])
  }

  @Test func `after an empty antenna the next stack begins`() {
    #expect(entered("a a a a a a - - - - - b b b b b b") == ["6:a", "17:b"])
  }

  @Test func `one round that reads nothing does not end a stack`() {
    #expect(entered("a a a - a a a a a a") == ["7:a"])
  }

  @Test func `plates that are taken away too early are not entered with the next stack`() {
    #expect(entered("a a - - - - - b b b b b b") == ["13:b"])
  }
}
