import BackpropDebugger
import Foundation
import NetworkBlueprint
import NeuronGraph
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

  /// A page of a network that reads digits; it has learned something already if pictures of it are
  /// wanted.
  static func digits(_ recipe: Recipe, steps: Int) throws -> TracePage {
    let blueprint = try recipe.blueprint()
    let network = try NeuronNetwork(blueprint)
    let digits = try DataSource.open(DataSource.drawnDigits, seed: 1).train
    if Screenshots.areWritten {
      let trainer = Trainer(network: network, options: TrainingOptions(epochs: 2, batchSize: 1))
      _ = try trainer.fit(digits)
    }
    let about = PageAbout(
      title: blueprint.name, inputPicture: .picture(height: 28, width: 28, channels: 1),
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
    let file = FileManager.default.temporaryDirectory
      .appending(path: "glassbox-page-\(UUID().uuidString).html")
    try page.html.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    return try look(file)
  }
}
