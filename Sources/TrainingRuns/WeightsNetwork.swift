import NetworkDescription

extension WeightsFile {
  /// The smallest network of dense layers of sigmoids that has all the links and biases of a file.
  ///
  /// - Throws: ``BlueprintError`` where no such network has links of these names.
  public func smallestNetwork(named name: String) throws(BlueprintError) -> NetworkBlueprint {
    var sizes: [Int: Int] = [:]
    for (place, _) in numbers {
      var neurons = [place.target]
      if case .link(let link) = place.place {
        neurons.append(link.from)
        guard link.from.layer + 1 == link.to.layer else {
          throw .badParameter(
            name: "\(place)", expected: "a link from one layer to the next",
            found: "one from layer \(link.from.layer) to layer \(link.to.layer)")
        }
      }
      for neuron in neurons {
        guard let index = neuron.index, neuron.layer >= 0, index < Self.mostNeurons else {
          throw .badParameter(
            name: "\(place)", expected: "neurons such as 1.0, up to \(Self.mostNeurons) in a layer",
            found: "\(neuron)")
        }
        sizes[neuron.layer] = max(sizes[neuron.layer] ?? 0, index + 1)
      }
    }
    let last = sizes.keys.max() ?? 0
    guard last > 0, (0...last).allSatisfy({ sizes[$0] != nil }) else {
      throw .badParameter(
        name: "weights", expected: "links of every layer from 0 on",
        found: "layers " + sizes.keys.sorted().map(String.init).joined(separator: ", "))
    }
    return try NetworkBlueprint(
      name: name, input: .list(sizes[0] ?? 0),
      layers: (1...last).map { layer in
        .dense(
          Dense(units: sizes[layer] ?? 0, activation: .sigmoid, weightInitializer: .zeros))
      },
      loss: .binaryCrossEntropy)
  }

  private static let mostNeurons = 10_000
}
