import EngineAgreement
import Foundation
import Interchange
import ModelFiles
import NetworkDescription
import NeuronGraph
import OtherPrograms
import Testing
import TrainingLoop

@Suite("Exported programs", .serialized)
struct ExportedProgramTests {
  private static let torch = Comment(rawValue: Python.needs("torch safetensors numpy"))
  private static let keras = Comment(
    rawValue: Python.needs("keras tensorflow safetensors numpy"))

  @Test(
    "The PyTorch program answers as we do, and 20 steps later still",
    .enabled(if: Python.hasTorch, torch), arguments: Self.blueprints)
  func torchSteps(blueprint: NetworkBlueprint) throws {
    try compare(blueprint, "pytorch") { program in [program] }
  }

  @Test(
    "Two processes under torchrun learn what one does",
    .enabled(if: Python.hasTorch, torch))
  func severalProcesses() throws {
    try compare(Self.blueprints[0], "pytorch") { program in
      ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", program]
    }
  }

  @Test(
    "The Keras program answers as we do, and 20 steps later still",
    .enabled(if: Python.hasKeras, keras), arguments: Self.blueprints)
  func kerasSteps(blueprint: NetworkBlueprint) throws {
    try compare(blueprint, "keras") { program in [program] }
  }

  /// Exports, trains 20 steps there and here on the same batches, and compares what was learned.
  private func compare(
    _ blueprint: NetworkBlueprint, _ format: String, command: (String) -> [String]
  ) throws {
    try withTemporaryFolder { folder in
      let parameters = blueprint.initialParameters()
      let network = try NeuronNetwork(blueprint, parameters: parameters)
      let samples = MadeUpSamples(count: 43, for: blueprint, seed: 2)
      let request = ExportRequest(
        model: try TrainedModel(blueprint: blueprint, parameters: parameters),
        probes: try samples.inputs.prefix(3).map {
          ExportRequest.Probe(inputs: $0, outputs: try network.predict($0))
        })
      for file in try #require(ExportFormat.named(format)).write(request) {
        try Data(file.bytes).write(to: folder.appending(path: file.name))
      }
      let rows = zip(samples.inputs, samples.targets).map { inputs, targets in
        (inputs + targets).map { "\($0)" }.joined(separator: ",") + "\n"
      }
      func path(_ name: String) -> String {
        folder.appending(path: name).path(percentEncoded: false)
      }
      try Data(rows.joined().utf8).write(to: folder.appending(path: "data.csv"))
      let program = path("model.py")
      #expect(try Python.run([program, "check"]).contains("3 stored answers"))
      try Python.run(
        command(program) + ["train", "--data", path("data.csv"), "--save", path("new.safetensors")])
      let learned = try TrainedModel(contentsOf: path("new.safetensors"))
      // 43 samples in batches of 9 are five steps an epoch, the last with fewer samples.
      _ = try Trainer(
        network: network,
        options: TrainingOptions(epochs: 4, batchSize: 9, seed: blueprint.seed)
      ).fit(samples)
      for (name, tensor) in network.parameters.tensors {
        for (ours, theirs) in zip(tensor.values, learned.parameters[name]?.values ?? []) {
          #expect(abs(ours - theirs) < 1e-5, "\(blueprint.name): \(name)")
        }
      }
    }
  }

  private static let blueprints: [NetworkBlueprint] = {
    let training = TrainingDefaults(epochs: 4, batchSize: 9)
    return [
      try? NetworkBlueprint(
        name: "pictures", input: .picture(height: 6, width: 6, channels: 2),
        layers: [
          .conv2D(
            Conv2D(
              filters: 3, kernel: 3, padding: .same, activation: .gelu,
              penalty: Penalty(l1: 0.01, l2: 0.02))),
          .averagePooling2D(
            AveragePooling2D(
              pool: 3, stride: 2, padding: .pixels(EdgePixels(top: 1, left: 0, bottom: 1, right: 1))
            )),
          .conv2D(
            Conv2D(
              filters: 4, kernel: 2,
              padding: .pixels(EdgePixels(top: 1, left: 0, bottom: 0, right: 1)),
              activation: .silu, useBias: false)),
          .maxPooling2D(MaxPooling2D(pool: 2, stride: 1, padding: .same)), .flatten,
          .dense(Dense(units: 3, activation: .softmax)),
        ], loss: .categoricalCrossEntropy,
        optimizer: .adam(Adam(learningRate: 0.01, schedule: .step(every: 7, factor: 0.5))), seed: 7,
        training: training),
      try? NetworkBlueprint(
        name: "numbers", input: .list(3),
        layers: [
          .dense(
            Dense(
              units: 4, activation: .tanh,
              frozen: FrozenNumbers(places: [.bias(NeuronName(layer: 1, index: 2))]))),
          .dense(Dense(units: 2, activation: .softplus, frozen: FrozenNumbers(biases: true))),
        ], loss: .huber(delta: 0.5),
        optimizer: .sgd(
          SGD(
            learningRate: 0.1, momentum: 0.9, nesterov: true,
            schedule: .exponential(decaySteps: 5, decayRate: 0.5))), seed: 3, training: training),
    ].compactMap(\.self)
  }()
}
