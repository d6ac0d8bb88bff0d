import ArgumentParser
import NetworkBlueprint
import TrainingLoop

/// `glassbox bench`: how fast the engines are here.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure how many samples a second the engines learn.",
    discussion: """
      glassbox bench                 everything
      glassbox bench objects         784-15-10 sigmoids, sample after sample
      glassbox bench mnist-mlp       784-512-512-10 by the matrix engine, batches of 128

      Figures of one machine say little; Samples/Benchmarks compares with peers side by side.
      """)

  @Argument(
    help:
      "What to measure: objects, mnist-softmax, mnist-mlp, mnist-30, xor, mnist-cnn, cifar10-cnn (default: everything)."
  )
  var names: [Workload] = []

  @Option(parsing: .unconditional, help: "How long to measure each workload, in seconds.")
  var seconds = 3.0

  @Flag(help: "One JSON object a workload.")
  var json = false

  @Option(help: "How many threads the matrix engine uses (default: one for each processor).")
  var threads: Int?

  enum Workload: String, ExpressibleByArgument, CaseIterable {
    case objects
    case mnistSoftmax = "mnist-softmax"
    case mnistMLP = "mnist-mlp"
    case mnist30 = "mnist-30"
    case xor
    case mnistCNN = "mnist-cnn"
    case cifar10CNN = "cifar10-cnn"
  }

  func validate() throws {
    guard seconds > 0, seconds <= 3600 else {
      throw ValidationError("--seconds: expected more than 0 and at most 3600, found \(seconds)")
    }
  }

  func run() throws {
    for name in names.isEmpty ? Workload.allCases : names {
      switch name {
      case .objects:
        // Made-up pictures: all pixels grey, or as few of them inked as in MNIST's.
        for (kind, inkedShare) in [("dense", 1), ("digits", 0.19)] {
          let benchmark = try ObjectsBenchmark(inkedShare: inkedShare)
          report(
            "objects-784-15-10-\(kind)", .objects, try benchmark.samplesPerSecond(for: seconds))
        }
      case .mnistSoftmax: try measure(name, Recipe.mnistSoftmax.blueprint())
      case .mnistMLP: try measure(name, Recipe.mnistMLP.blueprint())
      case .mnist30: try measure(name, MatrixBenchmark.mnist30())
      case .xor: try measure(name, MatrixBenchmark.xor())
      case .mnistCNN: try measure(name, Recipe.mnistCNN.blueprint())
      case .cifar10CNN: try measure(name, Recipe.cifar10CNN.blueprint())
      }
    }
  }

  private func measure(_ workload: Workload, _ blueprint: NetworkBlueprint) throws {
    let network = try EngineChoice.matrix.network(
      blueprint, parameters: nil, threads: threads ?? EngineChoice.usualThreads)
    let benchmark = try MatrixBenchmark(network: network, blueprint: blueprint)
    report(workload.rawValue, .matrix, try benchmark.samplesPerSecond(for: seconds))
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
