import Foundation
import MatrixEngine
import NetworkDescription
import NeuronGraph
import Testing

@testable import EngineAgreement

/// Examples that others have worked out and printed; where each is from stands in
/// `Samples/Worked/README.md`.
@Suite("Worked examples")
struct WorkedExampleTests {
  @Test("There are seven, each with printed figures")
  func thereAreSeven() {
    #expect(WorkedExample.all.count == 7)
    #expect(WorkedExample.all.allSatisfy { $0.figures.count >= 3 })
  }

  @Test("The objects come to the printed digits", arguments: WorkedExample.all)
  func objects(_ example: WorkedExample) throws {
    try check(example) { blueprint, samples in
      let network = try NeuronNetwork(blueprint)
      return WorkedRun(blueprint, network, samples) {
        try network.gradients(on: samples, samples: $0).0
      }
    }
  }

  @Test("The matrices come to the printed digits", arguments: WorkedExample.all)
  func matrices(_ example: WorkedExample) throws {
    try check(example) { blueprint, samples in
      let network = try MatrixNetwork<Double>(blueprint)
      return WorkedRun(blueprint, network, samples) {
        try network.gradients(on: samples, samples: $0).0
      }
    }
  }

  private func check<Network>(
    _ example: WorkedExample,
    run: (NetworkBlueprint, MadeUpSamples) throws -> WorkedRun<Network>
  ) throws {
    var compared = 0
    for name in Set(example.figures.map(\.network)) {
      let blueprint = try example.blueprint(name)
      var run = try run(blueprint, example.samples(for: blueprint))
      for figure in example.figures where figure.network == name {
        try run.train(until: figure.updates)
        guard let value = try run.value(of: figure.quantity) else { continue }
        compared += 1
        #expect(
          figure.agrees(with: value, roundedOnTheWay: example.testDescription == "han-kamber"),
          "\(name) after \(figure.updates): \(figure.quantity) is \(figure.factor * value), printed \(figure.printed)"
        )
      }
    }
    #expect(compared >= example.figures.count / 2)
  }

  @Test("A figure that is off by a unit in its last digit is told apart")
  func figuresAreTold() {
    let figure = WorkedExample.Figure(
      network: "", updates: 0, quantity: "loss", factor: 1, printed: "0.298371109")
    #expect(figure.agrees(with: 0.29837110876))
    #expect(!figure.agrees(with: 0.29837111))
  }

  /// Where a printed figure comes from.
  ///
  /// Mazur's page prints 0.291027924 for the error after one update, and outputs 0.015912196 and
  /// 0.984065734 after 10,000. Its own weights give 0.291027774, as PyTorch and TensorFlow do.
  @Test("The page's error after an update is that of a rule that pushes back with moved weights")
  func movedWeights() throws {
    let example = try WorkedExample.named("mazur")
    let blueprint = try example.blueprint("network")
    let samples = try example.samples(for: blueprint)
    let network = try NeuronNetwork(blueprint)
    var losses: [Double] = []
    for step in 1...10_000 {
      try pushBackWithMovedWeights(network, samples)
      if step == 1 { losses.append(try loss(of: network, samples)) }
    }
    let outputs = try network.predict(samples.inputs[0])
    #expect(abs(losses[0] - 0.291027924) < 5e-10)
    #expect(abs(outputs[0] - 0.015912196) < 1e-9)
    #expect(abs(outputs[1] - 0.984065734) < 1e-9)

    let right = try NeuronNetwork(blueprint)
    try right.step(inputs: samples.inputs[0], targets: samples.targets[0])
    #expect(abs(try loss(of: right, samples) - 0.291027774) < 5e-10)
  }

  private func loss(of network: NeuronNetwork, _ samples: MadeUpSamples) throws -> Double {
    try network.measuredLoss(inputs: samples.inputs[0], targets: samples.targets[0])
  }

  /// A step of a wrong rule.
  ///
  /// The links to the outputs move first; what is pushed to the hidden neurons is pushed by them as
  /// they are then. Backpropagation pushes with the weights as they were.
  private func pushBackWithMovedWeights(_ network: NeuronNetwork, _ samples: MadeUpSamples) throws {
    let (inputs, targets) = (samples.inputs[0], samples.targets[0])
    _ = try network.gradients(inputs: inputs, targets: targets)
    let rate = network.optimizer.learningRate
    let (hidden, outputs) = (network.layers[1], network.layers[2])
    for link in outputs.incoming.joined() {
      network.change(link.weight, to: link.weight.value - rate * link.weightGradient)
    }
    for (neuron, links) in zip(hidden.neurons, hidden.incoming) {
      let pushed = outputs.incoming.joined().filter { $0.source === neuron }
        .reduce(0) { $0 + $1.pushedSensitivity }
      for link in links {
        let gradient = pushed * neuron.slope * link.source.output
        network.change(link.weight, to: link.weight.value - rate * gradient)
      }
    }
  }
}
