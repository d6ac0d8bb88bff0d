import NetworkBlueprint

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
    var source = (layer: 0, shape: blueprint.input)
    for (layer, position) in zip(plan.layers, plan.positions) {
      let target = (layer: position + 1, shape: blueprint.outputShapes[position])
      for matrix in layer.learned {
        if let place = firstPlace(in: matrix.value, rows: matrix.value.rows) {
          return named(matrix, place, from: source, to: target)
        }
      }
      for (what, matrix) in [("sum", layer.sums), ("output", layer.outputs)] {
        if let place = firstPlace(in: matrix, rows: rows) {
          let name = target.shape.neuronName(layer: target.layer, index: place % matrix.columns)
          return "neuron \(name) (\(what) \(Double(matrix.start[place])))"
        }
      }
      source = target
    }
    return "the loss itself"
  }

  private func firstPlace(in matrix: Matrix<Scalar>, rows: Int) -> Int? {
    matrix.values(rows: rows).firstIndex { !$0.isFinite }
  }

  /// A weight is called after its link, a bias after its neuron.
  private func named(
    _ matrix: LearnedMatrix<Scalar>, _ place: Int, from source: (layer: Int, shape: Shape),
    to target: (layer: Int, shape: Shape)
  ) -> String {
    let value = Double(matrix.value.start[place])
    let unit = target.shape.neuronName(
      layer: target.layer, index: place % matrix.value.columns)
    guard matrix.shape.count > 1 else { return "neuron \(unit) (bias \(value))" }
    let from = source.shape.neuronName(
      layer: source.layer, index: place / matrix.value.columns)
    return "link \(from)-\(unit) (weight \(value))"
  }
}
