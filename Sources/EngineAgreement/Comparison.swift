import NetworkDescription

/// Two lists of numbers that should be the same, and the place where they are furthest apart.
///
/// The error is |objects − other| in units of the largest number of the tensor, because sums that
/// cancel have no relative accuracy of their own; tensors smaller than ``smallestScale`` count as
/// that large.
package struct Comparison: Sendable {
  /// What was compared.
  package enum Quantity: Hashable, Sendable {
    /// The parameters before the first step.
    case start
    /// The outputs of a layer's neurons.
    case outputs
    /// The loss of the batch.
    case loss
    /// What the loss changes by with each weight and bias.
    case gradients
    /// The objects' gradients, with difference quotients of their loss.
    case differences
    /// The parameters after so many training steps.
    case parameters(steps: Int)
    /// The network's outputs in single precision.
    case singleOutputs
    /// The gradients in single precision.
    case singleGradients
    /// What the optimizer remembers after a step in single precision.
    case singleMemory
    /// The parameters after a step in single precision.
    case singleUpdates
  }

  /// A tensor no larger than this is compared as if it were.
  static let smallestScale = 1e-3

  /// What was compared.
  package let quantity: Quantity
  /// The layer's number; the inputs are layer 0.
  package let layer: Int
  /// The largest error there may be.
  package let tolerance: Double
  /// How many numbers were compared.
  package private(set) var count = 0
  /// Where the numbers are furthest apart.
  package private(set) var worst: ComparedPlace = .loss
  /// The position in its tensor.
  private(set) var worstIndex = 0
  /// The objects' number there.
  package private(set) var objects = 0.0
  /// The other number there: the matrices', or the difference quotient.
  private var other = 0.0
  /// How far they are apart there.
  package private(set) var error = -1.0
  /// What a difference quotient of a gradient says there, if the matrices are compared.
  var secondOpinion: Double?

  /// The matrices' number there; nil where objects are compared with finite differences.
  package var matrices: Double? { quantity == .differences ? nil : other }
  /// What finite differences say of that place, where they were asked.
  package var quotient: Double? { quantity == .differences ? other : secondOpinion }

  /// Whether nothing is further apart than it may be.
  package var agrees: Bool { error <= tolerance }

  /// Has compared nothing yet.
  package init(_ quantity: Quantity, layer: Int, tolerance: Double) {
    self.quantity = quantity
    self.layer = layer
    self.tolerance = tolerance
  }

  /// Whether the worst number is of that kind.
  func isWorst(_ role: ParameterSpecification.Role) -> Bool {
    switch worst {
    case .weight(let place): role == (place.isBias ? .bias : .weight)
    case .neuron, .number, .loss: false
    }
  }

  /// The error that numbers of a tensor have.
  static func error(_ first: Double, _ second: Double, scale: Double) -> Double {
    guard first != second else { return 0 }
    let error = abs(first - second) / scale
    return error.isNaN ? .infinity : error
  }

  /// The size of the largest number.
  static func scale(of numbers: [Double]) -> Double {
    numbers.reduce(smallestScale) { max($0, abs($1)) }
  }

  /// Compares the numbers of one tensor, on the tensor's own scale.
  package mutating func add(_ objects: [Double], _ other: [Double], place: (Int) -> ComparedPlace) {
    guard objects.count == other.count else {
      (worst, error) = (place(0), .infinity)
      return
    }
    let scale = Self.scale(of: objects)
    for index in objects.indices {
      add(
        objects[index], other[index],
        error: Self.error(objects[index], other[index], scale: scale), at: index, place(index))
    }
  }

  /// Compares numbers that each have a bound; errors are in units of it.
  mutating func add(
    _ objects: [Double], _ other: [Double], bounds: [Double], place: (Int) -> ComparedPlace
  ) {
    guard objects.count == other.count, objects.count == bounds.count else {
      (worst, error) = (place(0), .infinity)
      return
    }
    for index in objects.indices {
      add(
        objects[index], other[index],
        error: Self.error(objects[index], other[index], scale: bounds[index]), at: index,
        place(index))
    }
  }

  /// Compares two numbers whose error is known.
  mutating func add(
    _ objects: Double, _ other: Double, error: Double, at index: Int,
    _ place: @autoclosure () -> ComparedPlace
  ) {
    count += 1
    guard error > self.error else { return }
    (self.objects, self.other, self.error) = (objects, other, error)
    (worst, worstIndex) = (place(), index)
  }
}

extension Comparison: CustomStringConvertible {
  /// The worst place with its numbers.
  package var description: String {
    let numbers = [
      "\(objects) by the objects", matrices.map { "\($0) by the matrices" },
      quotient.map { "\($0) by finite differences" },
    ].compactMap(\.self).joined(separator: ", ")
    return "layer \(layer), \(quantity.words), \(worst): \(numbers); error \(error), at most "
      + "\(tolerance) allowed"
  }
}

extension Comparison.Quantity {
  /// What people read.
  package var words: String {
    switch self {
    case .start: "parameters at the start"
    case .outputs: "outputs"
    case .loss: "loss"
    case .gradients: "gradients"
    case .differences: "finite differences"
    case .parameters(1): "parameters after 1 step"
    case .parameters(let steps): "parameters after \(steps) steps"
    case .singleOutputs: "outputs in single precision"
    case .singleGradients: "gradients in single precision"
    case .singleMemory: "memory in single precision"
    case .singleUpdates: "steps in single precision"
    }
  }

  /// The name in JSON.
  package var name: String {
    switch self {
    case .start: "start"
    case .outputs: "outputs"
    case .loss: "loss"
    case .gradients: "gradients"
    case .differences: "differences"
    case .parameters: "parameters"
    case .singleOutputs: "singleOutputs"
    case .singleGradients: "singleGradients"
    case .singleMemory: "singleMemory"
    case .singleUpdates: "singleUpdates"
    }
  }
}
