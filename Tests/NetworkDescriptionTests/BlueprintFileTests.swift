import Foundation
import Testing

@testable import NetworkDescription

@Suite("Blueprint files")
struct BlueprintFileTests {
  @Test("A file with everything in it says what it seems to say")
  func reading() throws {
    let blueprint = try NetworkBlueprint(
      json: """
        {
          "glassbox": 1,
          "name": "digits",
          "input": [28, 28, 1],
          "layers": [
            {"flatten": {}},
            {"dense": {"units": 512, "useBias": false, "weightInitializer": "heNormal"}},
            {"activation": {"function": {"leakyRelu": {"slope": 0.3}}}},
            {"dense": {"units": 10, "activation": "softmax",
                       "biasInitializer": {"uniform": {"limit": 0.5}}}}
          ],
          "loss": "categoricalCrossEntropy",
          "optimizer": {"sgd": {"learningRate": 1e-3, "momentum": 0.9, "nesterov": true}},
          "seed": 7,
          "training": {"epochs": 20, "batchSize": 128}
        }
        """)
    let expected = try NetworkBlueprint(
      name: "digits", input: .picture(height: 28, width: 28, channels: 1),
      layers: [
        .flatten,
        .dense(Dense(units: 512, useBias: false, weightInitializer: .heNormal)),
        .activation(ActivationLayer(.leakyRelu(slope: 0.3))),
        .dense(
          Dense(units: 10, activation: .softmax, biasInitializer: .uniform(limit: 0.5))),
      ],
      loss: .categoricalCrossEntropy,
      optimizer: .sgd(SGD(learningRate: 0.001, momentum: 0.9, nesterov: true)), seed: 7,
      training: TrainingDefaults(epochs: 20, batchSize: 128))
    #expect(blueprint == expected)
    #expect(blueprint.outputShapes.map(\.description) == ["784", "512", "512", "10"])
  }

  @Test("What is left out has the defaults of Keras")
  func defaults() throws {
    let blueprint = try NetworkBlueprint(
      json: """
        {"glassbox":1,"name":"line","input":[1],"layers":[{"dense":{"units":1}}],
         "loss":"meanSquaredError"}
        """)
    #expect(
      blueprint.layers == [
        .dense(
          Dense(
            units: 1, activation: .identity, useBias: true, weightInitializer: .glorotUniform,
            biasInitializer: .zeros))
      ])
    #expect(
      blueprint.optimizer == .sgd(SGD(learningRate: 0.01, momentum: 0, nesterov: false)))
    #expect(blueprint.training == TrainingDefaults(epochs: 1, batchSize: 32))
    #expect(blueprint.seed == 1)
  }

  @Test("Every activation, loss, initializer and optimizer survives being written and read")
  func roundTrips() throws {
    let activations: [Activation] = [
      .identity, .sigmoid, .tanh, .relu, .leakyRelu(slope: 0.01), .leakyRelu(slope: -1e-9),
      .softmax,
    ]
    let initializers: [Initializer] = [
      .zeros, .uniform(limit: 0), .uniform(limit: 0.1 + 0.2), .glorotUniform, .glorotNormal,
      .heUniform, .heNormal,
    ]
    let optimizers: [Optimizer] = [
      .sgd(SGD()), .sgd(SGD(learningRate: 0)), .sgd(SGD(learningRate: 1e300, momentum: 0.99)),
      .sgd(SGD(learningRate: .leastNonzeroMagnitude, momentum: 0.5, nesterov: true)),
    ]
    let seeds: [UInt64] = [0, 1, UInt64(Int.max), UInt64(Int.max) + 1, .max]
    for loss in Loss.allKinds {
      for (index, activation) in activations.enumerated() {
        let start = initializers[index % initializers.count]
        let last: Activation = loss == .binaryCrossEntropy ? .sigmoid : .softmax
        let layers: [Layer] = [
          .activation(ActivationLayer(activation)), .flatten,
          .dense(Dense(units: 3, activation: activation, weightInitializer: start)),
          .dense(Dense(units: 2, activation: last, useBias: false, biasInitializer: start)),
        ]
        let blueprint = try NetworkBlueprint(
          name: "\"\\\u{0}é𝄞\n", input: .picture(height: 2, width: 1, channels: 3),
          layers: layers, loss: loss, optimizer: optimizers[index % optimizers.count],
          seed: seeds[index % seeds.count],
          training: TrainingDefaults(epochs: index + 1, batchSize: 1_000_000_000))
        #expect(try NetworkBlueprint(json: blueprint.jsonText) == blueprint)
      }
    }
  }

  @Test("Every recipe survives being written and read", arguments: Recipe.allCases)
  func recipes(recipe: Recipe) throws {
    let blueprint = try recipe.blueprint()
    #expect(try NetworkBlueprint(json: blueprint.jsonText) == blueprint)
  }

  @Test("A written file has one line for each layer")
  func writing() throws {
    let blueprint = try Recipe.xor.blueprint()
    #expect(
      blueprint.jsonText == """
        {
          "glassbox": 1,
          "name": "xor",
          "input": [2],
          "layers": [
            {"dense":{"units":6,"activation":"tanh"}},
            {"dense":{"units":1,"activation":"sigmoid"}}
          ],
          "loss": "binaryCrossEntropy",
          "optimizer": {"sgd":{"learningRate":0.5,"momentum":0.9}},
          "seed": 1,
          "training": {"epochs":500,"batchSize":4}
        }

        """)
  }

  @Test("Files cut off anywhere or with changed bytes are errors or blueprints, never a crash")
  func damagedFiles() throws {
    let bytes = Array(try Recipe.lernmiMNIST.blueprint().jsonText.utf8)
    let end = try #require(bytes.lastIndex(of: UInt8(ascii: "}")))
    for length in 0..<end {
      let text = String(decoding: bytes[..<length], as: UTF8.self)
      #expect(throws: BlueprintError.self) { try NetworkBlueprint(json: text) }
    }
    var random = SeededRandom(seed: 2).sequence(.check)
    for _ in 0..<2000 {
      var damaged = bytes
      damaged[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      do {
        let text = String(decoding: damaged, as: UTF8.self)
        let blueprint = try NetworkBlueprint(json: text)
        #expect(try NetworkBlueprint(json: blueprint.jsonText) == blueprint)
      } catch {
        #expect(!error.description.contains("\n"))
      }
    }
  }
}
