import TextFormats

/// What a neuron makes of its sum: output = activation(sum).
///
/// This is only the name of the function; each engine has its own arithmetic for it.
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
  /// output = e^sum divided by the total of e^sum over the layer: shares that add up to 1.
  ///
  /// In a picture the total is over the channels of one pixel, as in Keras.
  case softmax
}

extension Activation {
  /// The slope a leaky relu has below zero unless it says otherwise.
  public static let defaultLeakySlope = 0.01

  /// The name blueprint files use.
  public var name: String {
    switch self {
    case .identity: "identity"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .relu: "relu"
    case .leakyRelu: "leakyRelu"
    case .softmax: "softmax"
    }
  }
}

extension Activation: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    if case .string(let name) = json {
      guard let known = Activation(simpleName: name) else {
        throw .unknownName(
          path: path, what: "activation", found: name, known: Activation.allNames)
      }
      self = known
      return
    }
    var object = try JSONObjectReader(
      json, at: path, expected: "the name of an activation, such as \"relu\"")
    let (name, details) = try object.onlyEntry(of: "activation")
    guard name == "leakyRelu" else {
      throw .unknownName(
        path: path, what: "activation with settings", found: name, known: ["leakyRelu"])
    }
    var settings = try JSONObjectReader(details, at: path.appending(name), expected: "an object")
    let slope = try settings.number("slope", default: Activation.defaultLeakySlope)
    guard slope.isFinite else {
      throw .badValue(
        path: path.appending(name), key: "slope", expected: "a finite number", found: "\(slope)")
    }
    try settings.finish()
    self = .leakyRelu(slope: slope)
  }

  package var json: JSONValue {
    if case .leakyRelu(let slope) = self, slope != Activation.defaultLeakySlope {
      return .object([("leakyRelu", .object([("slope", .number(slope))]))])
    }
    return .string(name)
  }

  private init?(simpleName: String) {
    let simple: [Activation] = [
      .identity, .sigmoid, .tanh, .relu, .leakyRelu(slope: Self.defaultLeakySlope), .softmax,
    ]
    guard let match = simple.first(where: { $0.name == simpleName }) else { return nil }
    self = match
  }

  private static let allNames = ["identity", "sigmoid", "tanh", "relu", "leakyRelu", "softmax"]
}
