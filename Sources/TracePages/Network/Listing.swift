import Explanation
import NetworkDescription
import NeuronGraph

/// Which neurons and links of a network a page shows one by one.
///
/// Of the inputs it is those that the explanation shows. In a layer of up to 64 neurons that is each
/// of them; in a wider one the few whose sums had most to do with the loss. Of their links it is those
/// that the explanation shows, in any phase of any step.
struct Listing {
  let neurons: Set<NeuronName>
  /// In the order of the forward pass.
  let links: [LinkName]
  /// Whether each neuron is one of them, but for the inputs.
  let isWhole: Bool

  /// What is explained; nil for everything.
  func explained(in network: NeuronNetwork) -> ExplainedNeurons? {
    isWhole ? nil : ExplainedNeurons(neurons, in: network)
  }
}

/// Finds out which neurons to list, from a first run over the steps.
struct NeuronSurvey {
  /// The widest layer of which every neuron is listed.
  static let wholeLayer = 64
  /// How many neurons of a wider layer are listed.
  static let ofWiderLayer = 16

  /// The layers of which only some neurons can be listed.
  private let wide: [NeuronLayer]
  /// The largest size of each of their neurons' input sensitivity.
  private var importance: [[Double]]

  init(_ network: NeuronNetwork) {
    wide = network.layers.dropFirst().filter { $0.neurons.count > Self.wholeLayer }
    importance = wide.map { $0.neurons.map { _ in 0 } }
  }

  /// Whether there is anything to find out.
  var isNeeded: Bool { !wide.isEmpty }

  /// Looks at the neurons after a step, which has left its numbers in them.
  mutating func observe() {
    for (index, layer) in wide.enumerated() {
      for (place, neuron) in layer.neurons.enumerated() {
        importance[index][place] = max(importance[index][place], abs(neuron.inputSensitivity))
      }
    }
  }

  /// All neurons of layers that are not wide, and those of the wide ones that mattered most.
  func neurons(of network: NeuronNetwork) -> Set<NeuronName> {
    let whole = network.layers.dropFirst().filter { $0.neurons.count <= Self.wholeLayer }
    return Set(whole.flatMap(\.neurons).map(\.name)).union(
      zip(wide, importance).flatMap { layer, sizes in
        let order = sizes.indices.sorted { left, right in
          sizes[left] == sizes[right] ? left < right : sizes[left] > sizes[right]
        }
        return order.prefix(Self.ofWiderLayer).map { layer.neurons[$0].name }
      })
  }
}

/// Finds out which links and inputs the explanation of these neurons shows.
struct LinkSurvey {
  private let neurons: Set<NeuronName>
  private var mentioned: [NeuronName: Set<LinkName>] = [:]
  private var mentionedNeurons: Set<NeuronName> = []

  init(_ neurons: Set<NeuronName>) { self.neurons = neurons }

  mutating func observe(_ line: ExplanationLine) {
    switch line.subject {
    case .link(let name): mentioned[name.to, default: []].insert(name)
    case .neuron(let name): mentionedNeurons.insert(name)
    case .softmax, .comparison, .loss, .layer, .otherInputs, .otherOutputs, .otherNeurons,
      .otherLinks, .otherLinksBack, .otherUses, nil:
      break
    }
  }

  /// What came of it.
  func listing(of network: NeuronNetwork) -> Listing {
    let inputs = network.inputNeurons.map(\.name).filter(mentionedNeurons.contains)
    let others = network.layers.dropFirst().flatMap { $0.neurons.map(\.name) }
    let listed = others.filter(neurons.contains)
    let links = (inputs + listed).flatMap { neuron in
      (mentioned[neuron] ?? []).sorted { $0.from < $1.from }
    }
    return Listing(
      neurons: Set(inputs + listed), links: links, isWhole: listed.count == others.count)
  }
}
