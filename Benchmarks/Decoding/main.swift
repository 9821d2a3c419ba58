// How quickly the decoders turn a reader's bytes into values, and that this costs no memory.
//
//     DecodingBenchmark [PYTHON]
//
// With PYTHON, an interpreter that has wabson.chafon-rfid, that client decodes the same UHF frames
// and the ratio is printed. `make bench` does all that.

let arguments = CommandLine.arguments.dropFirst()
for codec in Codec.all { codec.measureSpeed() }
if let python = arguments.first {
  PythonClient(interpreter: python).compare()
}
MemoryWatch.watch(Codec.uhf, frameCount: 10_000_000)
