import NetworkDescription

/// Compares what two engines have of one blueprint, layer by layer.
package struct LayerComparison {
  let blueprint: NetworkBlueprint
  let names: NeuronNames

  /// Prepares to compare networks of a blueprint.
  package init(_ blueprint: NetworkBlueprint) {
    self.blueprint = blueprint
    names = NeuronNames(blueprint)
  }

  /// The name of an output of the whole network; the samples lie one after the other.
  package func output(_ index: Int) -> ComparedPlace {
    names.output(index, layer: blueprint.layers.count - 1)
  }

  /// Compares the parameters, or the gradients, of each layer that has any.
  package func compare(
    _ quantity: Comparison.Quantity, _ objects: Parameters, _ matrices: Parameters,
    within tolerance: Double
  ) -> [Comparison] {
    blueprint.layers.indices.compactMap { layer in
      var comparison = Comparison(quantity, layer: layer + 1, tolerance: tolerance)
      for specification in blueprint.parameters(ofLayer: layer)
      where quantity != .gradients || specification.role.isTrainable {
        let name = NetworkBlueprint.tensorName(layer: layer, specification.role)
        comparison.add(objects[name]?.values ?? [], matrices[name]?.values ?? []) { index in
          names.parameter(specification.role, index, layer: layer)
        }
      }
      return comparison.count == 0 ? nil : comparison
    }
  }

  /// Compares gradients with a bound for each of them; the errors are in units of the bound.
  package func excess(
    _ objects: Parameters, _ matrices: Parameters, _ bounds: [String: [Double]]
  ) -> [Comparison] {
    blueprint.layers.indices.map { layer in
      var comparison = Comparison(.gradients, layer: layer + 1, tolerance: 1)
      for specification in blueprint.parameters(ofLayer: layer) {
        let name = NetworkBlueprint.tensorName(layer: layer, specification.role)
        let pairs = zip(objects[name]?.values ?? [], matrices[name]?.values ?? [])
        for (index, (pair, bound)) in zip(pairs, bounds[name] ?? []).enumerated() {
          comparison.add(
            pair.0, pair.1, error: Comparison.error(pair.0, pair.1, scale: bound), at: index,
            names.parameter(specification.role, index, layer: layer))
        }
      }
      return comparison
    }
  }
}
