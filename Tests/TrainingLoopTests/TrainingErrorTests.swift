import NetworkDescription
import NeuronGraph
import PlaceLiterals
import Testing
import TrainingData

@testable import TrainingLoop

@Suite("Training that cannot go on")
struct TrainingErrorTests {
  private let network = ScriptedNetwork()

  /// The error of training ten samples in batches of four.
  private func error(
    _ options: TrainingOptions = TrainingOptions(epochs: 5, batchSize: 4),
    on source: NumberedSamples = NumberedSamples(count: 10),
    validation: NumberedSamples? = nil, watcher: Bystander? = nil
  ) -> TrainingError? {
    #expect(throws: TrainingError.self) {
      try Trainer(network: network, options: options).fit(
        source, validation: validation, watcher: watcher)
    }
  }

  @Test("Fewer than one epoch, or than one sample a batch, is refused")
  func badOptions() {
    #expect(error(TrainingOptions(epochs: 0)) == .badOption(name: "epochs", found: 0))
    #expect(error(TrainingOptions(batchSize: -3)) == .badOption(name: "batch size", found: -3))
    #expect("\(TrainingError.badOption(name: "epochs", found: 0))".contains("at least 1, found 0"))
    #expect(network.batches.isEmpty)
  }

  @Test("Samples that do not fit the network are refused before anything is learned")
  func wrongWidths() {
    #expect(
      error(on: NumberedSamples(count: 10, inputCount: 3))
        == .wrongWidth(what: "training data: inputs", expected: 1, found: 3))
    #expect(
      error(on: NumberedSamples(count: 1, targets: [[0, 1]]))
        == .wrongWidth(what: "training data: targets", expected: 1, found: 2))
    #expect(
      error(validation: NumberedSamples(count: 10, inputCount: 2))
        == .wrongWidth(what: "validation data: inputs", expected: 1, found: 2))
    #expect(error(on: NumberedSamples(count: 0)) == .noSamples(what: "training data"))
    #expect(
      error(validation: NumberedSamples(count: 0)) == .noSamples(what: "validation data"))
    #expect(network.batches.isEmpty)
  }

  @Test("A loss that is no number puts the network back to its last good epoch")
  func diverged() throws {
    network.faultyStep = 8
    let watcher = Bystander()
    let found = try #require(error(watcher: watcher))
    guard case .diverged(let epoch, let batch, let fault, let lastGoodEpoch) = found else {
      Issue.record("\(found)")
      return
    }
    // Three steps an epoch: the eighth is the second of the third epoch.
    #expect(epoch == 3 && batch == 2 && lastGoodEpoch == 2 && found.lastGoodEpoch == 2)
    #expect(fault.culprit.description == "neuron 1.0 (sum inf)")
    #expect(network.weight == 6)
    #expect(watcher.records == [1, 2])
    #expect(
      "\(found)"
        == "the loss became NaN in epoch 3, batch 2, sample 3; first to overflow: neuron 1.0 (sum "
        + "inf); the network is back to where it was after epoch 2: try a smaller learning rate")
  }

  @Test("Where the first epoch fails, the network is back to its start")
  func divergedAtOnce() throws {
    network.faultyStep = 1
    let found = try #require(error())
    #expect(found.lastGoodEpoch == 0 && network.weight == 0)
    #expect("\(found)".contains("epoch 1, batch 1") && "\(found)".contains("back to its start"))
  }

  @Test("A weight that overflows in an epoch's last step is not taken for a good one")
  func overflowUnseen() {
    network.weights = [6: -.infinity]
    #expect(
      error()
        == .overflowed(
          epoch: 2, batch: 3, place: .weight(.link("0.0-1.0")), value: -.infinity, lastGoodEpoch: 1)
    )
    #expect(network.weight == 3)
  }

  @Test("A validation loss that is no number ends training, too")
  func validationOverflow() throws {
    network.measuredLoss = .infinity
    let found = try #require(error(validation: NumberedSamples(count: 5)))
    #expect(
      found
        == .overflowed(
          epoch: 1, batch: 3, place: .validationLoss, value: .infinity, lastGoodEpoch: 0))
    #expect("\(found)".hasPrefix("the validation loss became infinite in epoch 1, with batch 3; "))
    #expect(network.weight == 0)
  }

  @Test("Epochs so quick that none was kept are made again, bit by bit, up to the last good one")
  func madeAgain() throws {
    let blueprint = try NetworkBlueprint(
      name: "swinging up", input: .list(2),
      layers: [
        .dense(Dense(units: 3, activation: .tanh)), .dropout(Dropout(rate: 0.3)),
        .dense(Dense(units: 1)),
      ],
      loss: .meanSquaredError, optimizer: .sgd(SGD(learningRate: 3, momentum: 0.9)))
    let network = try NeuronNetwork(blueprint)
    let found = try #require(
      #expect(throws: TrainingError.self) {
        try Trainer(network: network, options: TrainingOptions(epochs: 3000, batchSize: 2))
          .fit(LogicGate.nand.dataset)
      })
    let lastGood = try #require(found.lastGoodEpoch)
    #expect(lastGood > 3)
    let other = try NeuronNetwork(blueprint)
    _ = try Trainer(network: other, options: TrainingOptions(epochs: lastGood, batchSize: 2))
      .fit(LogicGate.nand.dataset)
    #expect(network.parameters == other.parameters)
  }

  @Test("Neurons and links that overflow are put back, and the first of them is named")
  func realDivergence() throws {
    let blueprint = try NetworkBlueprint(
      name: "runaway", input: .list(2),
      layers: [
        .dense(Dense(units: 3, activation: .relu)), .dense(Dense(units: 1)),
      ],
      loss: .meanSquaredError, optimizer: .sgd(SGD(learningRate: 1e200)))
    let network = try NeuronNetwork(blueprint)
    let start = network.parameters
    let options = TrainingOptions(epochs: 3, batchSize: 1)
    let found = try #require(
      #expect(throws: TrainingError.self) {
        try Trainer(network: network, options: options).fit(LogicGate.nand.dataset)
      })
    #expect(found.lastGoodEpoch == 0)
    #expect(network.parameters == start)
    guard case .diverged(1, let batch, let fault, 0) = found else {
      Issue.record("\(found)")
      return
    }
    #expect((2...4).contains(batch) && !fault.loss.isFinite)
    #expect(
      ["neuron", "link", "the loss itself"].contains { fault.culprit.description.hasPrefix($0) })
    // The same network learns once the rate is sensible.
    network.optimizer = .sgd(SGD(learningRate: 0.05))
    let history = try Trainer(
      network: network, options: TrainingOptions(epochs: 50, batchSize: 4)
    ).fit(LogicGate.nand.dataset)
    #expect(try #require(history.last).loss < history[0].loss)
  }
}
