import TextFormats

/// One layer of a network, as a blueprint lists it.
///
/// Each kind has a small type of its own, which knows its settings, the shape it makes, and the
/// parameters it needs. A new kind is a new type and a case here.
public enum Layer: Hashable, Sendable {
  /// Every neuron is linked to every neuron of the layer before.
  case dense(Dense)
  /// Passes every value through an activation; it has no parameters.
  case activation(ActivationLayer)
  /// Silences some of the values at random, in training only; it has no parameters.
  case dropout(Dropout)
  /// Looks at a picture as a list of numbers; it adds no neurons.
  case flatten
  /// Looks at a picture through a small window, with the same weights everywhere.
  case conv2D(Conv2D)
  /// Lets the largest value of each window through; it has no parameters.
  case maxPooling2D(MaxPooling2D)
  /// Makes the mean of each window; it has no parameters.
  case averagePooling2D(AveragePooling2D)
  /// Brings inputs to a mean of 0 and a deviation of 1, those of the training data.
  case normalization
}

/// What each kind of layer can say of itself.
protocol LayerKind {
  /// The name blueprint files use for it.
  static var kind: String { get }
  /// The activation of its neurons.
  var activation: Activation { get }
  /// The shape that comes out when `input` goes in, or an error that names the layer.
  func outputShape(for input: Shape, at index: Int) throws(BlueprintError) -> Shape
  /// The tensors it needs, in the order they are stored.
  func parameters(for input: Shape) -> [ParameterSpecification]
}

extension Layer {
  /// The layer's own description, whichever kind it is.
  var kind: any LayerKind {
    switch self {
    case .dense(let dense): dense
    case .activation(let activation): activation
    case .dropout(let dropout): dropout
    case .flatten: Flatten()
    case .conv2D(let convolution): convolution
    case .maxPooling2D(let pooling): pooling
    case .averagePooling2D(let pooling): pooling
    case .normalization: Normalization()
    }
  }

  /// The name blueprint files use: `dense`, `conv2D`, `flatten` and so on.
  public var name: String { type(of: kind).kind }

  /// The activation of the layer's neurons.
  public var activation: Activation { kind.activation }
}

extension Layer: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    var object = try JSONObjectReader(
      json, at: path, expected: "an object such as {\"dense\":{\"units\":10}}")
    let (name, details) = try object.onlyEntry(of: "layer")
    let settingsPath = path.appending(name)
    var settings = try JSONObjectReader(
      details, at: settingsPath, expected: "an object with settings")
    switch name {
    case Dense.kind: self = .dense(try Dense(settings: &settings, at: settingsPath))
    case ActivationLayer.kind:
      self = .activation(try ActivationLayer(settings: &settings, at: settingsPath))
    case Dropout.kind: self = .dropout(try Dropout(settings: &settings, at: settingsPath))
    case Flatten.kind: self = .flatten
    case Conv2D.kind: self = .conv2D(try Conv2D(settings: &settings, at: settingsPath))
    case MaxPooling2D.kind:
      self = .maxPooling2D(try MaxPooling2D(settings: &settings, at: settingsPath))
    case AveragePooling2D.kind:
      self = .averagePooling2D(try AveragePooling2D(settings: &settings, at: settingsPath))
    case Normalization.kind: self = .normalization
    default:
      throw .unknownName(path: path, what: "layer", found: name, known: Self.allNames)
    }
    try settings.finish()
  }

  package var json: JSONValue {
    switch self {
    case .dense(let dense): .object([(Dense.kind, dense.settings)])
    case .activation(let activation): .object([(ActivationLayer.kind, activation.settings)])
    case .dropout(let dropout): .object([(Dropout.kind, dropout.settings)])
    case .flatten: .object([(Flatten.kind, .object([]))])
    case .conv2D(let convolution): .object([(Conv2D.kind, convolution.settings)])
    case .maxPooling2D(let pooling): .object([(MaxPooling2D.kind, pooling.settings)])
    case .averagePooling2D(let pooling): .object([(AveragePooling2D.kind, pooling.settings)])
    case .normalization: .object([(Normalization.kind, .object([]))])
    }
  }

  private static let allNames = [
    Dense.kind, ActivationLayer.kind, Dropout.kind, Flatten.kind, Conv2D.kind, MaxPooling2D.kind,
    AveragePooling2D.kind, Normalization.kind,
  ]
}
