import Primitives
import Readers
import TagReads
import Trays

/// A capture played into the supervisor and the driver, and their rounds into the tray engine, in
/// time that jumps to what is next.
struct ReplayBench {
  /// What was said, a line each: the reader's standing, the rounds, and what they say of the tray.
  private(set) var said: [String] = []
  /// Every tag that was told.
  private(set) var tags: Set<TagID> = []
  private var supervisor: ReaderSupervisor
  private var script: ReplayScript
  /// A smart-card reader has no tray.
  private var tray: TrayEngine?
  private var now = Moment.origin
  private var due: Moment?
  private var isPlayedOut = false
  /// Nothing is due any more, and nothing ever will be.
  private(set) var isStuck = false

  /// Plays a capture to its end, or for so long at most.
  init(playing capture: Capture, for duration: Duration = .seconds(600)) {
    let family = capture.header.family ?? .feig
    supervisor = ReaderSupervisor(driver: { family.makeDriver() })
    script = ReplayScript(capture)
    if family != .ccid { tray = TrayEngine() }
    act(supervisor.start(at: now))
    while !isPlayedOut, !isStuck, now < .origin + duration { step() }
  }

  static func play(_ capture: Capture) -> String {
    ReplayBench(playing: capture).said.map { "\($0)\n" }.joined()
  }

  private mutating func step() {
    guard let next = [due, script.nextOutput, tray?.nextWake].compactMap(\.self).min() else {
      isStuck = true
      return
    }
    now = max(now, next)
    if let wake = tray?.nextWake, wake <= now { note(tray?.wake(at: now) ?? []) }
    guard [due, script.nextOutput].contains(where: { $0.map { $0 <= now } ?? false }) else {
      return
    }
    let bytes = script.output(upTo: now)
    if !bytes.isEmpty {
      act(supervisor.received(bytes, at: now))
    } else {
      due = nil
      act(supervisor.wake(at: now))
    }
  }

  private mutating func act(_ actions: [SupervisorAction]) {
    for action in actions {
      switch action {
      case .open:
        script.opened(at: now)
        act(supervisor.channelOpened(at: now))
      case .close, .reset: break
      case .send(let bytes):
        // What the station asks beyond the capture's end nobody has recorded an answer to.
        if script.isOver { isPlayedOut = true }
        script.hostSent(bytes, at: now)
      case .wake(let moment): due = moment
      case .round(let round):
        said.append(words(of: round))
        tags.formUnion(round.tags)
        note(tray?.observe(round) { _ in TagKnowledge(.plate) } ?? [])
      case .blocks(let answer): said.append(Words.of(answer.outcome))
      case .standing(let standing): said.append(words(of: standing))
      }
    }
  }

  private mutating func note(_ events: [TrayEvent]) {
    for event in events {
      switch event {
      case .arrived: said.append("tray arrived")
      case .settled(let reading):
        said.append((["tray settled"] + reading.tags.map(\.description)).joined(separator: " "))
      case .unsettled: said.append("tray unsettled")
      case .undecided(let reason): said.append("tray undecided \(reason)")
      case .departed: said.append("tray departed")
      case .counting, .confirmed, .contradicted: break
      }
    }
  }

  private func words(of round: InventoryRound) -> String {
    let refusal = round.refusal.map { [$0.rawValue] } ?? []
    return (["round", round.quality.rawValue] + round.tags.map(\.description) + refusal)
      .joined(separator: " ")
  }

  private func words(of standing: ReaderStanding) -> String {
    switch standing {
    case .starting: "starting"
    case .ready(let identity): "ready \(identity.model) firmware \(identity.firmware)"
    case .lost(let fault): "lost \(fault.code)"
    case .attention(let fault): "attention \(fault.code)"
    }
  }
}
