import NetworkBlueprint
import NeuronGraph

/// Compares what two engines have of one blueprint, layer by layer.
package struct LayerComparison {
  let blueprint: NetworkBlueprint
  let names: NeuronNames

  /// Takes the names from the network of neurons that the blueprint makes.
  package init(_ blueprint: NetworkBlueprint, _ network: NeuronNetwork) {
    self.blueprint = blueprint
    names = NeuronNames(blueprint, network)
  }

  /// Compares the parameters, or the gradients, of each layer that has any.
  package func compare(
    _ quantity: Comparison.Quantity, _ objects: Parameters, _ matrices: Parameters,
    within tolerance: Double
  ) -> [Comparison] {
    blueprint.layers.indices.compactMap { layer in
      var comparison = Comparison(quantity, layer: layer + 1, tolerance: tolerance)
      for specification in blueprint.parameters(ofLayer: layer) {
        let name = NetworkBlueprint.tensorName(layer: layer, specification.role)
        comparison.add(objects[name]?.values ?? [], matrices[name]?.values ?? []) { index in
          names.parameter(specification.role, index, layer: layer)
        }
      }
      return comparison.count == 0 ? nil : comparison
    }
  }
}
