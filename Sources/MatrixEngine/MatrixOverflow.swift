import NetworkDescription

/// Finding out where numbers stopped being numbers.
extension MatrixNetwork {
  /// The first input, weight or neuron, in the order of the forward pass, that is not finite.
  ///
  /// Looks at the values as the last forward pass of so many rows left them.
  func firstOverflow(rows: Int) -> String {
    if let place = firstPlace(in: plan.inputs, rows: rows) {
      let name = blueprint.input.neuronName(layer: 0, index: place % plan.inputs.columns)
      return "input neuron \(name) (\(Double(plan.inputs.start[place])))"
    }
    for (layer, position) in zip(plan.layers, plan.positions) {
      for matrix in layer.learned {
        if let index = firstPlace(in: matrix.value, rows: matrix.value.rows) {
          let place = place(of: index, in: matrix.name)?.inWords ?? matrix.name
          return "\(place) (\(Double(matrix.value.start[index])))"
        }
      }
      for (what, matrix) in [("sum", layer.sums), ("output", layer.outputs)] {
        if let index = firstPlace(in: matrix, rows: rows) {
          let name = blueprint.outputShapes[position].neuronName(
            layer: position + 1, index: index % matrix.columns)
          return "neuron \(name) (\(what) \(Double(matrix.start[index])))"
        }
      }
    }
    return "the loss itself"
  }

  /// The link or neuron that a learned number sits on.
  public func place(of index: Int, in tensor: String) -> WeightPlace? {
    for layer in blueprint.layers.indices {
      for specification in blueprint.parameters(ofLayer: layer)
      where NetworkBlueprint.tensorName(layer: layer, specification.role) == tensor {
        return blueprint.place(of: index, in: specification.role, ofLayer: layer)
      }
    }
    return nil
  }

  private func firstPlace(in matrix: Matrix<Scalar>, rows: Int) -> Int? {
    matrix.values(rows: rows).firstIndex { !$0.isFinite }
  }
}
