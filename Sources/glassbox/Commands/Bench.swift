import ArgumentParser
import Benchmarks
import MatrixEngine
import NetworkDescription
import TextFormats
import TrainingLoop
import TrainingRuns

/// `glassbox bench`: how fast the engines are here.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", _superCommandName: Glassbox.name,
    abstract: "Measure how many samples a second the engines learn and answer.",
    discussion: """
      glassbox bench                 everything
      glassbox bench objects         784-15-10 sigmoids, sample after sample
      glassbox bench tiny            gates, planes and hand-sized networks, in both precisions
      glassbox bench mnist-mlp       784-512-512-10 by the matrix engine, batches of 128
      glassbox bench predict-mlp     the same network answering, 128 pictures at a time
      glassbox bench convolutions    products of convolutions, beside the peak of one core
      glassbox bench --growth        a step's time as width, depth, batch and threads grow
      glassbox bench --growth --output growth.png

      Figures of one machine say little; Samples/Benchmarks/compare.py measures peers side by side.
      """)

  @Argument(
    help: ArgumentHelp(
      "What to measure: \(Workload.allCases.map(\.rawValue).joined(separator: ", ")) "
        + "(default: everything)."))
  var names: [Workload] = []

  @Option(parsing: .unconditional, help: "How long to measure each workload, in seconds.")
  var seconds = 3.0

  @Flag(help: "One JSON object a workload.")
  var json = false

  @Flag(
    help: """
      Measure how a training step grows with width, depth, batch and threads, beside the least that it \
      could take, and draw the curves.
      """)
  var growth = false

  @Option(
    help: "With --growth: the file of the curves, ending in .png or .svg (default: growth.svg).")
  var output: String?

  @Option(help: "With --growth: steps of peers to draw, as compare.py --growth writes them.")
  var peers: String?

  @OptionGroup
  var memory: MemoryOption

  @Option(help: "How many threads the matrix engine uses (default: one for each processor).")
  var threads: Int?

  enum Workload: String, ExpressibleByArgument, CaseIterable {
    case objects
    case mnistSoftmax = "mnist-softmax"
    case mnistMLP = "mnist-mlp"
    case mnist30 = "mnist-30"
    case mnist15 = "mnist-15"
    case xor
    case tiny
    case mnistCNN = "mnist-cnn"
    case cifar10CNN = "cifar10-cnn"
    case predictMLP = "predict-mlp"
    case predictMLPOne = "predict-mlp-one"
    case products
    case convolutions
  }

  func validate() throws {
    guard seconds > 0, seconds <= 3600 else {
      throw ValidationError("--seconds: expected more than 0 and at most 3600, found \(seconds)")
    }
    try OptionLimits.check(threads: ("--threads", threads))
    for (option, value) in [("--output", output), ("--peers", peers)] where value != nil && !growth
    {
      throw ValidationError("\(option): only --growth draws curves, and it is not there")
    }
    guard !growth || names.isEmpty else {
      throw ValidationError("--growth: measures networks of its own, and takes no workloads")
    }
    try DrawnFile.checkEnding(output, option: "--output")
  }

  func run() throws {
    if growth { return try measureGrowth() }
    for name in names.isEmpty ? Workload.allCases : names {
      switch name {
      case .objects:
        // Made-up pictures: all pixels grey, or as few of them inked as in MNIST's.
        for (kind, inkedShare) in [("dense", 1), ("digits", MatrixBenchmark.inkedShare)] {
          let benchmark = try ObjectsBenchmark(inkedShare: inkedShare)
          report(
            "objects-784-15-10-\(kind)", .objects, try benchmark.samplesPerSecond(for: seconds))
        }
      case .mnistSoftmax: try measureTraining(name, Recipe.mnistSoftmax.blueprint())
      case .mnistMLP: try measureTraining(name, Recipe.mnistMLP.blueprint())
      case .mnist30: try measureTraining(name, MatrixBenchmark.mnist30())
      case .mnist15: try measureTraining(name, MatrixBenchmark.mnist15())
      case .xor: try measureTraining(name, MatrixBenchmark.xor())
      case .tiny: try measureTinyNetworks()
      case .mnistCNN: try measureTraining(name, Recipe.mnistCNN.blueprint())
      case .cifar10CNN: try measureTraining(name, Recipe.cifar10CNN.blueprint())
      case .predictMLP:
        try measurePredicting(name, Recipe.mnistMLP.blueprint(), batchSize: 128)
      case .predictMLPOne:
        try measurePredicting(name, Recipe.mnistMLP.blueprint(), batchSize: 1)
      case .products: report(name, try kernelBenchmark().dense())
      case .convolutions: report(name, try kernelBenchmark().convolutions())
      }
    }
  }

  private func measureGrowth() throws {
    let peers = try peers.map { try PeerSteps(contentsOf: $0) } ?? PeerSteps()
    let benchmark = GrowthBenchmark(
      kernels: try EngineChoice.kernels(), threads: threads ?? EngineChoice.usualThreads,
      seconds: seconds / 10)
    let report = GrowthReport(
      try GrowthBenchmark.Axis.allCases.map { ($0, try benchmark.measure($0)) }, besides: peers)
    if json {
      for object in report.objects { StandardOutput.print(object) }
    } else {
      for line in report.lines { print(line) }
    }
    try DrawnFile.write(report.chart.drawing, to: output ?? "growth.svg")
  }

  private func measureTraining(_ workload: Workload, _ blueprint: NetworkBlueprint) throws {
    let benchmark = try matrixBenchmark(blueprint)
    report(workload.rawValue, .matrix, try benchmark.trainedPerSecond(for: seconds))
  }

  /// All tiny networks, in single and in double precision, in the time that each workload has.
  private func measureTinyNetworks() throws {
    let networks = try TinyNetwork.all()
    let share = seconds / Double(2 * networks.count)
    let threads = threads ?? EngineChoice.usualThreads
    let kernels = try EngineChoice.kernels()
    func measure<Scalar: MatrixScalar>(
      _ network: TinyNetwork, in precision: Scalar.Type, as name: String
    ) throws {
      let speed = try network.trainedPerSecond(
        in: precision, threads: threads, kernels: kernels, for: share)
      report("tiny-\(name)", .matrix, speed)
    }
    for network in networks {
      try measure(network, in: Float.self, as: network.name)
      try measure(network, in: Double.self, as: "\(network.name)-double")
    }
  }

  private func measurePredicting(
    _ workload: Workload, _ blueprint: NetworkBlueprint, batchSize: Int
  ) throws {
    let benchmark = try matrixBenchmark(blueprint)
    let rate = try benchmark.predictedPerSecond(batchSize: batchSize, for: seconds)
    report(workload.rawValue, .matrix, rate)
  }

  private func matrixBenchmark(_ blueprint: NetworkBlueprint) throws -> MatrixBenchmark {
    let network = try EngineChoice.matrix.network(
      blueprint, parameters: nil, threads: threads ?? EngineChoice.usualThreads,
      rows: max(blueprint.training.batchSize, 128), training: true,
      limit: memory.limit ?? .ofMachine)
    return try MatrixBenchmark(network: network, blueprint: blueprint)
  }

  /// Measures all products of a workload in the time that each workload has.
  private func kernelBenchmark() throws -> KernelBenchmark {
    KernelBenchmark(kernels: try EngineChoice.kernels(), seconds: seconds / 20)
  }

  private func report(_ workload: Workload, _ speeds: [KernelSpeed]) {
    for speed in speeds {
      if json {
        StandardOutput.print([
          ("workload", .string(workload.rawValue)), ("product", .string(speed.name)),
          ("operationsPerSecond", .number(speed.achieved.rounded())),
          ("peak", .number(speed.peak.rounded())),
        ])
      } else {
        let rates = [speed.achieved, speed.peak].map { grouped(Int($0 / 1e9)) }
        let share = Int((100 * speed.achieved / speed.peak).rounded())
        print("\(workload.rawValue)  \(speed.name)  \(rates[0]) of \(rates[1]) GFLOP/s  \(share) %")
      }
    }
  }

  private func report(_ workload: String, _ engine: EngineChoice, _ rate: Double) {
    if json {
      StandardOutput.print([
        ("workload", .string(workload)), ("engine", .string(engine.rawValue)),
        ("samplesPerSecond", .number(rate.rounded())),
      ])
    } else {
      print("\(workload)  \(engine.rawValue)  \(grouped(Int(rate))) samples/s")
    }
  }
}
