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

  /// A comparison for each layer that has compared nothing yet, with errors in units of bounds.
  func empty(_ quantity: Comparison.Quantity) -> [Comparison] {
    blueprint.layers.indices.map { Comparison(quantity, layer: $0 + 1, tolerance: 1) }
  }

  /// Adds numbers of each layer that training moves, each with a bound of its own.
  func add(
    _ objects: Parameters?, _ matrices: Parameters?, bounds: Parameters,
    to comparisons: inout [Comparison]
  ) {
    for layer in blueprint.layers.indices {
      for specification in blueprint.parameters(ofLayer: layer)
      where specification.role.isTrainable {
        let name = NetworkBlueprint.tensorName(layer: layer, specification.role)
        comparisons[layer].add(
          objects?[name]?.values ?? [], matrices?[name]?.values ?? [],
          bounds: bounds[name]?.values ?? []
        ) { names.parameter(specification.role, $0, layer: layer) }
      }
    }
  }
}
