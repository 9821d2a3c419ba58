import Primitives

// Commands to the reader itself (manual V1.1, chapter 3).
extension R321ReaderEmulator {
  /// [04], 3.1: no parameters either way; the reader starts anew after the reply.
  mutating func reset(_ parameters: [UInt8], at now: Moment) -> R321Answer? {
    guard parameters.isEmpty else { return nil }
    restart(at: now)
    return R321Answer(parameters: [])
  }

  /// [F0], 3.4: 00 off, 01 on, 02 off for a while and on again; tags are without power meanwhile.
  mutating func switchField(_ parameters: [UInt8], at now: Moment) -> R321Answer? {
    guard parameters.count == 2 else { return nil }
    switch parameters[0] {
    case 0x00:
      search.restart(at: now)
      isFieldOn = false
      return .done
    case 0x01:
      if !isFieldOn { restart(at: now) }
      return .done
    case 0x02:
      restart(at: now + settings.fieldOffTime)
      var answer = R321Answer.done
      answer.time = settings.fieldOffTime
      return answer
    default:
      return .failed
    }
  }

  /// [F4], 3.2: into permanent memory.
  mutating func setConfiguration(_ parameters: [UInt8]) -> R321Answer? {
    guard
      let next = R321DeviceConfiguration(parameters, buzzerFirst: settings.sendsBuzzerFirst)
    else { return nil }
    configuration = next
    configurationWrites += 1
    return .done
  }

  /// [F5], 3.3: one parameter, 00; the six bytes without a flag after them.
  func getConfiguration(_ parameters: [UInt8]) -> R321Answer? {
    guard parameters.count == 1 else { return nil }
    return R321Answer(
      parameters: configuration.bytes(buzzerFirst: settings.sendsBuzzerFirst))
  }

  /// [F7], 3.9: 50 bytes, flag, reserved.
  func version(_ parameters: [UInt8]) -> R321Answer? {
    guard parameters.isEmpty else { return nil }
    let padding = [UInt8](repeating: 0, count: max(0, 50 - settings.version.count))
    return R321Answer(parameters: settings.version.prefix(50) + padding + [0x00, 0x00])
  }
}
