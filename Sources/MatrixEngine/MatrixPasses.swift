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
}
