import NetworkBlueprint

/// Forward and backward through all layers.
extension MatrixNetwork {
  /// Copies the inputs of the samples and computes all layers; the outputs are the last one's.
  func forward(_ samples: ArraySlice<Int>, of source: any SampleSource, _ pass: Pass<Scalar>) {
    Scalar.copyInputs(of: samples, from: source, to: plan.inputs.values(rows: pass.rows))
    var inputs = plan.inputs
    for layer in plan.layers {
      layer.forward(inputs, pass)
      inputs = layer.outputs
    }
  }

  /// Goes back through all layers; afterwards every learned matrix has its gradient.
  func backward(_ pass: Pass<Scalar>) {
    for index in plan.layers.indices.reversed() {
      let isLast = index == plan.layers.count - 1
      let before = index > 0 ? plan.layers[index - 1] : nil
      plan.layers[index].backward(
        before?.outputs ?? plan.inputs, inputSensitivities: before?.sensitivities,
        fromSums: isLast && plan.loss.leavesSumSensitivities, pass)
    }
  }

  /// The layer whose outputs are the network's.
  var lastLayer: any MatrixLayer<Scalar> { plan.layers[plan.layers.count - 1] }

  /// The first neuron, in the order of the forward pass, whose value is not finite.
  func firstOverflow(rows: Int) -> String {
    let columns = plan.inputs.columns
    if let place = plan.inputs.values(rows: rows).firstIndex(where: { !$0.isFinite }) {
      return "input neuron 0.\(place % columns) (\(plan.inputs.start[place]))"
    }
    for (layer, position) in zip(plan.layers, plan.positions) {
      for matrix in layer.learned {
        if let place = matrix.value.values.firstIndex(where: { !$0.isFinite }) {
          return "\(matrix.name)[\(place)] (\(matrix.value.start[place]))"
        }
      }
      for (what, matrix) in [("sum", layer.sums), ("output", layer.outputs)] {
        if let place = matrix.values(rows: rows).firstIndex(where: { !$0.isFinite }) {
          let neuron = place % matrix.columns
          return "neuron \(position + 1).\(neuron) (\(what) \(matrix.start[place]))"
        }
      }
    }
    return "the loss itself"
  }
}
