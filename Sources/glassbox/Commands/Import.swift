import ArgumentParser
import Interchange
import ModelFiles
import NetworkDescription
import TextFormats
import TrainingRuns

/// `glassbox import`: a file of another tool, as a model like any other.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a model of a file of another tool.",
    discussion: """
      glassbox import weights.csv --network xor --output xor.safetensors
      """)

  @Argument(help: "A file of another tool, or weights as .csv or .json.")
  var file: String

  @Option(help: "Where to save the model.")
  var output: String

  @Option(help: "What network a file of weights is for: a recipe, a blueprint or a model.")
  var network: String

  @Flag(help: "Print {\"model\":…,\"notes\":[…]}.")
  var json = false

  func run() throws {
    let destination = try ModelDestination(output, precision: .float64, sparing: [file, network])
    let named = try NamedNetwork(network).starting(withWeightsFrom: file)
    try destination.save(try named.model())
    if json {
      StandardOutput.print([("model", .string(output)), ("notes", .array([]))])
    } else {
      print("\(named.blueprint.name.onOneLine) in \(output.onOneLine)")
    }
  }
}
