import ArgumentParser
import NetworkBlueprint
import NeuronGraph
import TrainingLoop

/// `glassbox bench`: how fast the engines are here.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure how many samples a second the engines learn.",
    discussion: """
      glassbox bench                 everything
      glassbox bench objects         784-15-10 sigmoids, sample after sample

      Figures of one machine say little; Samples/Benchmarks compares with peers side by side.
      """)

  @Argument(help: "What to measure: objects (default: everything).")
  var names: [Workload] = []

  @Option(parsing: .unconditional, help: "How long to measure each workload, in seconds.")
  var seconds = 3.0

  @Flag(help: "One JSON object a workload.")
  var json = false

  enum Workload: String, ExpressibleByArgument, CaseIterable { case objects }

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
        try report("objects-784-15-10-dense", inkedShare: 1)
        try report("objects-784-15-10-digits", inkedShare: 0.19)
      }
    }
  }

  private func report(_ workload: String, inkedShare: Double) throws {
    let rate = try ObjectsBenchmark(inkedShare: inkedShare).samplesPerSecond(for: seconds)
    if json {
      StandardOutput.print([
        ("workload", .string(workload)), ("engine", .string("objects")),
        ("samplesPerSecond", .number(rate.rounded())),
      ])
    } else {
      print("\(workload)  objects  \(grouped(Int(rate))) samples/s")
    }
  }
}

/// The work of Lernmi's digits: 784-15-10 sigmoids, ½ squared error, a step for every sample.
private struct ObjectsBenchmark {
  private static let pictureCount = 200
  private let network: NeuronNetwork
  private let inputs: [[Double]]
  private let targets: [[Double]]

  init(inkedShare: Double) throws {
    network = try NeuronNetwork(Recipe.lernmiMNIST.blueprint())
    let random = SeededRandom(seed: 1)
    inputs = (0..<Self.pictureCount).map { picture in
      (0..<784).map { pixel in
        let isInked = random.unit(.check, layer: 1, step: picture, index: pixel) < inkedShare
        return isInked ? random.unit(.check, layer: 2, step: picture, index: pixel) : 0
      }
    }
    targets = (0..<Self.pictureCount).map { picture in
      (0..<10).map { $0 == picture % 10 ? 1 : 0 }
    }
  }

  func samplesPerSecond(for seconds: Double) throws -> Double {
    try learnAllPictures()  // warms up
    let start = ContinuousClock.now
    var rounds = 0
    var elapsed = 0.0
    while elapsed < seconds {
      try learnAllPictures()
      rounds += 1
      elapsed = (ContinuousClock.now - start).inSeconds
    }
    return Double(rounds * Self.pictureCount) / elapsed
  }

  private func learnAllPictures() throws {
    for (input, target) in zip(inputs, targets) {
      try network.learn(inputs: input, targets: target)
    }
  }
}
