/// How far the outputs y of one sample are from its targets t, as one number.
///
/// A batch's loss is the mean over its samples. What there is to know of each stands in its
/// `LossTraits`; each engine has its own arithmetic for it, in one place.
public enum Loss: Hashable, Sendable {
  /// ½ Σ (y − t)², as in Lernmi and TensorFlow Playground: its slope is plainly y − t.
  case halfSquaredError
  /// The mean over the outputs of (y − t)², as in Keras and TFLearn.
  case meanSquaredError
  /// The mean over the outputs of ½ (y − t)² where |y − t| is at most δ, and of δ·(|y − t| − ½ δ)
  /// beyond, as in Keras (Huber, 1964): squares, but outliers pull no harder than δ.
  case huber(delta: Double)
  /// The mean over the outputs of |y − t|: every difference pulls equally hard.
  case meanAbsoluteError
  /// The mean over the outputs of −t·ln y − (1 − t)·ln(1 − y), for outputs between 0 and 1.
  case binaryCrossEntropy
  /// −Σ t·ln y, for outputs that are probabilities of classes.
  case categoricalCrossEntropy
}

extension Loss {
  /// One of each kind, as it is unless a blueprint says otherwise.
  public static let allKinds: [Loss] = [
    .halfSquaredError, .meanSquaredError, .huber(delta: 1), .meanAbsoluteError, .binaryCrossEntropy,
    .categoricalCrossEntropy,
  ]

  /// What there is to know of it.
  package var traits: LossTraits {
    switch self {
    case .halfSquaredError:
      LossTraits(name: "halfSquaredError")
    case .meanSquaredError:
      LossTraits(name: "meanSquaredError", isMean: true)
    case .huber(let delta):
      LossTraits(
        name: "huber",
        setting: CaseSetting("delta", delta, default: 1, limit: SettingLimit.positive) {
          .huber(delta: $0)
        },
        isMean: true, corners: [-delta, delta])
    case .meanAbsoluteError:
      LossTraits(name: "meanAbsoluteError", isMean: true, corners: [0])
    case .binaryCrossEntropy:
      LossTraits(
        name: "binaryCrossEntropy", isMean: true, activations: [.sigmoid], targets: .chances,
        fused: .sigmoid)
    case .categoricalCrossEntropy:
      LossTraits(
        name: "categoricalCrossEntropy", activations: [.softmax, .sigmoid], targets: .classes,
        fused: .softmax)
    }
  }

  /// The name blueprint files use.
  public var name: String { traits.name }

  /// Whether a layer with this activation can be the last one under this loss.
  ///
  /// The cross-entropies take logarithms of the outputs, so those must lie between 0 and 1. The
  /// binary one takes them of 1 − y, too, which of a softmax that is nearly sure has no digits left.
  public func accepts(_ activation: Activation) -> Bool {
    traits.activations?.contains(activation) ?? true
  }

  /// Whether a network with so many outputs can learn from it.
  ///
  /// A loss that compares probabilities of classes looks at the right one alone. A single output
  /// would be that of every sample, and learn to be 1.
  public func accepts(outputCount: Int) -> Bool { traits.targets != .classes || outputCount > 1 }

  /// What a single output needs instead.
  package var neededBySingleOutput: String {
    "an output for each class, which \(name) compares with each other (a single one would always "
      + "learn 1): use binaryCrossEntropy with a single sigmoid"
  }

  /// Whether loss and last activation are fused: computed in one, which is stable for any sum.
  ///
  /// Softmax with categorical cross-entropy and sigmoid with binary cross-entropy both have the
  /// input sensitivity y − t (for one-hot targets; the binary one divided by the outputs).
  public func isFused(with activation: Activation) -> Bool { traits.fused == activation }

  /// The targets it can compare with; nil for any.
  package var neededTargets: ClosedRange<Double>? {
    traits.targets == .any ? nil : 0...1
  }

  /// The needed activations in words.
  package var neededInWords: String {
    (traits.activations ?? []).map { $0.name }.joined(separator: " or ")
  }
}

extension Loss: NamedCase {
  package static let kindInWords = "loss"
  package static let expectedJSON = "a text in quotes"
  package var setting: CaseSetting<Loss>? { traits.setting }
}
