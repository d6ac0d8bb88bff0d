import NetworkDescription

/// A neuron adds up what its incoming links bring, and answers with the activation of the sum.
///
/// Forward:
///
///     sum    = bias + what each incoming link brings
///     output = activation(sum)
///
/// Backward it is the other way round. Each outgoing link pushes back a *sensitivity*: how much
/// the loss changes if this neuron's output changes. The neuron only adds them up, and multiplies
/// once by the slope of its activation:
///
///     sensitivity      = what each outgoing link pushes back      (∂loss/∂output)
///     inputSensitivity = sensitivity × slope of the activation    (∂loss/∂sum)
///
/// A neuron does not know its links. Links move values from neuron to neuron; see `Link.swift`.
public final class Neuron {
  /// Its name, `layer.index`; the first input neuron is `0.0`.
  public internal(set) var name: NeuronName

  /// What it makes of its sum.
  public let activation: Activation

  /// What it adds to its sum whatever the links bring; nil where it has none.
  public let bias: Weight?

  /// The bias and everything the incoming links brought.
  @exclusivity(unchecked) public internal(set) var sum = 0.0

  /// The activation of the sum; for an input neuron, the input.
  @exclusivity(unchecked) public internal(set) var output = 0.0

  /// How much the loss changes if `output` changes: ∂loss/∂output.
  ///
  /// It stays 0 in output neurons whose activation is fused with the loss (softmax or sigmoid with
  /// its cross-entropy): there the loss tells `inputSensitivity` at once.
  @exclusivity(unchecked) public internal(set) var sensitivity = 0.0

  /// How much the loss changes if `sum` changes: ∂loss/∂sum.
  @exclusivity(unchecked) public internal(set) var inputSensitivity = 0.0

  /// Makes a neuron; without an activation it answers with its sum.
  public init(
    name: NeuronName = .unplaced, activation: Activation = .identity, bias: Weight? = nil
  ) {
    self.name = name
    self.activation = activation
    self.bias = bias
  }

  /// Forward: adds up the bias and what the links bring.
  func gather(_ links: [Link]) {
    var sum = bias?.value ?? 0
    for link in links {
      sum += link.contribution
    }
    self.sum = sum
  }

  /// Forward: answers with the activation of the sum.
  func activate() {
    output = activation.output(sum)
  }

  /// Backward: how steeply the output follows the sum, at the present sum.
  public var slope: Double {
    activation.slope(sum: sum, output: output)
  }

  /// Backward: takes the sensitivity from the output to the sum.
  func applySlope() {
    inputSensitivity = sensitivity * slope
  }
}
