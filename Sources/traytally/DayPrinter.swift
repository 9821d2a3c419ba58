import Station

/// Prints what the desk answers about business days.
struct DayPrinter {
  private let asJSON: Bool

  init(_ options: StationOptions) {
    asJSON = options.json
  }

  func print(_ answer: DeskAnswer) throws {
    switch answer {
    case .day(let day):
      if asJSON { return try Terminal.printJSON(day) }
      Terminal.print(DayText(day).text)
    case .days(let days):
      if asJSON { return try Terminal.printJSON(days) }
      for day in days { Terminal.print(DayText(day).line) }
    default: throw Failure("the station sent no settlement")
    }
  }
}
