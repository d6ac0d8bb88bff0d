import CFuzzer
import Foundation

// fuzz seeds FOLDER           writes what the readers begin with, a folder for each
// fuzz READER [OPTION…]       lets libFuzzer loose on a reader

let names = Reader.allCases.map(\.rawValue).joined(separator: ", ")
guard CommandLine.argc > 1, let argument = CommandLine.unsafeArgv[1] else {
  print("expected seeds or one of \(names)")
  exit(64)
}
let name = String(cString: argument)
if name == "seeds", CommandLine.argc == 3, let folder = CommandLine.unsafeArgv[2] {
  try Seeds.write(to: String(cString: folder))
  exit(0)
}
guard let reader = Reader(rawValue: name) else {
  print("\(name): expected seeds or one of \(names)")
  exit(64)
}
Chosen.reader = reader

// libFuzzer is to see its own name and options only.
var count = CommandLine.argc - 1
CommandLine.unsafeArgv[1] = CommandLine.unsafeArgv[0]
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
exit(
  LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
    Chosen.reader.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
    return 0
  })
