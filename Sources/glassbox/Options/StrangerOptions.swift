import ArgumentParser
import Interchange

/// How a stranger's network is to be understood.
struct StrangerOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: """
      What inputs are multiplied by before the file's network gets them: 255 for one that expects \
      pixels of 0–255, where pictures have 0–1 here (default: 1).
      """)
  var inputScale: Double?

  @Option(
    parsing: .unconditional,
    help: """
      What is added to them then: with --input-scale -1, a shift of 1 turns white on black into \
      black on white (default: 0).
      """)
  var inputShift: Double?

  @Flag(help: "Add a softmax, where the file's network answers with numbers that are no chances.")
  var softmax = false

  var scaling: InputScaling { InputScaling(factor: inputScale ?? 1, shift: inputShift ?? 0) }

  /// Whether any of them was given.
  var areGiven: Bool { inputScale != nil || inputShift != nil || softmax }

  func validate() throws {
    for (name, value) in [("--input-scale", inputScale), ("--input-shift", inputShift)] {
      guard let value else { continue }
      guard value.isFinite, abs(value) <= 1e6, name == "--input-shift" || abs(value) >= 1e-6 else {
        throw ValidationError("\(name): expected a number of a sensible size, found \(value)")
      }
    }
  }
}
