import TextFormats

/// A named block of numbers: the weights or the biases of one layer.
public struct Tensor: Hashable, Sendable {
  /// Its extents, outermost first: [inputs, units] for the weights of a dense layer.
  public let shape: [Int]
  /// Its numbers, row by row.
  public var values: [Double]

  /// Makes a tensor; there must be as many values as the shape says.
  public init(shape: [Int], values: [Double]) {
    self.shape = shape
    self.values = values
  }
}

/// Everything a network has learned, or the gradient of all of it: tensors by name.
///
/// Names are those of model files: `layers.N.weight` and `layers.N.bias`, N being the layer's
/// position in the blueprint. Either engine takes parameters and hands them back. A normalization
/// has `layers.N.mean` and `layers.N.deviation`, which come from the training data.
public struct Parameters: Hashable, Sendable {
  /// The tensors by name.
  public var tensors: [String: Tensor]

  /// Collects tensors under their names.
  public init(_ tensors: [String: Tensor] = [:]) {
    self.tensors = tensors
  }

  /// The tensor of that name.
  public subscript(_ name: String) -> Tensor? {
    get { tensors[name] }
    set { tensors[name] = newValue }
  }
}

/// What a layer needs to know of one of its tensors before it exists.
public struct ParameterSpecification: Hashable, Sendable {
  /// What a tensor is for in its layer.
  public enum Role: String, Hashable, Sendable {
    /// The factors on the links.
    case weight
    /// What neurons add to their sums.
    case bias
    /// The means of the training data's inputs; see ``Layer/normalization``.
    case mean
    /// The deviations of the training data's inputs.
    case deviation

    /// Whether training moves it; gradients and optimizers' memory of all others stay 0.
    public var isTrainable: Bool { self == .weight || self == .bias }
  }

  /// What it is for.
  public let role: Role
  /// Its extents, outermost first.
  public let shape: [Int]
  let fanIn: Int
  let fanOut: Int
  let initializer: Initializer

  /// How many numbers it holds.
  public var count: Int { shape.reduce(1) { $0.saturatingProduct($1) } }
}

extension NetworkBlueprint {
  /// The name a tensor has in model files: `layers.2.weight`.
  public static func tensorName(layer: Int, _ role: ParameterSpecification.Role) -> String {
    "layers.\(layer).\(role.rawValue)"
  }

  /// The tensors that one layer needs.
  public func parameters(ofLayer index: Int) -> [ParameterSpecification] {
    layers[index].traits.parameters(inputShape(ofLayer: index))
  }

  /// The names and specifications of all tensors, in the order of the layers.
  public var parameterSpecifications: [(name: String, specification: ParameterSpecification)] {
    layers.indices.flatMap { index in
      parameters(ofLayer: index).map { (Self.tensorName(layer: index, $0.role), $0) }
    }
  }

  /// How many numbers the network learns.
  public var parameterCount: Int {
    parameterSpecifications.reduce(0) { $0 + $1.specification.count }
  }

  /// The parameters that training starts from: a pure function of blueprint and seed.
  public func initialParameters() -> Parameters {
    var tensors: [String: Tensor] = [:]
    for index in layers.indices {
      for (position, specification) in parameters(ofLayer: index).enumerated() {
        let values = specification.initializer.values(
          count: specification.count, fanIn: specification.fanIn, fanOut: specification.fanOut,
          seed: seed, tensor: 2 * index + position)
        tensors[Self.tensorName(layer: index, specification.role)] =
          Tensor(shape: specification.shape, values: values)
      }
    }
    return Parameters(tensors)
  }

  /// Checks that parameters are those of this blueprint: every tensor there, none left over, and
  /// nothing divided by a deviation of 0.
  ///
  /// - Throws: ``BlueprintError/badParameter(name:expected:found:)`` for the first that is not.
  public func validate(_ parameters: Parameters) throws(BlueprintError) {
    try checkShapes(of: parameters)
    for (name, specification) in parameterSpecifications {
      try specification.role.check(parameters[name]?.values ?? [], called: name)
    }
  }

  /// Checks that tensors are shaped as the parameters are, whatever their values.
  func checkShapes(of parameters: Parameters) throws(BlueprintError) {
    var leftOver = parameters.tensors
    for (name, specification) in parameterSpecifications {
      guard let tensor = leftOver.removeValue(forKey: name) else {
        throw .badParameter(
          name: name, expected: "a tensor shaped \(specification.shape)", found: "none")
      }
      guard tensor.shape == specification.shape else {
        throw .badParameter(
          name: name, expected: "shape \(specification.shape)",
          found: "\(tensor.shape)".shortenedOnOneLine)
      }
      guard tensor.values.count == specification.count else {
        throw .badParameter(
          name: name, expected: "\(specification.count) values", found: "\(tensor.values.count)")
      }
    }
    if let extra = leftOver.keys.sorted().first {
      throw .badParameter(
        name: extra, expected: "only tensors of \(self.name)", found: "one more")
    }
  }
}

extension ParameterSpecification.Role {
  /// Refuses values that it cannot have.
  package func check(_ values: [Double], called name: String) throws(BlueprintError) {
    guard self == .deviation, let wrong = values.first(where: { $0 <= 0 }) else { return }
    throw .badParameter(name: name, expected: "deviations above 0", found: "\(wrong)")
  }
}
