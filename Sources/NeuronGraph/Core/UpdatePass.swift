import NetworkDescription

/// Update: every weight takes a step against its gradient.
extension NeuronNetwork {
  /// Moves every trainable weight by the gradient of a batch's loss, and clears the gradients.
  ///
  /// Plain descent moves it by −learning rate × gradient. Others remember something of each weight;
  /// every optimizer's rule stands in `UpdateRules.swift`.
  ///
  /// - Parameter batchSize: How many samples have added to the gradients since the last update.
  public func update(batchSize: Int = 1) {
    averageGradients(over: batchSize)
    addPenaltyGradients()
    moveWeights()
  }

  /// Turns what the samples have added up into the gradient of their mean loss.
  package func averageGradients(over batchSize: Int) {
    guard batchSize > 1 else { return }
    let share = 1 / Double(batchSize)
    for weight in weights.learned { weight.gradient *= share }
  }

  /// Adds what large weights cost to their gradients.
  package func addPenaltyGradients() {
    for penalized in penalizedWeights { penalized.addGradients() }
  }

  /// Forgets what the samples so far have added up.
  package func clearGradients() {
    for weight in weights.trainable { weight.gradient = 0 }
    for weight in weights.fixed { weight.gradient = 0 }
  }
}
