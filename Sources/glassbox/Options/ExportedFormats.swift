import Interchange
import ModelFiles
import NetworkDescription
import PlaygroundPages
import TrainingRuns

/// What `export` can write: what Interchange knows, and a page for browsers.
enum ExportedFormats {
  static var all: [ExportFormat] { ExportFormat.all + [html] }

  private static let html = ExportFormat(
    name: "html",
    summary: "a page with the network inside, a pad for those that read digits, else the playground"
  ) { request in
    let model = request.model
    if NetworkPage.readsDigits(model) {
      let page = try DigitsPage(model: model, named: model.blueprint.name)
      return [ExportedFile(text: page.html)]
    }
    let content = try NetworkPage.plane(model.blueprint) {
      try PlaygroundContent(model.blueprint, learned: model.parameters)
    }
    return [ExportedFile(text: PlaygroundPage(words: content.words).html)]
  }
}

extension ExportRequest {
  /// A network, for a program with its answers to a few made-up inputs.
  ///
  /// - Parameters:
  ///   - samples: What it learns from, for formats that show how it does.
  ///   - steps: How many steps of that are wanted.
  init(
    _ named: NamedNetwork, withAnswers: Bool, samples: (any SampleSource)? = nil, steps: Int? = nil
  ) throws {
    let model = try named.model()
    guard withAnswers else {
      self.init(model: model, samples: samples, steps: steps)
      return
    }
    let network = try EngineChoice.usual(for: model.blueprint).network(
      model.blueprint, parameters: model.parameters, threads: EngineChoice.usualThreads, rows: 1,
      limit: .ofMachine)
    var random = SeededRandom(seed: 1).sequence(.check)
    let probes = try (0..<Self.probeCount).map { _ in
      let inputs = (0..<model.blueprint.input.count).map { _ in random.nextUnit() }
      return Probe(inputs: inputs, outputs: try network.predict(inputs))
    }
    self.init(model: model, probes: probes, samples: samples, steps: steps)
  }

  private static let probeCount = 5
}
