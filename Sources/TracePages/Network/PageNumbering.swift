import NetworkDescription
import NeuronGraph

/// The numbers under which a page knows neurons, listed links, and what they hold.
///
/// Everything that a page can show lies in one row of slots: first those of the neurons, then those
/// of the listed links, last the loss.
struct PageNumbering {
  /// What a neuron holds, in the order of its slots.
  enum NeuronField: Int, CaseIterable {
    case bias, output, sum, target, sensitivity, slope, inputSensitivity, biasGradient
  }

  /// What a link holds, in the order of its slots.
  enum LinkField: Int, CaseIterable {
    case weight, contribution, weightGradient, pushed
  }

  private let neurons: [NeuronName: Int]
  private let links: [LinkName: Int]
  /// Which layer a neuron is in.
  private let layers: [NeuronName: Int]

  init(_ network: NeuronNetwork, links: [LinkName]) {
    var neurons: [NeuronName: Int] = [:]
    var layers: [NeuronName: Int] = [:]
    for (index, layer) in network.layers.enumerated() {
      for neuron in layer.neurons {
        layers[neuron.name] = index
        neurons[neuron.name] = neurons.count
      }
    }
    self.neurons = neurons
    self.layers = layers
    self.links = Dictionary(
      uniqueKeysWithValues: links.enumerated().map { ($1, $0) })
  }

  var neuronCount: Int { neurons.count }
  var linkCount: Int { links.count }

  /// The slot of the loss, which is the last.
  var lossSlot: Int {
    neurons.count * NeuronField.allCases.count + links.count * LinkField.allCases.count
  }

  func neuron(_ name: NeuronName) -> Int { neurons[name] ?? 0 }
  func layer(of neuron: NeuronName) -> Int { layers[neuron] ?? 0 }

  /// The number of a link; nil if it is not listed.
  func link(_ name: LinkName) -> Int? { links[name] }

  func slot(_ neuron: NeuronName, _ field: NeuronField) -> Int {
    self.neuron(neuron) * NeuronField.allCases.count + field.rawValue
  }

  func slot(ofLink link: Int, _ field: LinkField) -> Int {
    neurons.count * NeuronField.allCases.count + link * LinkField.allCases.count + field.rawValue
  }
}
