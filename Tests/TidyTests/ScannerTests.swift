import Testing

/// The scans find what they look for, and only that.
struct ScannerTests {
  @Test func `comments and strings are not code`() {
    let text = SwiftText(
      ##"""
      let a = "x } \(b("}")) y" // c {
      let d = #"raw " \(e) "# /* f /* g */ h */ + i
      let j = """
        { "k"
        """ + l
      func `a { name`() {}
      """##)
    #expect(
      text.code.map { $0.split(separator: " ").joined(separator: " ") } == [
        #"let a = " ""#, #"let d = " " + i"#, #"let j = """"#, "", #"""" + l"#, "func () {}",
      ])
    #expect(text.comments[0].contains("// c {"))
    #expect(text.comments[1].contains("/* f /* g */ h */"))
  }

  @Test func `functions are found with their length`() {
    let text = SwiftText(
      """
      struct Tray {
        var total: Int {
          plates.reduce(0) { $0 + $1 }
        }
        var plates: [Int] = [].map { $0 }
        init(
          plates: [Int] = { [] }()
        ) {
          self.plates = plates
        }
        func empty() { func inner() {} }
      }
      protocol Rule { func judge() -> Bool; init(); var name: String { get } }
      let tray = Tray.init(plates: [])
      """)
    #expect(
      FunctionScan.functions(in: text) == [
        FunctionSpan(name: "total", firstLine: 2, lastLine: 4),
        FunctionSpan(name: "init", firstLine: 6, lastLine: 10),
        FunctionSpan(name: "empty", firstLine: 11, lastLine: 11),
        FunctionSpan(name: "inner", firstLine: 11, lastLine: 11),
        FunctionSpan(name: "name", firstLine: 13, lastLine: 13),
      ])
  }

  @Test func `a function of 71 lines is too long, one of 70 is not`() {
    func file(lines: Int) -> SourceFile {
      let body = Array(repeating: "  step()", count: lines - 2).joined(separator: "\n")
      return SourceFile(path: "Sources/A/B.swift", text: "\nfunc walk() {\n\(body)\n}\n")
    }
    #expect(SizeTests.longFunctions(in: file(lines: 70)) == [])
    #expect(SizeTests.longFunctions(in: file(lines: 71)).map(\.line) == [2])
  }

  @Test(arguments: [
    "let a = try! b()", "let a = b as! C", "let a = b!", "let a = b()!.c", "var a: Int!",
    "let a = b[0]!", #"let a = URL(string: "x")!"#,
  ])
  func `force is found`(line: String) {
    #expect(HabitTests.forced(in: .init(path: "a.swift", text: line)).count == 1)
  }

  @Test(arguments: [
    "guard !a, !b() else { return }", "if a != b {}", "if a!=b {}", "// try! this",
    #"print("no!")"#,
    "#if !os(Linux)", #"a.contains(/"!/)"#, "let a = [!b]", "func `stop!`() {}",
  ])
  func `no force is no force`(line: String) {
    #expect(HabitTests.forced(in: .init(path: "a.swift", text: line)) == [])
  }

  @Test func `an unchecked promise needs a comment`() {
    let bare = SourceFile(path: "a.swift", text: "\nfinal class A: @unchecked Sendable {}")
    #expect(HabitTests.unexplainedPromises(in: bare).map(\.line) == [2])
    let told = SourceFile(path: "a.swift", text: "// by `lock`\nclass A: @unchecked Sendable {}")
    #expect(HabitTests.unexplainedPromises(in: told) == [])
  }

  @Test func `public declarations need a doc comment`() {
    let file = SourceFile(
      path: "Sources/A/B.swift",
      text: """
        public import C
        /// Told.
        @frozen
        public struct D {
          public var description: String { "" }
          public let e: Int
        }
        """)
    let complaints = DocCommentTests.undocumented(
      in: file, except: DocCommentTests.wellKnownRequirements)
    #expect(complaints.map(\.line) == [6])
  }

  @Test func `what a protocol asks for is documented there`() {
    let file = SourceFile(
      path: "Sources/A/B.swift",
      text: """
        public protocol Reader {
          func open()
          var name: String { get }
        }
        func close() {}
        """)
    #expect(DocCommentTests.requirements(in: file) == ["open", "name"])
  }

  @Test func `a wide line is found, a table's row is left alone`() {
    let wide = String(repeating: "x", count: 101)
    let file = SourceFile(path: "Sources/A/B.swift", text: "// \(wide)\n/// | \(wide) |\n")
    #expect(SizeTests.wideLines(in: file).map(\.line) == [1])
  }

  @Test func `imports are found with every decoration`() {
    let text = SwiftText(
      """
      import A
      public import B
      @testable import C
      @preconcurrency internal import struct D.E
      // import F
      """)
    #expect(FenceTests.imports(in: text).map(\.module) == ["A", "B", "C", "D"])
  }

  @Test func `a fence keeps the wrong import out`() {
    let fences = FenceTable(
      contributing: """
        | Target | holds | may import |
        |---|---|---|
        | `Trays` | pure: the engine | `TagReads` |
        | `Station` | wiring | `Trays` |

        | `Other` | not in this table | `Trays` |
        """)
    #expect(fences.allowed.keys.sorted() == ["Station", "Trays"])
    #expect(fences.pureTargets == ["Trays"])
    let pure = SourceFile(
      path: "Sources/Trays/A.swift", text: "import TagReads\nimport Foundation\nimport GRDB")
    #expect(FenceTests.forbiddenImports(in: pure, fences: fences).map(\.line) == [2, 3])
    let wiring = SourceFile(path: "Sources/Station/A.swift", text: "import Foundation\nimport GRDB")
    #expect(FenceTests.forbiddenImports(in: wiring, fences: fences).map(\.line) == [2])
  }

  @Test(arguments: ["let a = ContinuousClock.now", "Task { a() }", "a.shuffled()", "print(a)"])
  func `an impurity is found`(line: String) {
    #expect(FenceTests.impurities(in: .init(path: "a.swift", text: line)).count == 1)
  }

  @Test(arguments: ["a.shuffled(using: &generator)", "struct TaskList {}", "// print(a)"])
  func `what is handed in is pure`(line: String) {
    #expect(FenceTests.impurities(in: .init(path: "a.swift", text: line)) == [])
  }
}
