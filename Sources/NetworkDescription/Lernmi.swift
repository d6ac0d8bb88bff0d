extension NetworkBlueprint {
  /// The network that Sam Russell's Lernmi (Ruby, 2017) builds for layers of these sizes.
  ///
  /// Lernmi's settings, all of them: sigmoid everywhere, also on the inputs; ½ Σ (y − t)²; rate
  /// 0.1; every weight and bias uniform in ±0.5; one sample a step. Its bias neuron (always 1, with
  /// a link to every neuron of the next layer) is our bias, which is added first, as Lernmi does.
  /// Its links move their weights as soon as they have pushed back, and so do ours for one sample.
  ///
  /// - Parameter layerSizes: How many neurons each layer has, inputs first; Lernmi's digits are
  ///   [784, 15, 10].
  /// - Throws: ``BlueprintError`` if there are fewer than two layers, or sizes below 1.
  public static func lernmi(
    layerSizes: [Int], name: String = "lernmi", seed: UInt64 = 1
  ) throws(BlueprintError) -> NetworkBlueprint {
    try NetworkBlueprint(
      name: name, input: .list(layerSizes.first ?? 0),
      layers: [.activation(ActivationLayer(.sigmoid))] + layerSizes.dropFirst().map(lernmiLayer),
      loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.1)), seed: seed,
      training: TrainingDefaults(epochs: 1, batchSize: 1))
  }

  /// Sigmoid neurons whose weights and biases start uniform in ±0.5.
  static func lernmiLayer(units: Int) -> Layer {
    .dense(
      Dense(
        units: units, activation: .sigmoid, weightInitializer: .uniform(limit: 0.5),
        biasInitializer: .uniform(limit: 0.5)))
  }
}
