/// What there is to know of an activation; who needs to know asks here, whichever it is.
package struct ActivationTraits {
  /// The name blueprint files use.
  package let name: String
  /// The number it is made with, if it has one.
  package let setting: CaseSetting<Activation>?
  /// Between what its outputs lie.
  package let range: ClosedRange<Double>
  /// What its graph looks like.
  package let form: Form
  /// Whether a larger sum always means a larger output, so that sums can stand for outputs.
  package let isRising: Bool
  /// The sum whose output is ½.
  package let sumAtOneHalf: Double
  /// Where its graph is flat, so that next to nothing gets through going back.
  package let flatness: Flatness
  /// Its largest slope.
  package let steepestSlope: Double

  init(
    name: String, setting: CaseSetting<Activation>? = nil,
    range: ClosedRange<Double> = -.infinity ... .infinity, form: Form, isRising: Bool = false,
    sumAtOneHalf: Double, flatness: Flatness = .never, steepestSlope: Double = 1
  ) {
    self.name = name
    self.setting = setting
    self.range = range
    self.form = form
    self.isRising = isRising
    self.sumAtOneHalf = sumAtOneHalf
    self.flatness = flatness
    self.steepestSlope = steepestSlope
  }

  /// What the graph of an activation looks like.
  package enum Form: Hashable {
    /// Straight on either side of a sum of 0, with a corner there or without.
    case pieces(corner: Bool)
    /// Curved, with this output at a sum of 0.
    ///
    /// A corner is a place where its bend jumps, which only formulas in pieces have.
    case curve(atZero: Double, corner: Bool = false)
    /// Not a graph at all: outputs depend on the sums of the whole group.
    case shares
  }

  /// Where an activation is flat.
  package enum Flatness {
    /// Nowhere.
    case never
    /// Wherever the sum is not positive: a neuron can die there.
    case belowZero
    /// Ever flatter towards these outputs: a neuron can saturate there.
    case ends([FlatEnd])
  }
}

/// An output that an activation comes ever closer to, and the sums whose outputs do.
package struct FlatEnd: Hashable {
  let output: Double
  let sums: ClosedRange<Double>

  /// For sums that fall, from 0 or another one on.
  static func low(_ output: Double, below sum: Double = 0) -> FlatEnd {
    FlatEnd(output: output, sums: -.infinity...sum)
  }

  /// For sums that rise, from 0 on.
  static func high(_ output: Double) -> FlatEnd { FlatEnd(output: output, sums: 0 ... .infinity) }

  /// Whatever the sum is.
  static func any(_ output: Double) -> FlatEnd {
    FlatEnd(output: output, sums: -.infinity ... .infinity)
  }
}

extension ActivationTraits {
  /// Whether its output is ratio × sum, with one ratio on each side of 0.
  package var isPiecewiseLinear: Bool {
    if case .pieces = form { true } else { false }
  }

  /// Whether its slope changes from sum to sum, whatever the sum.
  package var isCurvedEverywhere: Bool {
    if case .curve(_, corner: false) = form { true } else { false }
  }

  /// Whether its slope jumps where the sum is 0, or how fast the slope changes.
  package var hasCorner: Bool {
    switch form {
    case .pieces(let corner), .curve(_, let corner): corner
    case .shares: false
    }
  }

  /// Whether an output is so near to where the activation ends that its slope is next to nothing.
  package func isSaturated(sum: Double, output: Double) -> Bool {
    switch flatness {
    case .never: false
    case .belowZero: output == 0
    case .ends(let ends):
      ends.contains { $0.sums.contains(sum) && abs(output - $0.output) < 0.01 }
    }
  }
}
