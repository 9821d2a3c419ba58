import Foundation

/// A client by others that decodes the same UHF frames.
struct PythonClient {
  static let ratioMin = 50.0

  var interpreter: String

  /// Prints how much quicker the station's decoder is.
  func compare() {
    guard let theirs = framesPerSecond() else {
      print("wabson.chafon-rfid: not to be had from \(interpreter); run Tests/Peers/install")
      exit(1)
    }
    let ratio = Codec.uhf.framesPerSecond() / theirs
    print("wabson.chafon-rfid: \(Int(theirs)) frames/s; ours is \(Int(ratio)) times as quick")
    guard ratio >= Self.ratioMin else {
      print("That is less than \(Int(Self.ratioMin)) times.")
      exit(1)
    }
  }

  private func framesPerSecond() -> Double? {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "chafon_decoding.py")
    let client = Process()
    client.executableURL = URL(filePath: interpreter)
    client.arguments = [script.path(), "\(Codec.runCount)"]
    let (input, output) = (Pipe(), Pipe())
    client.standardInput = input
    client.standardOutput = output
    guard (try? client.run()) != nil else { return nil }
    input.fileHandleForWriting.write(Data(Codec.uhf.stream))
    try? input.fileHandleForWriting.close()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    client.waitUntilExit()
    return Double(said.filter { !$0.isWhitespace })
  }
}
