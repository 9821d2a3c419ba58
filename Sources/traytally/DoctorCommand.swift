import ArgumentParser
import Station

/// Looks the installation over.
struct Doctor: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check libusb, permissions, udev rules, SQLite, clock and disk.",
    discussion: "Every finding says what to do. Exits with 1 if something would keep a lane closed."
  )

  @OptionGroup var options: StationOptions

  func run() async throws {
    let findings = await StationDoctor(configuration: try options.configuration()).examine()
    if options.json {
      try Terminal.printJSON(findings)
    } else {
      for finding in findings {
        let verdict = finding.verdict.rawValue.uppercased()
        Terminal.print("\(verdict)  \(finding.subject): \(finding.text)")
      }
    }
    if findings.contains(where: { $0.verdict == .bad }) { throw ExitCode(1) }
  }
}
