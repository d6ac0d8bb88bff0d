import ArgumentParser
import Interchange
import ModelFiles
import NetworkDescription
import SystemFiles
import TextFormats
import TrainingRuns

/// `glassbox import`: a file of another tool, as a model like any other.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", _superCommandName: Glassbox.name,
    abstract: "Make a model of a file of another tool.",
    discussion: """
      glassbox import mnist.onnx --output mnist.safetensors
      glassbox import mnist.onnx --input-scale 255 --output mnist.safetensors
      glassbox import weights.csv --network xor --output xor.safetensors

      ONNX networks that are a chain of layers become blueprints with weights, to be traced, asked \
      and trained like any other; of others, the first node that cannot be expressed is named. \
      Beside a file, test_data_set_0 (input_0.pb, output_0.pb) is compared with the model's \
      answers. Programs for Keras and PyTorch files are in Samples/Interchange.
      """)

  @Argument(help: "An .onnx file, or weights as .csv or .json.")
  var file: String

  @Option(help: "Where to save the model.")
  var output: String

  @OptionGroup
  var stranger: StrangerOptions

  @Option(
    help: """
      What network a file of weights is for: a recipe, a blueprint or a model (default: dense \
      layers of sigmoids, as large as the names in the file say).
      """)
  var network: String?

  @Flag(
    help: """
      Print {"model":…,"answersAreLogarithms":…,"notes":[…]}, and of compared answers \
      "largestDifference".
      """)
  var json = false

  func validate() throws {
    try stranger.validate()
  }

  func run() throws {
    var outputs = OutputList(reading: [file, network])
    let destination = try ModelDestination(
      output, precision: .float64, &outputs, source: nil)
    let imported = try read()
    let comparison = try ImportComparison(imported, beside: file)
    try destination.save(imported.model)
    let guess = try stranger.areGiven ? nil : DigitScaleGuess(imported.model)?.note
    report(imported, notes: imported.notes + [guess].compactMap(\.self), comparison)
  }

  private func report(
    _ imported: ImportedModel, notes: [String], _ comparison: ImportComparison?
  ) {
    if json {
      StandardOutput.print(
        [
          ("model", .string(output)),
          ("answersAreLogarithms", .bool(imported.fileAnswersWithLogarithms)),
          ("notes", .array(notes.map { .string($0) })),
        ]
          + (comparison.map {
            [
              ("samples", .integer($0.samples)),
              ("largestDifference", .number($0.largestDifference)),
            ]
          } ?? []))
      return
    }
    let blueprint = imported.model.blueprint
    print(
      "\(blueprint.name.onOneLine) in \(output.onOneLine): "
        + "\(counted(blueprint.layers.count, "layer")), "
        + "\(counted(blueprint.parameterCount, "parameter"))")
    for note in notes { print(note.onOneLine) }
    if let comparison { print(comparison.line) }
  }
}
