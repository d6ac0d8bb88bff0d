import TextFormats

/// Which weights and biases of a layer training leaves as they are.
///
/// A frozen number has a gradient like any other, and other neurons learn through its link; only the
/// update passes it by, and the optimizer remembers nothing of it. Links that share a weight share
/// that it is frozen. In a penalty it still counts.
public struct FrozenNumbers: Hashable, Sendable {
  /// Whether all weights are frozen.
  public var weights: Bool
  /// Whether all biases are frozen.
  public var biases: Bool
  /// Single links and biases that are frozen.
  public var places: [WeightPlace]

  /// Freezes what is named; without any settings nothing.
  public init(weights: Bool = false, biases: Bool = false, places: [WeightPlace] = []) {
    self.weights = weights
    self.biases = biases
    self.places = places
  }

  /// Training moves everything.
  public static let none = FrozenNumbers()
  /// Training moves nothing.
  public static let all = FrozenNumbers(weights: true, biases: true)
}

/// In JSON: `true`, `"weights"`, `"biases"`, a place such as `"0.0-1.0"` or `"bias 1.0"`, or a list.
extension FrozenNumbers: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    switch json {
    case .bool(let isFrozen): self = isFrozen ? .all : .none
    case .string(let text):
      self.init()
      try add(text, at: path)
    case .array(let items):
      self.init()
      for (index, item) in items.enumerated() {
        let path = path.appending(index: index)
        guard case .string(let text) = item else {
          throw .wrongType(path: path, expected: Self.expected, found: item.kind)
        }
        try add(text, at: path)
      }
    default:
      throw .wrongType(
        path: path, expected: "true, false, \(Self.expected), or a list of these",
        found: json.kind)
    }
  }

  private mutating func add(_ text: String, at path: JSONPath) throws(BlueprintError) {
    switch text {
    case "weights": weights = true
    case "biases": biases = true
    default:
      guard let place = WeightPlace(typed: text) else {
        throw .wrongType(
          path: path, expected: Self.expected, found: "\"\(text.shortenedOnOneLine)\"")
      }
      if !places.contains(place) { places.append(place) }
    }
  }

  private static let expected =
    "\"weights\", \"biases\", a link such as \"0.0-1.0\" or a bias such as \"bias 1.0\""

  package var json: JSONValue {
    if self == .all { return .bool(true) }
    let kinds = (weights ? ["weights"] : []) + (biases ? ["biases"] : [])
    let names = kinds + places.map { $0.description }
    return names.count == 1 ? .string(names[0]) : .array(names.map { .string($0) })
  }
}

/// Which numbers of one tensor training leaves as they are, by their positions.
package enum FrozenPositions: Hashable, Sendable {
  case none
  case all
  case some(Set<Int>)

  package func contains(_ position: Int) -> Bool {
    switch self {
    case .none: false
    case .all: true
    case .some(let positions): positions.contains(position)
    }
  }

  /// How many of so many numbers are frozen.
  package func count(of total: Int) -> Int {
    switch self {
    case .none: 0
    case .all: total
    case .some(let positions): positions.count
    }
  }

  /// The positions that training moves, in runs of neighbours.
  package func moving(of count: Int) -> [Range<Int>] {
    switch self {
    case .none: return [0..<count]
    case .all: return []
    case .some(let positions):
      var runs: [Range<Int>] = []
      var start = 0
      for stop in positions.sorted() + [count] {
        if start < stop { runs.append(start..<stop) }
        start = stop + 1
      }
      return runs
    }
  }
}

extension NetworkBlueprint {
  /// Which numbers of a layer's tensor training leaves as they are.
  package func frozen(
    _ role: ParameterSpecification.Role, ofLayer layer: Int
  ) -> FrozenPositions {
    let frozen = layers[layer].traits.frozen
    guard role.isTrainable, !(role == .bias ? frozen.biases : frozen.weights) else { return .all }
    let positions = frozen.places.compactMap { place -> Int? in
      guard place.isBias == (role == .bias) else { return nil }
      return self.parameter(at: place)?.index
    }
    return positions.isEmpty ? .none : .some(Set(positions))
  }

  /// How many numbers training leaves as they are, of those that it could move.
  package var frozenCount: Int {
    layers.indices.reduce(0) { sum, layer in
      parameters(ofLayer: layer).filter { $0.role.isTrainable }.reduce(sum) {
        $0 + frozen($1.role, ofLayer: layer).count(of: $1.count)
      }
    }
  }

  /// Refuses frozen places that are not in the layer that names them.
  func checkFrozenPlaces() throws(BlueprintError) {
    for (index, layer) in layers.enumerated() {
      for place in layer.traits.frozen.places {
        guard let found = parameter(at: place), found.layer == index else {
          let example = self.place(of: 0, in: .weight, ofLayer: index)?.description ?? ""
          throw .badLayer(
            index: index, kind: layer.name,
            expected: "frozen links and biases of this layer, such as \(example)",
            found: "\(place)")
        }
      }
    }
  }
}
