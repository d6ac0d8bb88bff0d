import ArgumentParser
import NetworkDescription
import NetworkPictures
import NeuronGraph
import Pictures
import TextFormats
import TrainingData
import TrainingLoop
import TrainingRuns

/// `glassbox evaluate`: how well a model answers, class by class.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", _superCommandName: Glassbox.name,
    abstract: "Measure a model on data: loss, accuracy and confusion, or errors of numbers.",
    discussion: """
      glassbox evaluate digits.safetensors --data mnist
      glassbox evaluate digits.safetensors --data mnist --picture confusion.png

      A picture of a folder that cannot be read is left out, and the status is 1.

      Where targets are numbers, the mean absolute error, |output − target|, and R² take the place
      of accuracy and confusion. R² is the part of the targets' variance that the outputs explain: 1
      is perfect, 0 is no better than always answering the mean.
      """)

  @Argument(help: "A model file.")
  var model: String

  @Option(help: "As for train; where it has a test part, that is used.")
  var data: String?

  @OptionGroup
  var table: TableOptionGroup

  @Option(help: "Which engine computes (default: objects up to 50,000 links, else matrix).")
  var engine: EngineChoice?

  @Option(parsing: .unconditional, help: "Measure the first so many samples only.")
  var limit: Int?

  @Option(help: "Draw the confusion matrix: a file ending in .png or .svg.")
  var picture: String?

  @Option(help: "Draw the mistakes that the network was surest of: a file ending in .png or .svg.")
  var mistakes: String?

  @OptionGroup
  var start: WeightsOption

  @OptionGroup
  var memory: MemoryOption

  @Flag(
    help: """
      Print {"samples":…,"loss":…,"accuracy":…,"confusion":[[…]]}, or of numbers \
      {"samples":…,"loss":…,"meanAbsoluteError":…,"rSquared":…}, of several targets with \
      "targets":[{"name":…,"meanAbsoluteError":…,"rSquared":…}].
      """)
  var json = false

  func validate() throws {
    try OptionLimits.check(atLeast: 1, ("--limit", limit))
    try DrawnFile.checkEnding(picture, option: "--picture")
    try DrawnFile.checkEnding(mistakes, option: "--mistakes")
  }

  func run() throws {
    let argument = try start.asked(model, memory: memory)
    var outputs = OutputList(reading: [model, data, start.weights])
    try outputs.add([("--picture", picture), ("--mistakes", mistakes)])
    var failures = 0
    let split = try DataSource.open(
      data.map { [$0] } ?? [], for: argument, seed: argument.blueprint.seed, table: table.choice
    ) { error in
      failures += 1
      if let message = CommandFailure.message(of: error) { StandardError.report(message) }
    }
    DataSource.notePoints(data.map { [$0] } ?? [], for: argument)
    let samples = limit.map { split.forEvaluation.prefix($0) } ?? split.forEvaluation
    try checkPictures(of: samples)
    if mistakes != nil { try MistakePicture.arrangement(of: samples) }
    let network = try argument.network(
      engine ?? .usual(for: argument.blueprint), threads: EngineChoice.usualThreads,
      samples: samples.count)
    let evaluation = try Evaluation(
      of: network, on: samples, classNames: split.train.classNames)
    guard evaluation.total.loss.isFinite else {
      // The objects can say where.
      throw overflow(of: try argument.network(), on: samples)
    }
    if let picture {
      try DrawnFile.write(ConfusionPicture.drawing(of: evaluation), to: picture)
    }
    if let mistakes {
      try DrawnFile.write(MistakePicture.drawing(of: evaluation, on: samples), to: mistakes)
    }
    report(evaluation, targets: samples.table?.targetNames ?? [])
    guard failures == 0 else {
      throw CommandFailure(
        "\(data ?? ""): \(counted(failures, "picture")) left out, for the reasons above")
    }
  }

  private func report(_ evaluation: Evaluation, targets names: [String]) {
    if json { return StandardOutput.print(Self.entries(evaluation, names)) }
    let total = evaluation.total
    print(
      counted(total.sampleCount, "sample") + "  " + Metric.line(total.quality.kind) { total[$0] })
    guard total.quality.kind == .classes else {
      if let table = Self.targetTable(total, names) {
        print("\n\(table)")
      }
      return
    }
    print(
      """

      Rows are the true classes, columns the answers:

      \(Self.confusionTable(evaluation))

      \(Self.classTable(evaluation))
      """)
    if let picture { print("\nconfusion matrix drawn in \(picture.onOneLine)") }
    if let mistakes { print("\nworst mistakes drawn in \(mistakes.onOneLine)") }
  }

  /// The errors of each target, where there are several.
  private static func targetTable(_ total: BatchResult, _ names: [String]) -> TextTable? {
    guard let errors = total.errors, errors.outputs.count > 1 else { return nil }
    var table = TextTable(
      columns: [
        .left("target"), .right(Metric.meanAbsoluteError.title), .right(Metric.rSquared.title),
      ])
    for (index, output) in errors.outputs.enumerated() {
      let mean = output.absoluteSum / Double(errors.sampleCount)
      table.add([
        index < names.count ? names[index] : "\(index)",
        Metric.meanAbsoluteError.text(mean),
        output.rSquared.map { Metric.rSquared.text($0) } ?? "–",
      ])
    }
    return table
  }

  private static func entries(
    _ evaluation: Evaluation, _ names: [String]
  ) -> [(String, JSONValue)] {
    let total = evaluation.total
    let kind = total.quality.kind
    let measured =
      [("samples", .integer(total.sampleCount))]
      + Metric.entries(kind, named: { $0.key }) { total[$0] }
    guard kind == .classes else { return measured + targetEntries(total, names) }
    let rows = evaluation.confusion.map { row in JSONValue.array(row.map { .integer($0) }) }
    return measured + [("confusion", .array(rows))]
  }

  /// The errors of each target, where there are several.
  private static func targetEntries(
    _ total: BatchResult, _ names: [String]
  ) -> [(String, JSONValue)] {
    guard let errors = total.errors, errors.outputs.count > 1 else { return [] }
    let targets = errors.outputs.enumerated().map { index, output in
      JSONValue.object([
        ("name", .string(index < names.count ? names[index] : "\(index)")),
        (
          Metric.meanAbsoluteError.key, .number(output.absoluteSum / Double(errors.sampleCount))
        ),
        (Metric.rSquared.key, output.rSquared.map { .number($0) } ?? .null),
      ])
    }
    return [("targets", .array(targets))]
  }

  /// Both pictures are of classes.
  private func checkPictures(of samples: Dataset) throws {
    for (option, path) in [("--picture", picture), ("--mistakes", mistakes)]
    where path != nil && samples.targetKind == .numbers {
      throw CommandFailure(
        "\(option): expected targets that are classes, found numbers in \(samples.name): there is "
          + "no confusion to draw: leave the option out")
    }
  }

  /// Which sample made the loss something that is not a number.
  private func overflow(of network: NeuronNetwork, on samples: Dataset) -> CommandFailure {
    for sample in 0..<samples.count {
      do {
        _ = try network.finiteOutputs(for: samples.input(of: sample))
      } catch {
        return CommandFailure("\(model): sample \(sample + 1): \(error)")
      }
    }
    return CommandFailure("\(model): the loss is too large for a number: scale the data")
  }

  /// The classes that occur among the samples or the answers: a network may know a hundred more.
  private static func shownClasses(of evaluation: Evaluation) -> [Int] {
    let confusion = evaluation.confusion
    return confusion.indices.filter { index in
      confusion[index].contains { $0 > 0 } || confusion.contains { $0[index] > 0 }
    }
  }

  private static func confusionTable(_ evaluation: Evaluation) -> TextTable {
    let shown = shownClasses(of: evaluation)
    var table = TextTable(
      columns: [.left("")] + shown.map { .right(evaluation.classNames[$0]) })
    for row in shown {
      let counts = shown.map { evaluation.confusion[row][$0] }
      table.add([evaluation.classNames[row]] + counts.map { $0 == 0 ? "·" : String($0) })
    }
    return table
  }

  /// How often an answer was right when given, and how many of a class were found.
  private static func classTable(_ evaluation: Evaluation) -> TextTable {
    var table = TextTable(
      columns: [.left("class"), .right("samples"), .right("precision"), .right("recall")])
    for index in shownClasses(of: evaluation) {
      table.add([
        evaluation.classNames[index], grouped(evaluation.confusion[index].reduce(0, +)),
        evaluation.precision(of: index).map { percent($0) } ?? "–",
        evaluation.recall(of: index).map { percent($0) } ?? "–",
      ])
    }
    return table
  }
}
