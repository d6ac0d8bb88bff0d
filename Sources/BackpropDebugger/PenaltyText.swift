import NetworkBlueprint

/// What the weights of a layer cost, as an equation.
struct PenaltyText {
  let layer: Int
  let penalty: Penalty
  /// The sum of the weights' sizes.
  let sizes: Double
  /// The sum of their squares.
  let squares: Double
  let value: Double

  static let introduction = [
    "The penalty: large weights cost something too, l1 × their sizes |w| added up, and l2 × half",
    "their squares.",
  ]

  var line: String {
    var terms: [Expression] = []
    if penalty.l1 != 0 { terms.append(.product(.constant(penalty.l1), .number(sizes))) }
    if penalty.l2 != 0 { terms.append(.product(.constant(penalty.l2), .half(.number(squares)))) }
    return "layer \(layer): penalty = \(Equation(.sum(terms), gives: value).text)"
  }
}
