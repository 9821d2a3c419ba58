import ReaderEmulation
import Station
import Surveys

/// Leads whoever moves the tray through a survey: prompts on standard error, answers line by line.
struct SurveyGuide {
  /// The antenna to act on where the reader is an emulated one.
  let stage: AntennaStage?

  /// How many rounds a step takes.
  let rounds: Int

  /// Says what is to be done, and waits until it has been.
  func ask(_ step: Survey.Step) async -> SurveySession.Cue {
    Terminal.say(Self.prompt(for: step))
    while let line = await InputLine.next() {
      switch line.split(whereSeparator: \.isWhitespace).joined(separator: " ") {
      case "": return .measure
      case "s", "skip":
        if step != .clear { return .skip }
        Terminal.say(
          "without the clear antenna nobody knows which tags are the tray's: Enter measures")
      case "b", "back": return .back
      case "q", "quit": return .end
      case let words: act(words)
      }
    }
    return .gone
  }

  /// Tells what happens meanwhile.
  func tell(_ news: SurveySession.News) {
    switch news {
    case .counted(let step, let count):
      Terminal.progress(Double(count) / Double(rounds), of: Self.name(of: step))
    case .finished(let step):
      Terminal.clearProgress()
      Terminal.say("  \(Self.name(of: step)): \(rounds) rounds")
    case .reader(isReady: true, let sentence):
      Terminal.say("the reader is there again (\(sentence)): this step begins anew")
    case .reader(isReady: false, let sentence): Terminal.say(sentence)
    }
  }

  /// With an emulated reader a line acts on its antenna, as in a script of `traytally emulate`.
  private func act(_ line: String) {
    guard let stage else {
      return Terminal.say("Enter measures, s leaves the position out, b goes back, q ends")
    }
    do throws(AntennaScriptError) {
      if let command = try AntennaScript.command(line, number: 1) { stage.perform(command) }
    } catch {
      Terminal.say(error.message)
    }
  }

  private static func prompt(for step: Survey.Step) -> String {
    let number = (Survey.steps.firstIndex(of: step) ?? 0) + 1
    let head = "\(number)/\(Survey.steps.count) \(name(of: step)): "
    switch step {
    case .clear:
      return head + "take everything off the antenna, the marked tray out of reach. Enter measures."
        + "\n  清空天线，样盘拿到读不到的地方，按回车开始测量。"
    case .place:
      return head + "put the marked tray there and take the hands away. "
        + "Enter measures (s leaves out, b goes back, q ends)."
        + "\n  把样盘放在此处，手拿开，按回车测量（s 跳过，b 返回上一步，q 结束）。"
    }
  }

  private static func name(of step: Survey.Step) -> String {
    switch step {
    case .clear: "clear antenna (空天线)"
    case .place(let position): position.names
    }
  }
}
