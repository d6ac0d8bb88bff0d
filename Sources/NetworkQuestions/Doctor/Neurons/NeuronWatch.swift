import NetworkDescription
import NeuronGraph

/// Looks at all neurons with some samples, and remembers since when they have been unwell.
struct NeuronWatch {
  private let network: NeuronNetwork
  private let source: AnySamples
  private let samples: [Int]
  /// All but the inputs, in the order of the forward pass.
  private let neurons: [Neuron]
  /// What is judged: neurons, and filters with all their places.
  private let patients: [Patient]
  /// Which patient each neuron is, or belongs to.
  private let patientOfNeuron: [Int]
  /// Below what slope next to nothing gets through each neuron going back.
  private let flatSlopes: [Double]
  /// Since which step each patient has been ill without a break.
  private var illSince: [Int?]
  /// The largest output at the first look.
  private var usualOutput: Double?

  /// So many samples are looked at; they are spread over all.
  static let mostSamples = 256

  init(_ network: NeuronNetwork, _ source: AnySamples) {
    self.network = network
    self.source = source
    samples = ChosenSamples.spread(over: source.count, atMost: Self.mostSamples)
    neurons = network.layers.dropFirst().flatMap { $0.neurons }
    (patients, patientOfNeuron) = Patient.all(in: network.layers.dropFirst())
    // A slope that cancels against the loss's may be as flat as it likes.
    let cancelling =
      network.isLossFused
      ? Set(network.outputNeurons.map { ObjectIdentifier($0) }) : []
    flatSlopes = neurons.map {
      cancelling.contains(ObjectIdentifier($0)) ? 0 : Self.flatSlope(of: $0.activation)
    }
    illSince = patients.map { _ in nil }
  }

  var sampleCount: Int { samples.count }

  /// Looks at every neuron after a step.
  ///
  /// - Returns: The first whose output has grown a thousandfold since the first look.
  mutating func look(afterStep step: Int) -> (place: Diagnosis.Place, others: Int)? {
    // A filter is ill if all its places are, on all samples.
    var ill = [Bool](repeating: true, count: patients.count)
    var largest = [Double](repeating: 0, count: neurons.count)
    let (rooms, count) = (source, network.inputCount)
    var inputs = [Double](repeating: 0, count: count)
    for sample in samples {
      inputs.withUnsafeMutableBufferPointer { rooms.copy(.inputs, of: [sample], to: $0) }
      guard (try? network.predict(inputs)) != nil else { return nil }
      for (index, neuron) in neurons.enumerated() {
        let patient = patientOfNeuron[index]
        if ill[patient] { ill[patient] = abs(neuron.slope) < flatSlopes[index] }
        largest[index] = max(largest[index], abs(neuron.output))
      }
    }
    for patient in patients.indices {
      illSince[patient] = ill[patient] ? illSince[patient] ?? step : nil
    }
    let usual = usualOutput ?? max(1, largest.filter { $0.isFinite }.max() ?? 1)
    usualOutput = usual
    let grown = neurons.indices.filter { largest[$0] > WatchedTraining.growth * usual }
    return grown.first.map { index in
      (.largeOutput(neurons[index].name, size: largest[index]), grown.count - 1)
    }
  }

  /// The neurons and filters that are ill now, of one kind, the earliest first.
  func ill(of illness: Diagnosis.Illness) -> [(place: Diagnosis.Place, since: Int)] {
    zip(patients, illSince).compactMap { patient, since in
      since.flatMap { illness == Self.illness(patient.activation) ? (patient.place, $0) : nil }
    }.ordered { $0.1 < $1.1 }
  }

  /// A hundredth of the steepest slope, for activations that are flat somewhere.
  private static func flatSlope(of activation: Activation) -> Double {
    illness(activation) == nil ? 0 : 0.01 * activation.traits.steepestSlope
  }

  /// What befalls a neuron with this activation where that is flat; nil if it is nowhere.
  private static func illness(_ activation: Activation) -> Diagnosis.Illness? {
    switch activation.traits.flatness {
    case .never: nil
    case .belowZero: .dies
    case .ends: .saturates
    }
  }
}
