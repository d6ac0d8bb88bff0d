import NetworkDescription

/// What the weights of a layer cost, as an equation.
package struct PenaltyText {
  let layer: Int
  let penalty: Penalty
  /// The sum of the weights' sizes.
  let sizes: Double
  /// The sum of their squares.
  let squares: Double
  let value: Double

  static let introduction = [
    "The penalty: large weights cost something too, l1 × the sum of their sizes |w|, and l2 × half",
    "the sum of their squares. In the update each one's gradient gets l1 × its sign and l2 × it.",
  ]

  package var line: String {
    var terms: [Expression] = []
    if penalty.l1 != 0 { terms.append(.product(.constant(penalty.l1), .number(sizes))) }
    if penalty.l2 != 0 { terms.append(.product(.constant(penalty.l2), .half(.number(squares)))) }
    return "layer \(layer): penalty = \(Equation(.sum(terms), gives: value).text)"
  }
}
