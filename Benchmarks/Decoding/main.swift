import Foundation

// How quickly the decoders turn a reader's bytes into values, and that this costs no memory.
//
//     DecodingBenchmark [PYTHON]
//
// With PYTHON, an interpreter that has wabson.chafon-rfid, that client decodes the same UHF frames
// and the ratio is printed. `make bench` does all that.

let isFlat = DecodingTable().measure(Codec.all)
if let python = CommandLine.arguments.dropFirst().first {
  PythonClient(interpreter: python).compare()
}
if !isFlat { exit(1) }
