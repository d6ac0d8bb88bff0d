import Interchange
import ModelFiles
import NetworkDescription
import PlaygroundPages
import TrainingRuns

/// What `export` can write: what Interchange knows, and the page of the playground.
enum ExportedFormats {
  static var all: [ExportFormat] { ExportFormat.all + [html] }

  private static let html = ExportFormat(
    name: "html", summary: "the playground as a page with the network inside"
  ) { request in
    let content = try PlaygroundContent(
      request.model.blueprint, learned: request.model.parameters)
    return [ExportedFile(text: PlaygroundPage(words: content.words).html)]
  }
}

extension ExportRequest {
  /// A network, for a program with its answers to a few made-up inputs.
  init(_ named: NamedNetwork, withAnswers: Bool) throws {
    let model = try named.model()
    guard withAnswers else {
      self.init(model: model)
      return
    }
    let network = try named.network(
      .usual(for: model.blueprint), threads: EngineChoice.usualThreads, samples: 1)
    var random = SeededRandom(seed: 1).sequence(.check)
    let probes = try (0..<Self.probeCount).map { _ in
      let inputs = (0..<model.blueprint.input.count).map { _ in random.nextUnit() }
      return Probe(inputs: inputs, outputs: try network.predict(inputs))
    }
    self.init(model: model, probes: probes)
  }

  private static let probeCount = 5
}
