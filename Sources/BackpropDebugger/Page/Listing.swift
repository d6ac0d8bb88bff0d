import NeuronGraph

/// Which neurons and links of a network a page shows one by one.
///
/// Of the inputs it is those that the explanation shows. In a layer of up to 64 neurons that is each of them; in a wider one the few whose sums had most
/// to do with the loss. Of their links it is those that the explanation shows, in any phase of any
/// step.
struct Listing {
  let neurons: Set<String>
  /// In the order of the forward pass.
  let links: [LinkEnds]
}

/// Finds out what to list, from a first run over the steps.
struct ListingSurvey {
  /// The widest layer of which every neuron is listed.
  static let wholeLayer = 64
  /// How many neurons of a wider layer are listed.
  static let ofWiderLayer = 16

  private var mentioned: [String: Set<LinkEnds>] = [:]
  private var mentionedNeurons: Set<String> = []
  /// The largest size of each neuron's input sensitivity.
  private var importance: [String: Double] = [:]

  mutating func observe(_ event: TraceEvent) {
    guard case .neuronBackward(let neuron, _, _, let inputSensitivity, _) = event else { return }
    importance[neuron] = max(importance[neuron] ?? 0, abs(inputSensitivity))
  }

  mutating func observe(_ passage: ExplainedPhases.Passage) {
    switch passage.subject {
    case .link(let ends): mentioned[ends.to, default: []].insert(ends)
    case .neuron(let name) where passage.phase == .forward:
      mentionedNeurons.insert(name)
    case .neuron, .otherLinks, .otherInputs, nil: break
    }
  }

  /// What came of it.
  func listing(of network: NeuronNetwork) -> Listing {
    let inputs = network.inputNeurons.map(\.name).filter(mentionedNeurons.contains)
    let neurons = [inputs] + network.layers.dropFirst().map { listed($0.neurons.map(\.name)) }
    let links = neurons.joined().flatMap { neuron in
      (mentioned[neuron] ?? []).sorted { place($0.from).lexicographicallyPrecedes(place($1.from)) }
    }
    return Listing(neurons: Set(neurons.joined()), links: links)

    func place(_ name: String) -> [Int] { name.split(separator: ".").compactMap { Int($0) } }
  }

  private func listed(_ layer: [String]) -> [String] {
    guard layer.count > Self.wholeLayer else { return layer }
    let order = layer.indices.sorted { left, right in
      let sizes = (importance[layer[left]] ?? 0, importance[layer[right]] ?? 0)
      return sizes.0 == sizes.1 ? left < right : sizes.0 > sizes.1
    }
    return order.prefix(Self.ofWiderLayer).sorted().map { layer[$0] }
  }
}
