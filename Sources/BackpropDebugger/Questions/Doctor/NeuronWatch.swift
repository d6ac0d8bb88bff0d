import NetworkBlueprint
import NeuronGraph

/// Looks at all neurons with some samples, and remembers since when they have been unwell.
struct NeuronWatch {
  private let network: NeuronNetwork
  private let source: any SampleSource
  private let samples: [Int]
  /// All but the inputs, in the order of the forward pass.
  private let neurons: [Neuron]
  /// Whose slope cancels against the loss's, so that it may be as flat as it likes.
  private let cancelling: Set<ObjectIdentifier>
  /// Since which step each neuron has been ill without a break.
  private(set) var illSince: [(illness: Diagnosis.Illness, step: Int)?]
  /// The largest output at the first look.
  private var usualOutput: Double?

  /// So many samples are looked at; they are spread over all.
  static let mostSamples = 256

  init(_ network: NeuronNetwork, _ source: any SampleSource) {
    self.network = network
    self.source = source
    let stride = max(1, (source.count + Self.mostSamples - 1) / Self.mostSamples)
    samples = Array(Swift.stride(from: 0, to: source.count, by: stride))
    neurons = network.layers.dropFirst().flatMap(\.neurons)
    cancelling =
      network.lossAndActivationTogether
      ? Set(network.outputNeurons.map(ObjectIdentifier.init)) : []
    illSince = neurons.map { _ in nil }
  }

  var sampleCount: Int { samples.count }

  /// Looks at every neuron after a step.
  ///
  /// - Returns: The first whose output has grown a thousandfold since the first look.
  mutating func look(afterStep step: Int) -> (place: String, others: Int)? {
    var ill = [Bool](repeating: true, count: neurons.count)
    var largest = [Double](repeating: 0, count: neurons.count)
    let (rooms, count) = (source, network.inputCount)
    var inputs = [Double](repeating: 0, count: count)
    for sample in samples {
      inputs.withUnsafeMutableBufferPointer { rooms.copyInputs(of: [sample], to: $0) }
      guard (try? network.predict(inputs)) != nil else { return nil }
      for (index, neuron) in neurons.enumerated() {
        if ill[index] { ill[index] = isStuck(neuron) }
        largest[index] = max(largest[index], abs(neuron.output))
      }
    }
    for (index, neuron) in neurons.enumerated() {
      if !ill[index] {
        illSince[index] = nil
      } else if illSince[index] == nil {
        illSince[index] = (neuron.activation == .relu ? .dies : .saturates, step)
      }
    }
    let usual = usualOutput ?? max(1, largest.filter(\.isFinite).max() ?? 1)
    usualOutput = usual
    let grown = neurons.indices.filter { largest[$0] > Doctor.growth * usual }
    return grown.first.map { index in
      let value = NumberText(largest[index]).text
      return ("neuron \(neurons[index].name) (output \(value) in size)", grown.count - 1)
    }
  }

  /// The neurons that are ill now, of one kind, the earliest first.
  func ill(of illness: Diagnosis.Illness) -> [(name: String, since: Int)] {
    zip(neurons, illSince).compactMap { neuron, since in
      guard let since, since.illness == illness else { return nil }
      return (neuron.name, since.step)
    }.sorted { $0.1 < $1.1 }
  }

  /// Whether next to nothing gets through a neuron backward at the present sample.
  private func isStuck(_ neuron: Neuron) -> Bool {
    switch neuron.activation {
    case .relu: !(neuron.sum > 0)
    case .sigmoid: neuron.slope < 0.01 * 0.25 && !cancelling.contains(ObjectIdentifier(neuron))
    case .tanh: neuron.slope < 0.01 && !cancelling.contains(ObjectIdentifier(neuron))
    case .identity, .leakyRelu, .softmax: false
    }
  }
}
