import NetworkDescription

/// A link joins two neurons: forward it carries a value, backward a sensitivity.
///
/// Forward, it brings the source's output, times its weight, to the target:
///
///     source ── output × weight ──▶ target
///
/// Backward, it takes the target's input sensitivity (how much the loss changes if the target's
/// sum changes) and does two things with it:
///
///     weight's gradient += target's input sensitivity × source's output
///     source ◀── target's input sensitivity × weight ── target
///
/// Both are the same thought: the link contributes output × weight to the target's sum, so a
/// change of the weight arrives there times the output, and a change of the output arrives there
/// times the weight.
public final class Link {
  /// The neuron whose output it carries.
  public let source: Neuron

  /// The neuron it brings it to.
  public let target: Neuron

  /// The factor on the way; other links may share it.
  public let weight: Weight

  /// Makes a link between two neurons.
  public init(from source: Neuron, to target: Neuron, weight: Weight) {
    self.source = source
    self.target = target
    self.weight = weight
  }

  /// Forward: what the link brings to its target.
  public var contribution: Double {
    source.output * weight.value
  }

  /// Backward: how much the loss changes if this use of the weight changes.
  public var weightGradient: Double {
    target.inputSensitivity * source.output
  }

  /// Backward: what the link pushes to its source.
  public var pushedSensitivity: Double {
    target.inputSensitivity * weight.value
  }

  /// Backward: adds to the weight's gradient, and pushes a sensitivity to the source.
  func pushBack() {
    weight.gradient += weightGradient
    source.sensitivity += pushedSensitivity
  }
}

extension Link {
  /// The link's name, `from-to`: `0.1-1.0` leads from input neuron 1 to neuron 0 of layer 1.
  public var name: LinkName { LinkName(from: source.name, to: target.name) }
}
