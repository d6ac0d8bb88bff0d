import ArgumentParser
import ModelFiles
import NetworkDescription
import NetworkQuestions
import TextFormats
import TrainingData
import TrainingLoop
import TrainingRuns

/// `glassbox train`: learns, shows how it goes, and saves.
struct Train: LearningCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", _superCommandName: Glassbox.name,
    abstract: "Train a network.",
    discussion: """
      glassbox train xor --output xor.safetensors
      glassbox train lernmi-mnist --data mnist --epochs 3 --output digits.safetensors
      glassbox train --data flowers.csv --output flowers.safetensors
      glassbox train --data prices.csv --targets price --missing mean
      glassbox train mine.json --data flowers.csv --json
      glassbox train digit-reader --output d.safetensors --checkpoint d.checkpoint --resume
      glassbox train cifar10-elu --data cifar10 --augment shift=0.1,flip,cutout=0.25
      glassbox train spiral --watch spiral.html     a page to open in a browser meanwhile
      glassbox train spiral --tensorboard logs      then: tensorboard --logdir logs

      Without a recipe, a network is chosen for the data, and it is said what and why. \
      The recipes are listed by `glassbox recipes`. Without --data, gates learn their four rows \
      and digit recipes learn digits drawn by the program. Ctrl-C finishes the batch and saves.
      """)

  @Argument(
    help: """
      A recipe, a blueprint's .json file, or a model file to train further (default: a network \
      chosen for --data).
      """)
  var recipe: String?

  @OptionGroup
  var learning: LearningOptions

  @OptionGroup
  var table: TableOptionGroup

  @OptionGroup
  var validation: ValidationOptions

  @OptionGroup
  var start: WeightsOption

  @OptionGroup
  var memory: MemoryOption

  @Option(
    help: """
      Which engine computes: objects or matrix (default: objects up to 50,000 parameters).
      """)
  var engine: EngineChoice?

  @Option(
    parsing: .unconditional,
    help: "How many threads the matrix engine uses (default: one for each processor).")
  var threads: Int?

  @Flag(
    help: """
      Measure the training samples once more after the last update; without it, where that takes \
      less than a second, and not with --json.
      """)
  var afterUpdate = false

  @OptionGroup
  var augment: AugmentOption

  @Option(help: "Where to save the model (.safetensors).")
  var output: String?

  @Option(help: "How many bits the saved numbers get; float64 keeps them exactly.")
  var precision: TensorPrecision = .float64

  @Option(help: "Write a CSV table with a row for every epoch; complete after each.")
  var history: String?

  @Option(help: "Draw loss and accuracy, epoch by epoch: a file ending in .png or .svg.")
  var curves: String?

  @OptionGroup
  var curveAxes: AxesOption

  @OptionGroup
  var checkpoints: CheckpointOptions

  @OptionGroup
  var tensorBoard: TensorBoardOptions

  @OptionGroup
  var watching: WatchOption

  @Flag(help: "One JSON object an epoch.")
  var json = false

  func validate() throws {
    try check(recipe: recipe)
    try OptionLimits.check(threads: ("--threads", threads))
    try DrawnFile.checkEnding(curves, option: "--curves")
  }

  func run() throws {
    let chosen = try network(recipe)
    let (argument, blueprint) = (chosen.argument, chosen.blueprint)

    var outputs = OutputList(
      reading: inputs + [argument.recipe == nil ? recipe : nil])
    // A model that is trained further may be saved where it was; a blueprint would be lost.
    let saving = try output.map {
      try ModelDestination(
        $0, precision: precision, &outputs, source: argument.parameters == nil ? nil : recipe)
    }
    try outputs.add([
      ("--history", history), ("--curves", curves), ("--watch", watching.watch),
    ])
    let checkpoint = try checkpoints.file(&outputs)
    let samples = try samples(for: chosen)
    let (split, scaling) = (samples.split, samples.scaling)
    tell(chosen.suggestion, blueprint, scaling, split)
    let run = TrainingRun(
      blueprint: blueprint, engine: engine ?? .usual(for: blueprint),
      samples: samples.parts.scaled(by: scaling), augment: try augment.choice(),
      patience: samples.patience,
      measuresLastUpdate: afterUpdate
        || !json && TrainingRun.isQuicklyMeasured(split.train, by: blueprint))
    let threads = threads ?? EngineChoice.usualThreads
    let table = split.train.table ?? argument.table
    let form = ModelForm(
      blueprint: blueprint, classNames: split.train.classNames ?? argument.classNames,
      table: scaling.map { $0.kept(in: table) } ?? table)
    try saving?.check(form)
    try checkpoint?.check(run)
    let network = try run.network(
      parameters: samples.start(of: chosen), threads: threads, limit: argument.limit)
    func model() throws -> TrainedModel {
      try TrainedModel(
        form, parameters: scaling?.folded(network.parameters, of: blueprint) ?? network.parameters)
    }

    let display = TrainingDisplay(json: json, epochs: blueprint.training.epochs)
    let records = TrainingRecords(
      title: blueprint.name, history: history, curves: curves, axes: curveAxes.axes,
      log: try tensorBoard.log(
        of: run, network, data: learning.data, resumes: checkpoints.resume, from: checkpoint),
      watched: try watching.watched(run, network, data: learning.data), display: display)
    let advice = try TrainingAdvice(
      network, on: run.samples.training, loss: blueprint.loss,
      command: doctorCommand(recipe))
    let epochs: [EpochRecord]
    do {
      epochs = try run.fit(network, watcher: records, checkpoint: checkpoint)
    } catch let error as TrainingError {
      display.clear()
      // The network at its start is nothing to save.
      if let saving, error.lastGoodEpoch ?? 0 > 0 {
        let place = try saving.saveLastGood(model())
        StandardError.note("the last good model is in \(place)")
      }
      try? records.finish(.failed("\(error)"))
      if case .diverged = error { throw CommandFailure("\(error). \(advice.whereToAsk)") }
      throw error
    }
    try saving?.save(model())
    try records.finish(display.wasInterrupted ? .stopped : .finished)
    guard !json else { return }
    if display.wasInterrupted { print("stopped before its end, as asked") }
    if samples.patience != nil {
      reportBest(of: epochs, before: checkpoint?.found?.point.best)
    }
    if let measured = epochs.last?.afterLastUpdate {
      print("after the last update: loss \(LossAfterUpdate.number(measured.loss))")
    }
    let learned =
      try scaling == nil
      ? network
      : NamedNetwork(model(), memoryLimit: argument.limit).network(
        run.engine, threads: threads, samples: split.train.count)
    if scaling != nil { try reportErrors(of: learned, on: samples.parts) }
    try report(learned, blueprint, split)
    if !display.wasInterrupted, let advice = try advice.text(network) { print(advice) }
  }

  /// Says what was chosen and why; of a recipe, what would do it good.
  private func tell(
    _ suggestion: SuggestedNetwork?, _ blueprint: NetworkBlueprint, _ scaling: TargetScaling?,
    _ split: DataSplit
  ) {
    guard let suggestion else {
      if let scaling { StandardError.note(scaling.inWords(split.train.table?.targetNames ?? [])) }
      let scale = split.train.table.map { _ in InputScale(of: split.train) }
      if let scale, scale.needsNormalization, !blueprint.layers.contains(.normalization) {
        StandardError.note("\(scale.inWords): add --normalize for that")
      } else if scaling == nil, split.train.table != nil,
        let missing = TargetScaling(for: split.train, learnedBy: blueprint), missing.isNeeded
      {
        StandardError.note(
          "with --normalize \(missing.inWords(split.train.table?.targetNames ?? []))")
      }
      return
    }
    var lines = ["A network for \(learning.data.joined(separator: " and ")):"]
    lines += suggestion.reasons.map { "- \($0)" }
    if let scaling { lines.append("- " + scaling.inWords(split.train.table?.targetNames ?? [])) }
    lines.append(
      "The blueprint, to be changed and given instead of a recipe"
        + (scaling == nil ? ":" : ", with --normalize:"))
    let text = lines.map(\.onOneLine).joined(separator: "\n") + "\n" + blueprint.jsonText
    // With --json, results are an object a line.
    if json { StandardError.write(text) } else { print(text) }
  }

  /// How close the answers come in the targets' own units.
  private func reportErrors(
    of network: any TrainableNetwork, on parts: SampleParts
  ) throws {
    let samples = parts.validation ?? parts.training
    let total = try Evaluation(of: network, on: samples).total
    let what = parts.validation == nil ? "" : " that were held back"
    print(
      "in the targets' own units, on \(counted(samples.count, "sample"))\(what): "
        + Metric.line(.numbers) { $0 == .loss ? total.lossWithoutPenalty : total[$0] })
  }

  /// - Parameter before: The best epoch of a training that was interrupted and has gone on.
  private func reportBest(of epochs: [EpochRecord], before: BestEpoch?) {
    var epoch = before?.epoch
    if let best = epochs.best, best.validation?.loss ?? .infinity < before?.loss ?? .infinity {
      epoch = best.epoch
    }
    guard let epoch else { return }
    print("the network is that of epoch \(epoch), whose validation loss is the smallest")
  }

  private func report(
    _ network: any TrainableNetwork, _ blueprint: NetworkBlueprint, _ split: DataSplit
  ) throws {
    if split.train.count <= 8, split.train.inputCount <= 4 {
      for sample in 0..<split.train.count {
        let input = split.train.input(of: sample)
        let answer = try network.predict(input).map { decimal($0, digits: 5) }.joined(
          separator: ", ")
        print("\(shown(input)) → \(answer)")
      }
    }
    if let text = try CollapseText.text(blueprint, network, on: split.train) { print(text) }
    if let output { print("saved to \(output.onOneLine)") }
  }

  private func shown(_ input: [Double]) -> String {
    input.map { JSONValue.number($0).description }.joined(separator: ", ")
  }
}

extension TensorPrecision: ExpressibleByArgument {}

extension EngineChoice: ExpressibleByArgument {}
