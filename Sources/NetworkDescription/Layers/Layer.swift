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

extension Layer {
  /// One of each kind, with settings that blueprints replace by their own.
  private static let allKinds: [Layer] = [
    .dense(Dense(units: 1)), .activation(ActivationLayer(.identity)), .dropout(Dropout(rate: 0)),
    .flatten, .conv2D(Conv2D(filters: 1, kernel: 1)), .maxPooling2D(MaxPooling2D(pool: 1)),
    .averagePooling2D(AveragePooling2D(pool: 1)), .normalization,
  ]

  /// What there is to know of it.
  package var traits: LayerTraits {
    switch self {
    case .dense(let kind): LayerTraits(of: kind)
    case .activation(let kind): LayerTraits(of: kind)
    case .dropout(let kind): LayerTraits(of: kind)
    case .flatten: LayerTraits(of: Flatten())
    case .conv2D(let kind): LayerTraits(of: kind)
    case .maxPooling2D(let kind): LayerTraits(of: kind)
    case .averagePooling2D(let kind): LayerTraits(of: kind)
    case .normalization: LayerTraits(of: Normalization())
    }
  }

  /// The name blueprint files use: `dense`, `conv2D`, `flatten` and so on.
  public var name: String { traits.name }

  /// The activation of the layer's neurons.
  public var activation: Activation { traits.activation }
}

extension Layer: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    var object = try JSONObjectReader(
      json, at: path, expected: "an object such as {\"dense\":{\"units\":10}}")
    let (name, details) = try object.onlyEntry(of: "layer")
    guard let kind = Self.allKinds.first(where: { $0.name == name }) else {
      throw .unknownName(
        path: path, what: "layer", found: name, known: Self.allKinds.map { $0.name })
    }
    let path = path.appending(name)
    var settings = try JSONObjectReader(details, at: path, expected: "an object with settings")
    self =
      switch kind {
      case .dense: .dense(try Dense(settings: &settings, at: path))
      case .activation: .activation(try ActivationLayer(settings: &settings, at: path))
      case .dropout: .dropout(try Dropout(settings: &settings, at: path))
      case .flatten: .flatten
      case .conv2D: .conv2D(try Conv2D(settings: &settings, at: path))
      case .maxPooling2D: .maxPooling2D(try MaxPooling2D(settings: &settings, at: path))
      case .averagePooling2D: .averagePooling2D(try AveragePooling2D(settings: &settings, at: path))
      case .normalization: .normalization
      }
    try settings.finish()
  }

  package var json: JSONValue { .object([(name, .object(traits.settings))]) }
}
