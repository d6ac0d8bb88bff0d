import NetworkDescription

/// Dropout: in training, links that carry nothing to their neurons, chosen anew for every sample.
///
/// Each neuron of a dropout layer has one link that passes on what it is given: its weight is 1. For
/// a sample that is learned from, the weight is set to 0, and the neuron stays silent, or to
/// 1 / (1 − rate). Nothing else is needed: forward the link brings nothing, and backward, being
/// multiplied with the same 0, nothing is pushed back to neurons that had no say.
extension NeuronNetwork {
  /// Draws the dropout masks for the sample at this position of the present step's batch.
  package func drawDropout(sample: Int) {
    for layer in dropoutLayers {
      guard let mask = layer.dropout else { continue }
      for (index, links) in layer.incoming.enumerated() {
        let factor = mask.factor(step: stepCount, sample: sample, neuron: index)
        for link in links { link.weight.value = factor }
      }
    }
  }

  /// Lets every value pass again, as it does when predicting.
  package func endDropout() {
    for layer in dropoutLayers {
      for link in layer.incoming.joined() { link.weight.value = 1 }
    }
  }
}
