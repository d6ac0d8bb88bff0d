import NetworkDescription

extension Loss {
  /// The mean loss of samples that are all given the same outputs, whoever has found those.
  package func mean(ofConstant outputs: [Double], against targets: [[Double]]) -> Double {
    mean(of: targets.map { _ in outputs }, against: targets)
  }

  /// The mean loss of outputs, one row for each sample, that need not be those of a network.
  package func mean(of outputs: [[Double]], against targets: [[Double]]) -> Double {
    let neurons = (outputs.first ?? []).map { _ in Neuron() }
    let total = zip(outputs, targets).reduce(0.0) { total, sample in
      for (neuron, output) in zip(neurons, sample.0) { neuron.output = output }
      return total + value(of: neurons, against: sample.1)
    }
    return total / Double(targets.count)
  }
}
