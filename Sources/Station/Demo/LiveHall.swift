internal import Dispatch
internal import Lanes
internal import Ledger
internal import Primitives
internal import ReaderEmulation
internal import Synchronization

/// Lets the demo's diners come to a live station: they act on its emulated antennas in real time.
final class LiveHall: Sendable {
  private let queue = DispatchQueue(label: "traytally.diners")
  private let hall: Mutex<DinerHall>
  private let antennas: [ReaderSlot: AntennaField]
  private let onOver: @Sendable () -> Void
  private let origin = DispatchTime.now().uptimeNanoseconds

  /// Opens the hall; `onOver` is called when the last diner has left, if there is a last one.
  init(
    _ hall: DinerHall, antennas: [ReaderSlot: AntennaField],
    onOver: @escaping @Sendable () -> Void = {}
  ) {
    self.hall = Mutex(hall)
    self.antennas = antennas
    self.onOver = onOver
  }

  /// The hall as it is now.
  var diners: DinerHall { hall.withLock { $0 } }

  /// Lets the first diners in.
  func open() {
    queue.async { self.step() }
  }

  /// Shows the diners what happens at the station.
  func take(_ event: StationEvent) {
    switch event {
    case .view(let lane, let view):
      hall.withLock { $0.saw(LaneSight(view), lane: lane, at: now) }
      queue.async { self.step() }
    case .note(let lane, .paid(let request, _)):
      hall.withLock { $0.paid(plates: request.plates, lane: lane) }
    case .note, .reader, .blocks, .chips, .sound: break
    }
  }

  private var now: Moment {
    Moment(nanoseconds: Int64(DispatchTime.now().uptimeNanoseconds - origin))
  }

  private func step() {
    let (acts, next, isOver) = hall.withLock { hall in
      let acts = hall.wake(at: now)
      return (acts, hall.nextWake, hall.isOver)
    }
    for act in acts { carryOut(act) }
    if isOver { return onOver() }
    guard let next else { return }
    let delay = max(1_000_000, next.since(now).wholeNanoseconds)
    queue.asyncAfter(deadline: .now() + .nanoseconds(Int(delay))) { self.stepIfDue() }
  }

  /// Several views may have asked for a step at the same moment; one of them does it.
  private func stepIfDue() {
    let isDue = hall.withLock { hall in hall.nextWake.map { $0 <= now } ?? false }
    if isDue { step() }
  }

  private func carryOut(_ act: DinerAct) {
    switch act {
    case .place(let lane, let plates): tray(lane)?.place(plates)
    case .remove(let lane, let tags): tray(lane)?.remove(tags)
    case .tap(let lane, let card): cards(lane)?.place([card])
    case .lift(let lane, let card): cards(lane)?.remove([card])
    }
  }

  private func tray(_ lane: Int) -> AntennaField? {
    antennas[ReaderSlot(lane: lane, role: .tray)]
  }

  private func cards(_ lane: Int) -> AntennaField? {
    antennas[ReaderSlot(lane: lane, role: .card)] ?? tray(lane)
  }
}
