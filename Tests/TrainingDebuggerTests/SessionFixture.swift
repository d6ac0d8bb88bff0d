import NetworkDescription
import NeuronGraph
import NeuronTrace
import TrainingDebugger

/// Sessions of many kinds of networks, small and seeded.
enum SessionFixture {
  static let kinds = ["momentum", "adam", "dropout", "penalty", "plain", "softmax", "frozen"]

  static func blueprint(_ kind: String) throws -> NetworkBlueprint {
    var layers: [Layer] = [.dense(Dense(units: 3, activation: .tanh))]
    var (last, loss) = (Activation.sigmoid, Loss.binaryCrossEntropy)
    var optimizer = Optimizer.sgd(SGD(learningRate: 0.5, momentum: 0.9))
    switch kind {
    case "adam": optimizer = .adam(Adam(learningRate: 0.05))
    case "plain": (optimizer, loss) = (.sgd(SGD(learningRate: 1)), .halfSquaredError)
    case "dropout":
      layers = [.dense(Dense(units: 6, activation: .relu)), .dropout(Dropout(rate: 0.4))]
      optimizer = .rmsprop(RMSprop(learningRate: 0.01))
    case "penalty":
      layers = [.dense(Dense(units: 3, activation: .tanh, penalty: Penalty(l1: 0.01, l2: 0.1)))]
    case "frozen":
      layers = [
        .dense(
          Dense(
            units: 3, activation: .tanh, penalty: Penalty(l1: 0.05, zeroStays: true),
            frozen: FrozenNumbers(biases: true, places: [.link("0.0-1.1")])))
      ]
      optimizer = .adam(Adam(learningRate: 0.05))
    case "softmax":
      (last, loss) = (.softmax, .categoricalCrossEntropy)
      optimizer = .adadelta(Adadelta(learningRate: 1))
    default: break
    }
    layers.append(.dense(Dense(units: kind == "softmax" ? 2 : 1, activation: last)))
    return try NetworkBlueprint(
      name: kind, input: .list(2), layers: layers, loss: loss, optimizer: optimizer,
      seed: 5,
      training: TrainingDefaults(epochs: 30, batchSize: kind == "plain" ? 1 : 3))
  }

  static func session(_ kind: String, memoryBudget: Int = 1 << 20) throws -> DebuggerSession {
    let blueprint = try blueprint(kind)
    var options = SessionOptions(blueprint)
    options.memoryBudget = memoryBudget
    return try DebuggerSession(
      blueprint, samples: FiveRows(targetCount: blueprint.output.count), options: options)
  }
}

/// Five samples of two numbers, so that batches of three do not come out even.
struct FiveRows: SampleSource {
  let targetCount: Int
  let targetKind = TargetKind.classes
  let count = 5
  let inputCount = 2

  private func input(_ sample: Int, _ index: Int) -> Double {
    [0.0, 1, 0.5, -1, 0.25][(sample * 2 + index * 3) % 5]
  }

  private func target(_ sample: Int, _ index: Int) -> Double {
    Double((sample + index) % 2)
  }

  func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    let width = part == .inputs ? inputCount : targetCount
    for (row, sample) in samples.enumerated() {
      for index in 0..<width {
        let number = part == .inputs ? input(sample, index) : target(sample, index)
        destination[row * width + index] = Number(number)
      }
    }
  }
}

extension DebuggerSession {
  /// Everything that can be told of where it is.
  struct Glance: Equatable {
    let event: TraceEvent
    let position: SessionPosition
    let sample: SessionSample
    let explanation: SessionExplanation
    let neurons: [SessionMoment.NeuronNumbers]
    let links: [SessionMoment.LinkNumbers]
  }

  var glance: Glance {
    Glance(
      event: event, position: position, sample: sample, explanation: explanation,
      neurons: moment.neurons, links: moment.links)
  }
}
