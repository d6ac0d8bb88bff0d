/// How far the outputs y of one sample are from its targets t, as one number.
///
/// A batch's loss is the mean over its samples. Each engine has its own arithmetic for these.
public enum Loss: String, Hashable, Sendable, CaseIterable {
  /// ½ Σ (y − t)², as in Lernmi and TensorFlow Playground: its slope is plainly y − t.
  case halfSquaredError
  /// The mean over the outputs of (y − t)², as in Keras and TFLearn.
  case meanSquaredError
  /// The mean over the outputs of −t·ln y − (1 − t)·ln(1 − y), for outputs between 0 and 1.
  case binaryCrossEntropy
  /// −Σ t·ln y, for outputs that are probabilities of classes.
  case categoricalCrossEntropy
}

extension Loss {
  /// Whether a layer with this activation can be the last one under this loss.
  ///
  /// The cross-entropies take logarithms of the outputs, so those must lie between 0 and 1. The
  /// binary one takes them of 1 − y, too, which of a softmax that is nearly sure has no digits left.
  public func accepts(_ activation: Activation) -> Bool {
    neededActivations?.contains(activation) ?? true
  }

  /// The activations that the last layer must have; nil if any will do.
  var neededActivations: [Activation]? {
    switch self {
    case .halfSquaredError, .meanSquaredError: nil
    case .binaryCrossEntropy: [.sigmoid]
    case .categoricalCrossEntropy: [.softmax, .sigmoid]
    }
  }

  /// The targets it can compare with: the cross-entropies know only probabilities; nil for any.
  package var neededTargets: ClosedRange<Double>? {
    switch self {
    case .halfSquaredError, .meanSquaredError: nil
    case .binaryCrossEntropy, .categoricalCrossEntropy: 0...1
    }
  }

  /// The needed activations in words.
  package var neededInWords: String {
    (neededActivations ?? []).map(\.name).joined(separator: " or ")
  }

  /// Whether loss and last activation are computed together, which is stable for any sum.
  ///
  /// Softmax with categorical cross-entropy and sigmoid with binary cross-entropy both have the
  /// input sensitivity y − t (for one-hot targets; the binary one divided by the outputs).
  public func isComputedTogether(with activation: Activation) -> Bool {
    switch (self, activation) {
    case (.categoricalCrossEntropy, .softmax), (.binaryCrossEntropy, .sigmoid): true
    default: false
    }
  }
}
