import Primitives
import ReaderWire

/// Proving that the reader is alive and what it is, before it counts as open.
extension FeigDriver {
  mutating func probe(repeats: Int, notBefore: Moment? = nil, at now: Moment)
    -> [DriverAction]
  {
    work = .probing(repeats: repeats)
    return follow(
      line.ask(
        .softwareVersion, patience: settings.answerTimeMax, notBefore: notBefore, at: now),
      at: now)
  }

  mutating func probed(_ reply: FeigReply, repeats: Int, at now: Moment)
    -> [DriverAction]
  {
    switch reply.status {
    case .ok, .warning:
      guard let version = FeigSoftwareVersion(reply.data) else {
        work = .closed
        return [.fault(.feigWrongDevice)]
      }
      mayHaveLateAnswer = false
      return finish(
        .identified(
          ReaderIdentity(family: .feig, model: version.model, firmware: version.firmware)))
    case .busy where repeats < settings.repeatsMax:
      return probe(repeats: repeats + 1, notBefore: now + settings.busyPause, at: now)
    default:
      work = .closed
      return [.fault(.feig(reply.status))]
    }
  }
}
