/// Where R321 frames begin and end; `R321Frame` has the drawing.
struct R321FrameLayout: FrameLayout {
  let frameLengthMax: Int

  /// The shortest LEN: two addresses, command, reserved byte, check.
  private static let lengthMin = 8

  func extent(of bytes: ArraySlice<UInt8>) -> FrameExtent {
    let mark = R321Frame.mark
    guard bytes.prefix(mark.count).elementsEqual(mark.prefix(bytes.count)) else {
      return .impossible
    }
    guard bytes.count >= R321Frame.markAndLengthCount else { return .unfinished }
    let announced = Int(bytes[bytes.startIndex + mark.count])
    guard announced == 0 else {
      let length = R321Frame.markAndLengthCount + announced
      return announced >= Self.lengthMin && length <= frameLengthMax
        ? .complete(length: length) : .impossible
    }
    guard let start = longParametersStart(bytes) else { return .unfinished }
    let parameterCount = number(bytes, at: start - 2)
    let length = start - bytes.startIndex + Int(parameterCount) + 2
    return length <= frameLengthMax ? .complete(length: length) : .impossible
  }

  func frame(_ bytes: ArraySlice<UInt8>) -> R321Frame? {
    let checked = bytes.dropFirst(R321Frame.mark.count).dropLast(2)
    guard CRC16.x25.checksum(of: checked) == number(bytes, at: checked.endIndex),
      let lengthByte = checked.first
    else { return nil }
    let source = checked.startIndex + 1
    let isResponse = bytes[source + 4] == R321Frame.responseFlag
    let command = source + (isResponse ? 5 : 4)
    let isLong = lengthByte == 0
    let start = command + (isLong ? 4 : 2)
    guard start <= checked.endIndex else { return nil }
    return R321Frame(
      form: isLong ? .long : .short, source: number(bytes, at: source),
      target: number(bytes, at: source + 2), isResponse: isResponse, command: bytes[command],
      parameters: Array(bytes[start..<checked.endIndex]))
  }

  /// Where the parameters of a long frame begin; nothing if that much has not come yet.
  private func longParametersStart(_ bytes: ArraySlice<UInt8>) -> Int? {
    let flag = bytes.startIndex + R321Frame.markAndLengthCount + 4
    guard flag < bytes.endIndex else { return nil }
    let start = flag + (bytes[flag] == R321Frame.responseFlag ? 5 : 4)
    return start <= bytes.endIndex ? start : nil
  }

  private func number(_ bytes: ArraySlice<UInt8>, at index: Int) -> UInt16 {
    UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
  }
}
