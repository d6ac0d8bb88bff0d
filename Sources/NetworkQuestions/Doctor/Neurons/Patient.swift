import NetworkDescription
import NeuronGraph

/// What a doctor judges: a neuron, or a filter at all its places.
///
/// The neurons of a convolution share their weights: one that is silent at a corner, where there is
/// never anything to see, has learned as well as all others of its filter. So a filter is judged as a
/// whole. In a layer of its own, an activation goes with the filters of the layer before.
struct Patient {
  /// The neuron or the filter.
  let place: Diagnosis.Place
  /// What it makes of its sums.
  let activation: Activation

  /// The neurons and filters of some layers.
  ///
  /// - Returns: All of them, and for each neuron which of them it is, or belongs to.
  static func all(in layers: some Sequence<NeuronLayer>) -> ([Patient], ofNeuron: [Int]) {
    var patients: [Patient] = []
    var ofNeuron: [Int] = []
    for layer in layers {
      let first = patients.count
      guard layer.shape.isPicture else {
        ofNeuron += layer.neurons.indices.map { first + $0 }
        patients += layer.neurons.map {
          Patient(place: .neuron($0.name), activation: $0.activation)
        }
        continue
      }
      // Channels lie innermost, and each of them is a filter.
      let channels = layer.shape.extents[2]
      ofNeuron += layer.neurons.indices.map { first + $0 % channels }
      patients += layer.neurons.prefix(channels).enumerated().map { channel, neuron in
        Patient(
          place: .filter(channel, layer: neuron.name.layer), activation: neuron.activation)
      }
    }
    return (patients, ofNeuron)
  }
}
