import Foundation
import Station

// What settlements of a large canteen cost: closing a day on new and on old books, exporting a day
// and a whole year.
//
//     YearBenchmark DIRECTORY [DAYS TRAYS]
//
// `make bench-year` runs it with 365 days of 4,000 trays. The books are made anew, which takes some
// minutes; they are in the directory afterwards.

let words = CommandLine.arguments
if words.count == 5, words[1] == "--export", let format = ExportFormat(rawValue: words[3]) {
  let numbers = words[4].split(separator: "-").compactMap { Int($0) }
  try await Export(
    directory: words[2], selection: .numbers(numbers[0]...numbers[numbers.count - 1]),
    format: format
  ).perform()
  exit(0)
}
guard words.count == 2 || words.count == 4 else {
  print("YearBenchmark DIRECTORY [DAYS TRAYS]")
  exit(2)
}
let books = YearBooks(
  directory: words[1], dayCount: words.count == 4 ? Int(words[2]) ?? 0 : 365,
  trayCount: words.count == 4 ? Int(words[3]) ?? 0 : 4_000)
try? FileManager.default.removeItem(atPath: books.directory)

let closes = try books.fill()
func median(_ times: some Sequence<Double>) -> Double {
  let sorted = times.sorted()
  return sorted[sorted.count / 2]
}
func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }
// The first close also has the top-ups of all accounts.
let (young, old) = (median(closes.dropFirst().prefix(9)), median(closes.suffix(9)))
print("close of a day of \(books.trayCount) trays: first \(rounded(closes[0])) s,")
print("  days 2 to 10: median \(rounded(young)) s; last 9 of \(books.dayCount):", terminator: " ")
print(
  "median \(rounded(old)) s; ratio \(rounded(old / young)), longest \(rounded(closes.max() ?? 0)) s"
)

for (name, numbers) in [
  ("day 2", "2"), ("last day", "\(books.dayCount)"), ("all days", "1-\(books.dayCount)"),
] {
  for format in [ExportFormat.csv, .xlsx, .html, .hledger, .payroll] {
    if name == "all days", format == .xlsx { continue }
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["--export", books.directory, format.rawValue, numbers]
    let said = Pipe()
    process.standardOutput = said
    try process.run()
    let line = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw YearFault.exportFailed(process.terminationStatus)
    }
    let figures = line.split(separator: " ").compactMap { Double($0.filter { $0 != "\n" }) }
    print(
      "export of \(name) as \(format.rawValue): \(rounded(figures[0])) s,",
      "\(Int(figures[1]) / 1024) MiB at most, \(Int(figures[2]) / 1024) KiB written")
  }
}
