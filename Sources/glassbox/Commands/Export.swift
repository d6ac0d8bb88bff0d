import ArgumentParser
import Interchange
import ModelFiles
import NetworkDescription
import TextFormats
import TrainingRuns

/// `glassbox export`: a network as a file, or a folder, that other tools open.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a network as a file that other tools open.",
    discussion: """
      glassbox export xor.safetensors --to onnx --output xor.onnx
      glassbox export digits.safetensors --to pytorch --output digits-pytorch
      glassbox export xor.safetensors --to csv --output weights.csv

      \(ExportedFormats.all.map { "\($0.name): \($0.summary)" }.joined(separator: "; ")).
      """)

  @Argument(
    help: """
      A model file, or digit-reader; recipes and blueprints are written as they are before training.
      """)
  var model: String

  @Option(help: "\(ExportedFormats.all.map(\.name).joined(separator: ", ")).")
  var to: String

  @Option(help: "The file, or the folder, to write.")
  var output: String

  @OptionGroup
  var start: WeightsOption

  @Flag(help: "Print {\"format\":…,\"files\":[…]}.")
  var json = false

  func validate() throws {
    _ = try format
  }

  func run() throws {
    let format = try format
    let destination = try ExportDestination(output, isFolder: format.isFolder, sparing: [model])
    let named = try start.asked(model)
    let files = try Asking.about(model) {
      try format.write(ExportRequest(named, withAnswers: format.isFolder))
    }
    let paths = try destination.write(files)
    if json {
      StandardOutput.print([
        ("format", .string(format.name)), ("files", .array(paths.map { .string($0) })),
      ])
    } else {
      for path in paths { print("\(format.name) in \(path.onOneLine)") }
    }
  }

  private var format: ExportFormat {
    get throws {
      if let format = ExportedFormats.all.first(where: { $0.name == to }) { return format }
      let names = ExportedFormats.all.map(\.name)
      let meant = EditDistance.nearest(to: to, among: names)
      throw ValidationError(
        "--to: no format '\(to.shortenedOnOneLine)': \(meant.map { "did you mean \($0)? " } ?? "")"
          + "choose one of \(names.joined(separator: ", "))")
    }
  }
}
