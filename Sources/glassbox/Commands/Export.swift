import ArgumentParser
import Interchange
import ModelFiles
import NetworkDescription
import TextFormats
import TrainingData
import TrainingRuns

/// `glassbox export`: a network as a file, or a folder, that other tools open.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", _superCommandName: Glassbox.name,
    abstract: "Write a network as a file that other tools open.",
    discussion: """
      glassbox export xor.safetensors --to onnx --output xor.onnx
      glassbox export digits.safetensors --to pytorch --output digits-pytorch
      glassbox export xor.safetensors --to csv --output weights.csv
      glassbox export linear --to xlsx --output linear.xlsx --steps 500

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

  @Option(
    help: """
      For xlsx: what the network learns from, as for train (default: the data of its recipe).
      """)
  var data: [String] = []

  @Option(
    parsing: .unconditional,
    help: "For xlsx: how many training steps (default: those of its training, up to 1,000).")
  var steps: Int?

  @OptionGroup
  var start: WeightsOption

  @OptionGroup
  var memory: MemoryOption

  @Flag(help: "Print {\"format\":…,\"files\":[…]}.")
  var json = false

  func validate() throws {
    let format = try format
    try OptionLimits.check(atLeast: 1, ("--steps", steps))
    if !format.needsSamples, steps != nil || !data.isEmpty {
      throw ValidationError(
        "--data and --steps: expected a format that shows how a network learns, found \(to)")
    }
  }

  func run() throws {
    let format = try format
    let destination = try ExportDestination(
      output, isFolder: format.isFolder, sparing: [model] + data)
    let named = try start.asked(model, memory: memory)
    let samples = try samples(for: named, format)
    let files = try Asking.about(model) {
      try format.write(
        ExportRequest(named, withAnswers: format.isFolder, samples: samples, steps: steps))
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

  /// What the network learns from; nil for formats that ask for none.
  private func samples(for named: NamedNetwork, _ format: ExportFormat) throws -> Dataset? {
    guard format.needsSamples else { return nil }
    DataSource.notePoints(data, for: named)
    return try DataSource.open(data, for: named, seed: named.blueprint.seed).train
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
