import ArgumentParser
import ModelFiles
import NetworkBlueprint
import TrainingData
import TrainingLoop

/// `glassbox train`: learns, shows how it goes, and saves.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train a network.",
    discussion: """
      glassbox train xor --output xor.safetensors
      glassbox train lernmi-mnist --data mnist --epochs 3 --output digits.safetensors
      glassbox train mine.json --data flowers.csv --json
      glassbox train digit-reader --output d.safetensors --checkpoint d.checkpoint --resume

      The recipes are listed by `glassbox recipes`. Without --data, gates learn their four rows \
      and digit recipes learn digits drawn by the program. Ctrl-C finishes the batch and saves.
      """)

  @Argument(help: "A recipe, a blueprint's .json file, or a model file to train further.")
  var recipe: String

  @Option(
    help: """
      A folder with MNIST's files, a folder of pictures, a .csv file, or drawn-digits; several \
      are joined.
      """)
  var data: [String] = []

  @Option(
    help: """
      Which engine computes: objects or matrix (default: objects up to 50,000 links).
      """)
  var engine: EngineChoice?

  @Option(
    parsing: .unconditional, help: "How many times every sample is seen (default: the recipe's).")
  var epochs: Int?

  @Option(
    parsing: .unconditional,
    help: "How many samples are averaged for a step (default: the recipe's).")
  var batchSize: Int?

  @Option(
    parsing: .unconditional, help: "How far a gradient of 1 moves a weight (default: the recipe's)."
  )
  var learningRate: Double?

  @Option(
    parsing: .unconditional,
    help: "Where first weights and the order of samples come from (default: the recipe's).")
  var seed: UInt64?

  @Option(
    parsing: .unconditional,
    help: "How many threads the matrix engine uses (default: one for each processor).")
  var threads: Int?

  @Option(parsing: .unconditional, help: "Learn from the first so many samples only.")
  var limit: Int?

  @Option(
    parsing: .unconditional,
    help: """
      Hold back this share of the training samples, chosen by the seed, to validate on instead of \
      a test part.
      """)
  var validationSplit: Double?

  @Option(
    parsing: .unconditional,
    help: """
      Stop after so many epochs without a smaller validation loss; the best network is kept.
      """)
  var patience: Int?

  @Flag(help: "Show digits a little turned, stretched and thickened, differently every epoch.")
  var augment = false

  @Option(help: "Where to save the model (.safetensors).")
  var output: String?

  @Option(help: "How many bits the saved numbers get; float64 keeps them exactly.")
  var precision: TensorPrecision = .float64

  @Option(help: "Write a CSV table with a row for every epoch; complete after each.")
  var history: String?

  @Option(help: "Draw loss and accuracy, epoch by epoch, as an SVG picture.")
  var curves: String?

  @OptionGroup
  var checkpoints: CheckpointOptions

  @Flag(help: "One JSON object an epoch.")
  var json = false

  func validate() throws {
    if let learningRate, !learningRate.isFinite || learningRate < 0 {
      throw ValidationError("--learning-rate: expected at least 0, found \(learningRate)")
    }
    for (name, value) in [
      ("--epochs", epochs), ("--batch-size", batchSize), ("--limit", limit), ("--threads", threads),
      ("--patience", patience),
    ] {
      if let value, value < 1 {
        throw ValidationError("\(name): expected at least 1, found \(value)")
      }
    }
    if let validationSplit, !(validationSplit > 0 && validationSplit < 1) {
      throw ValidationError(
        "--validation-split: expected a share between 0 and 1, found \(validationSplit)")
    }
    guard patience == nil || checkpoints.checkpoint == nil else {
      throw ValidationError(
        "--patience: cannot go with --checkpoint, which does not keep the best network so far")
    }
    if let seed, seed > UInt64(Int.max) {
      throw ValidationError("--seed: expected at most \(Int.max), found \(seed)")
    }
  }

  func run() throws {
    let argument = try NetworkArgument(recipe, seed: seed)
    var blueprint = argument.blueprint
    if let learningRate { try blueprint.setLearningRate(learningRate) }
    blueprint.training.epochs = epochs ?? blueprint.training.epochs
    blueprint.training.batchSize = batchSize ?? blueprint.training.batchSize

    // A model that is trained further may be saved where it was; a blueprint would be lost.
    let sources = data + (argument.parameters == nil && argument.recipe == nil ? [recipe] : [])
    let saving = try output.map {
      try ModelDestination($0, precision: precision, sparing: sources)
    }
    try OutputFile.check(
      [("--history", history), ("--curves", curves)],
      sparing: data + [recipe] + [output, checkpoints.checkpoint].compactMap(\.self))
    let checkpoint = try checkpoints.file(sparing: data + [recipe], output: output)
    let split = try DataArgument.open(data, for: argument, seed: blueprint.seed)
    let (training, validation) = try parts(of: split, seed: blueprint.seed)
    let engine = engine ?? .usual(for: blueprint)
    // A model that is trained further keeps the means that its weights are used to.
    let network = try engine.network(
      blueprint, parameters: argument.parameters ?? blueprint.initialParameters(fitting: training),
      threads: threads ?? EngineChoice.usualThreads)
    let circumstances = checkpoint == nil ? [:] : circumstances(of: training, engine)
    let options = TrainingOptions(
      epochs: blueprint.training.epochs, batchSize: blueprint.training.batchSize,
      seed: blueprint.seed, patience: patience)
    let start = try checkpoint?.start(
      of: blueprint, with: circumstances, options, sampleCount: training.count)
    func model() throws -> TrainedModel {
      try TrainedModel(
        blueprint: blueprint, parameters: network.parameters,
        classNames: split.train.classNames ?? argument.classNames)
    }

    let display = TrainingDisplay(json: json, epochs: blueprint.training.epochs)
    let records = TrainingRecords(
      title: blueprint.name, history: history, curves: curves, display: display)
    let trainer = Trainer(network: network, options: options)
    let epochs: [EpochRecord]
    do {
      epochs = try trainer.fit(
        try samples(training, seed: blueprint.seed), validation: validation, watcher: records,
        from: start, checkpoints: checkpoint?.plan(of: blueprint, with: circumstances))
    } catch let error as TrainingError {
      display.clear()
      // The network at its start is nothing to save.
      if let saving, error.lastGoodEpoch ?? 0 > 0 {
        let place = try saving.saveLastGood(model())
        StandardError.note("the last good model is in \(place)")
      }
      try? records.finish()
      throw error
    }
    try saving?.save(model())
    try records.finish()
    if !json { report(network, blueprint, split, epochs, wasStopped: display.wasInterrupted) }
  }

  /// The samples to learn from and those to validate on, if there are any.
  private func parts(
    of split: DataSplit, seed: UInt64
  ) throws -> (training: Dataset, validation: Dataset?) {
    let training = limit.map { split.train.prefix($0) } ?? split.train
    guard let validationSplit else {
      guard patience == nil || split.test != nil else {
        throw CommandFailure(
          "--patience: expected validation samples, found none: add --validation-split 0.1")
      }
      return (training, split.test)
    }
    let parts = training.holdingBack(validationSplit, seed: seed)
    guard parts.training.count > 0, parts.validation.count > 0 else {
      throw CommandFailure(
        "--validation-split: expected at least one sample in both parts, found "
          + "\(parts.training.count) and \(parts.validation.count)")
    }
    return parts
  }

  /// What decides how training goes, besides the blueprint.
  private func circumstances(of samples: Dataset, _ engine: EngineChoice) -> [String: String] {
    [
      "engine": engine.rawValue,
      "samples": "\(samples.count) of \(samples.inputShape) with \(samples.targetCount) targets",
      "samples' fingerprint": String(samples.fingerprint, radix: 16),
      "augmentation": augment ? "on" : "off",
    ]
  }

  /// The samples of every epoch, changed a little if that was asked for.
  private func samples(
    _ dataset: Dataset, seed: UInt64
  ) throws -> (Int) -> any SampleSource {
    guard augment else { return { _ in dataset } }
    let augmented = try AugmentedDataset(dataset, augmentation: DigitAugmentation(seed: seed))
    return { epoch in
      var shown = augmented
      shown.epoch = epoch
      return shown
    }
  }

  private func report(
    _ network: any TrainableNetwork, _ blueprint: NetworkBlueprint, _ split: DataSplit,
    _ epochs: [EpochRecord], wasStopped: Bool
  ) {
    if wasStopped { print("stopped before its end, as asked") }
    if patience != nil, let best = epochs.best {
      print("the network is that of epoch \(best.epoch), whose validation loss is the smallest")
    }
    if split.train.count <= 8, split.train.inputCount <= 4 {
      let all = Array(0..<split.train.count)
      let outputs = network.evaluate(on: split.train, samples: all[...]).outputs
      for (sample, output) in zip(all, outputs.chunked(by: network.outputCount)) {
        let answer = output.map { decimal($0, digits: 5) }.joined(separator: ", ")
        print("\(shown(split.train.input(of: sample))) → \(answer)")
      }
    }
    if let text = CollapseText.text(blueprint, network, on: split.train) { print(text) }
    if let output { print("saved to \(output.onOneLine)") }
  }

  private func shown(_ input: [Double]) -> String {
    input.map { JSONValue.number($0).description }.joined(separator: ", ")
  }
}

extension TensorPrecision: ExpressibleByArgument {}

extension [Double] {
  /// The numbers in groups of so many.
  fileprivate func chunked(by size: Int) -> [ArraySlice<Double>] {
    stride(from: 0, to: count, by: size).map { self[$0..<$0 + size] }
  }
}
