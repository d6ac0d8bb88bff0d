import Explanation
import TracePages
import Foundation
import NetworkDescription
import NeuronGraph
import NeuronTrace
import TrainingData
import TrainingLoop

/// Pages to be tested.
enum Pages {
  static let xorRows: [(inputs: [Double], target: Double)] = [
    ([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0),
  ]

  static func xorSample(_ step: Int) -> TracedSample {
    let row = xorRows[step % 4]
    return TracedSample(
      title: "sample \(step % 4 + 1) of 4", inputs: row.inputs, targets: [row.target])
  }

  /// A page of XOR learning its rows in turn, and the events that it should show, step by step.
  static func xor(steps: Int) throws -> (page: TracePage, events: [[TraceEvent]]) {
    let blueprint = try Recipe.xor.blueprint()
    let network = try NeuronNetwork(blueprint)
    let events = try (0..<steps).map { step in
      let sample = xorSample(step)
      return try network.trace(inputs: sample.inputs, targets: sample.targets)
    }
    let page = try TracePage(
      of: NeuronNetwork(blueprint), about: PageAbout(title: "xor"), steps: steps, sample: xorSample)
    return (page, events)
  }

  /// A page of a network that reads digits and has learned nothing yet.
  static func digits(_ recipe: Recipe, steps: Int) throws -> TracePage {
    let blueprint = try recipe.blueprint()
    return try digits(
      NeuronNetwork(blueprint), named: blueprint.name, steps: steps,
      from: DrawnDigits(seed: 1).dataset(0..<steps))
  }

  /// A page of a small network that has learned to read digits, so that its weights are worth
  /// looking at; for pictures, as it takes a while.
  static func learnedDigits(steps: Int) throws -> TracePage {
    let blueprint = try NetworkBlueprint(
      name: "digits", input: .list(784),
      layers: [
        .dense(Dense(units: 16, activation: .tanh, penalty: Penalty(l2: 0.003))),
        .dense(Dense(units: 10, activation: .softmax)),
      ], loss: .categoricalCrossEntropy, optimizer: .adam(Adam(learningRate: 0.003)))
    let network = try NeuronNetwork(blueprint)
    let digits = DrawnDigits(seed: 1).dataset(0..<4000)
    let trainer = Trainer(network: network, options: TrainingOptions(epochs: 3, batchSize: 10))
    _ = try trainer.fit(digits)
    return try Self.digits(
      network, named: blueprint.name, steps: steps,
      from: DrawnDigits(seed: 2).dataset(0..<steps))
  }

  private static func digits(
    _ network: NeuronNetwork, named name: String, steps: Int, from digits: Dataset
  ) throws -> TracePage {
    let about = PageAbout(
      title: name, inputPicture: .picture(height: 28, width: 28, channels: 1),
      classNames: digits.classNames ?? [])
    return try TracePage(of: network, about: about, steps: steps) { step in
      TracedSample(
        title: "sample \(step + 1): a \(digits.labels?[step] ?? 0)",
        inputs: digits.input(of: step), targets: digits.target(of: step))
    }
  }

  /// Puts a page into a file for as long as it is looked at.
  static func withFile<Answer>(of page: TracePage, _ look: (URL) throws -> Answer) throws -> Answer
  {
    try withFile(holding: page.html, look)
  }

  /// The same for a page's text.
  static func withFile<Answer>(holding html: String, _ look: (URL) throws -> Answer) throws
    -> Answer
  {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "glassbox-page-\(UUID().uuidString).html")
    try html.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    return try look(file)
  }
}
