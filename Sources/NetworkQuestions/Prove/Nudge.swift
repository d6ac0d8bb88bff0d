import NetworkDescription
import NeuronGraph

/// Nudges weights and looks at the loss, one weight at a time.
struct Nudge {
  let network: NeuronNetwork
  let inputs: [Double]
  let targets: [Double]
  /// The loss with all weights as they are.
  private let loss: Double
  /// The neurons whose activation has a corner, which is where their sum is 0.
  private let bending: [Neuron]
  /// On which side of their corner they are.
  private let sides: [Bool]
  /// On which side of each corner of the loss each output is.
  private let lossSides: [(output: Int, corner: Double, isAbove: Bool)]
  /// The links that max pooling has let through.
  private let open: [Link]

  /// ∛(2⁻⁵²): see ``Proof``.
  private static let usualStep = 0x1p-52.cubeRoot
  /// Where a corner is closer than this, only one side of it can be looked at.
  private static let shrinkings = 3

  init(_ network: NeuronNetwork, inputs: [Double], targets: [Double]) throws(NetworkError) {
    (self.network, self.inputs, self.targets) = (network, inputs, targets)
    loss = try network.loss(inputs: inputs, targets: targets)
    bending = network.layers.flatMap { $0.neurons }.filter { $0.activation.traits.hasCorner }
    sides = bending.map { $0.sum > 0 }
    open = network.openPoolingLinks
    lossSides = network.outputNeurons.indices.flatMap { output in
      let difference = network.outputNeurons[output].output - targets[output]
      return network.loss.traits.corners.map {
        (output: output, corner: $0, isAbove: difference > $0)
      }
    }
  }

  /// Compares what a nudge does with what was claimed.
  func proof(
    of learned: LearnedWeight, sensitivity: Double, penalty: Penalty
  ) throws(NetworkError) -> Proof {
    let value = learned.weight.value
    // A pull of its own is no part of the gradient.
    let pull = penalty.l1OfPull
    let loss = loss - pull * abs(value)
    var epsilon = Self.usualStep * max(1, abs(value))
    // |w| has a corner at 0, where the L1 penalty turns round.
    if penalty.l1 != 0, value != 0 { epsilon = min(epsilon, abs(value) / 4) }
    // What is added and taken off should be the same number, to the last bit.
    epsilon = (value + epsilon) - value
    var corners = Corners()
    var above = try side(of: learned.weight, epsilon, pull)
    var below = try side(of: learned.weight, -epsilon, pull)
    for _ in 0..<Self.shrinkings where !above.crossed.isEmpty && !below.crossed.isEmpty {
      corners += above.crossed + below.crossed
      epsilon = (value + epsilon / 16) - value
      above = try side(of: learned.weight, epsilon, pull)
      below = try side(of: learned.weight, -epsilon, pull)
    }
    corners += above.crossed + below.crossed
    let stencil: Proof.Stencil =
      switch (above.crossed.isEmpty, below.crossed.isEmpty) {
      case (true, true), (false, false): .central
      case (true, false): .upward
      case (false, true): .downward
      }
    let (slope, truncation) = Self.slope(stencil, loss, above, below, epsilon)
    // Eight roundings of the last bit of each loss; outputs near 1 have no more digits than 1 has.
    let rounding = 0x1p-49 * max(1, abs(loss)) / epsilon
    return Proof(
      place: learned.place, uses: learned.uses, weight: value, epsilon: epsilon, loss: loss,
      lossAbove: above.near, lossBelow: below.near, stencil: stencil, slope: slope,
      sensitivity: sensitivity, uncertainty: 3 * truncation + rounding + 1e-9 * abs(slope),
      corners: Self.distinct(corners.bent), turnovers: Self.distinct(corners.turnedOver),
      lossCorners: Self.distinct(corners.ofLoss))
  }

  private static func distinct(_ names: [NeuronName]) -> [NeuronName] {
    var seen: Set<NeuronName> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// The neurons at which the loss has a corner that a nudge went over.
  private struct Corners {
    /// Whose activation was switched to its other side.
    var bent: [NeuronName] = []
    /// Which pooling let another neuron through.
    var turnedOver: [NeuronName] = []
    /// Which outputs have passed a corner of the loss itself.
    var ofLoss: [NeuronName] = []

    var isEmpty: Bool { bent.isEmpty && turnedOver.isEmpty && ofLoss.isEmpty }

    static func + (left: Self, right: Self) -> Self {
      Self(
        bent: left.bent + right.bent, turnedOver: left.turnedOver + right.turnedOver,
        ofLoss: left.ofLoss + right.ofLoss)
    }
    static func += (left: inout Self, right: Self) { left = left + right }
  }

  /// The losses on one side: one step and two steps away, and who was switched on the way.
  private struct Side {
    let near: Double
    let far: Double
    let crossed: Corners
  }

  private func side(
    of weight: Weight, _ step: Double, _ pull: Double
  ) throws(NetworkError) -> Side {
    let (near, crossedNear) = try look(weight, step, pull)
    let (far, crossedFar) = try look(weight, 2 * step, pull)
    return Side(near: near, far: far, crossed: crossedNear + crossedFar)
  }

  private func look(
    _ weight: Weight, _ step: Double, _ pull: Double
  ) throws(NetworkError) -> (Double, Corners) {
    try network.with([(weight, weight.value + step)]) { () throws(NetworkError) in
      let loss =
        try network.loss(inputs: inputs, targets: targets) - pull * abs(weight.value)
      let bent = zip(bending, sides).filter { ($0.sum > 0) != $1 }.map { $0.0.name }
      let turnedOver = open.filter { $0.weight.value != 1 }.map { $0.target.name }
      let ofLoss = lossSides.filter { side in
        let difference = network.outputNeurons[side.output].output - targets[side.output]
        return (difference > side.corner) != side.isAbove
      }
      return (
        loss,
        Corners(
          bent: bent, turnedOver: turnedOver,
          ofLoss: ofLoss.map { network.outputNeurons[$0.output].name })
      )
    }
  }

  /// The slope, and how much it would change with a step twice as long, taken to the step made.
  private static func slope(
    _ stencil: Proof.Stencil, _ loss: Double, _ above: Side, _ below: Side, _ epsilon: Double
  ) -> (slope: Double, truncation: Double) {
    switch stencil {
    case .central:
      let near = (above.near - below.near) / (2 * epsilon)
      let far = (above.far - below.far) / (4 * epsilon)
      return (near, abs(far - near) / 3)
    case .upward: return oneSided(loss, above, epsilon)
    case .downward: return oneSided(loss, below, -epsilon)
    }
  }

  /// (−3·L(w) + 4·L(w + h) − L(w + 2h)) / 2h, which is exact for parabolas.
  private static func oneSided(
    _ loss: Double, _ side: Side, _ step: Double
  ) -> (slope: Double, truncation: Double) {
    let slope = (4 * (side.near - loss) - (side.far - loss)) / (2 * step)
    let straight = (side.near - loss) / step
    // The straight quotient is off by h/2 of the second derivative; one order more is h times less.
    return (slope, abs(slope - straight) * abs(step).squareRoot())
  }
}

extension Double {
  /// The third root of a positive number, by Newton's iteration.
  fileprivate var cubeRoot: Double {
    var root = 1.0
    for _ in 0..<60 { root -= (root - self / (root * root)) / 3 }
    return root
  }
}
