/// What a neuron makes of its sum: output = activation(sum).
///
/// What there is to know of each stands in its `ActivationTraits`; each engine has its own
/// arithmetic for it, in one place.
public enum Activation: Hashable, Sendable {
  /// output = sum. Stacked layers of it stay linear.
  case identity
  /// output = 1 / (1 + e^−sum), between 0 and 1.
  case sigmoid
  /// output = tanh(sum), between −1 and 1.
  case tanh
  /// output = sum where it is positive, else 0 (rectified linear unit; Nair and Hinton, 2010).
  case relu
  /// output = sum where it is positive, else slope × sum (Maas, Hannun and Ng, 2013).
  case leakyRelu(slope: Double)
  /// output = sum where it is positive, else α·(e^sum − 1) (exponential linear unit; Clevert,
  /// Unterthiner and Hochreiter, 2016).
  case elu(alpha: Double)
  /// output = sum × the share of a normal distribution that lies below it: sum·Φ(sum) (Gaussian
  /// error linear unit; Hendrycks and Gimpel, 2016), with the error function as it is.
  case gelu
  /// output = sum·sigmoid(sum) (Elfwing, Uchibe and Doya, 2017; also called swish).
  case silu
  /// output = ln(1 + e^sum), a relu without its corner (Dugas and others, 2001).
  case softplus
  /// output = e^sum divided by the total of e^sum over the layer: shares that add up to 1.
  ///
  /// In a picture the total is over the channels of one pixel, as in Keras.
  case softmax
}

extension Activation {
  /// The slope a leaky relu has below zero unless it says otherwise.
  public static let defaultLeakySlope = 0.01

  /// One of each kind, as it is unless a blueprint says otherwise.
  package static let allKinds: [Activation] = [
    .identity, .sigmoid, .tanh, .relu, .leakyRelu(slope: defaultLeakySlope), .elu(alpha: 1),
    .gelu, .silu, .softplus, .softmax,
  ]

  /// What there is to know of it.
  package var traits: ActivationTraits {
    switch self {
    case .identity:
      ActivationTraits(
        name: "identity", form: .pieces(corner: false),
        isRising: true, sumAtOneHalf: 0.5)
    case .sigmoid:
      ActivationTraits(
        name: "sigmoid", range: 0...1, form: .curve(atZero: 0.5), isRising: true, sumAtOneHalf: 0,
        flatness: .ends([.low(0), .high(1)]), steepestSlope: 0.25)
    case .tanh:
      ActivationTraits(
        name: "tanh", range: -1...1, form: .curve(atZero: 0), isRising: true,
        sumAtOneHalf: 0.549_306_144_334_054_8,  // artanh ½ = ½ ln 3
        flatness: .ends([.low(-1), .high(1)]))
    case .relu:
      ActivationTraits(
        name: "relu", range: 0 ... .infinity, form: .pieces(corner: true), sumAtOneHalf: 0.5,
        flatness: .belowZero)
    case .leakyRelu(let slope):
      ActivationTraits(
        name: "leakyRelu",
        setting: CaseSetting("slope", slope, default: Self.defaultLeakySlope) {
          .leakyRelu(slope: $0)
        },
        form: .pieces(corner: true), isRising: slope > 0, sumAtOneHalf: 0.5,
        steepestSlope: max(1, abs(slope)))
    case .elu(let alpha):
      ActivationTraits(
        name: "elu",
        setting: CaseSetting("alpha", alpha, default: 1, limit: SettingLimit.atLeastZero) {
          .elu(alpha: $0)
        },
        range: -max(0, alpha) ... .infinity, form: .curve(atZero: 0, corner: true),
        isRising: alpha > 0,
        sumAtOneHalf: 0.5, flatness: .ends([.low(-alpha)]), steepestSlope: max(1, alpha))
    case .gelu:
      ActivationTraits(
        name: "gelu", range: -0.169_971_207_5 ... .infinity, form: .curve(atZero: 0),
        sumAtOneHalf: 0.668_395_970_542_160_1,
        flatness: .ends([.low(0, below: -0.751_791_524_694)]),
        steepestSlope: 1.128_904_145_185_154_8)
    case .silu:
      ActivationTraits(
        name: "silu", range: -0.278_464_542_8 ... .infinity, form: .curve(atZero: 0),
        sumAtOneHalf: 0.738_835_031_131_607_8,
        flatness: .ends([.low(0, below: -1.278_464_542_761)]),
        steepestSlope: 1.099_839_320_128_866_9)
    case .softplus:
      ActivationTraits(
        name: "softplus", range: 0 ... .infinity, form: .curve(atZero: 0.693_147_180_559_945_3),
        isRising: true, sumAtOneHalf: -0.432_752_129_567_188_6, flatness: .ends([.low(0)]))
    case .softmax:
      ActivationTraits(
        name: "softmax", range: 0...1, form: .shares, isRising: true, sumAtOneHalf: 0,
        flatness: .ends([.any(0), .any(1)]))
    }
  }

  /// The name blueprint files use.
  public var name: String { traits.name }

  /// Whether the slope cannot be told from the output alone.
  package var slopeNeedsSum: Bool {
    switch self {
    case .gelu, .silu: true
    // Unless it falls below zero, outputs have the sign of their sums.
    case .leakyRelu(let slope): slope < 0
    case .identity, .sigmoid, .tanh, .relu, .elu, .softplus, .softmax: false
    }
  }
}

extension Activation: NamedCase {
  package static let kindInWords = "activation"
  package static let expectedJSON = "the name of an activation, such as \"relu\""
  package var setting: CaseSetting<Activation>? { traits.setting }
}
