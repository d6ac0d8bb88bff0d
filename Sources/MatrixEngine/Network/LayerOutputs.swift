import NetworkDescription

/// What each layer answers, for those who compare engines layer by layer.
extension MatrixNetwork {
  /// The outputs of every layer that computes, by its position in the blueprint, sample after
  /// sample; dropout silences nothing.
  ///
  /// - Throws: `InputError` for samples that do not fit.
  package func layerOutputs(
    on source: some SampleSource, samples: ArraySlice<Int>
  ) throws(InputError) -> [(position: Int, outputs: [Double])] {
    try check(source)
    reserve(rows: samples.count)
    _ = try evaluate(on: source, samples: samples)
    var outputs = plan.inputs
    return zip(plan.positions, plan.layers).map { position, layer in
      if !layer.isIdleOutsideTraining { outputs = layer.outputs }
      return (position, outputs.values(rows: samples.count).map { Double($0) })
    }
  }
}
