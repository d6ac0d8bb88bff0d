import NetworkDescription

/// Finding out where numbers stopped being numbers.
extension MatrixNetwork {
  /// The first input, weight or neuron, in the order of the forward pass, that is not finite.
  ///
  /// Looks at the values as the last forward pass of so many rows left them.
  func firstOverflow(rows: Int) -> Overflow {
    let overflow =
      plan.normalization.map { firstInput(in: $0.exactInputs, rows: rows) }
      ?? firstInput(in: plan.inputs, rows: rows)
    if let overflow { return overflow }
    for (layer, position) in zip(plan.layers, plan.positions) {
      for matrix in layer.learned where matrix.isTrainable {
        if let index = firstPlace(in: matrix.value, rows: matrix.value.rows) {
          let value = Double(matrix.value.start[index])
          return place(of: index, in: matrix.name).map { .learned($0, value) }
            ?? .tensor(matrix.name, value)
        }
      }
      func first(in matrix: Matrix<Scalar>) -> (name: NeuronName, value: Double)? {
        firstPlace(in: matrix, rows: rows).map { index in
          let name = blueprint.outputShapes[position].neuronName(
            layer: position + 1, index: index % matrix.columns)
          return (name, Double(matrix.start[index]))
        }
      }
      if let sum = first(in: layer.sums) { return .sum(sum.name, sum.value) }
      if let output = first(in: layer.outputs) { return .output(output.name, output.value) }
    }
    return .loss(outputs: [])
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

  private func firstInput(in inputs: Matrix<some MatrixScalar>, rows: Int) -> Overflow? {
    firstPlace(in: inputs, rows: rows).map { place in
      let name = blueprint.input.neuronName(layer: 0, index: place % inputs.columns)
      return .input(name, Double(inputs.start[place]))
    }
  }

  private func firstPlace(in matrix: Matrix<some MatrixScalar>, rows: Int) -> Int? {
    matrix.values(rows: rows).firstIndex { !$0.isFinite }
  }
}
