import NetworkDescription
import Testing

@testable import NeuronGraph

/// What a description says of an activation, held against the arithmetic of the objects.
@Suite("What is stated of an activation is true of it")
struct ActivationTraitsTests {
  /// All that have an output for a sum alone, each kind with its usual number and with others.
  static let activations: [Activation] =
    Activation.allKinds.filter { $0 != .softmax }
    + [.leakyRelu(slope: 0.3), .leakyRelu(slope: -0.5), .elu(alpha: 0.25), .elu(alpha: 2)]

  private static let sums = stride(from: -30.0, through: 30, by: 0.01)

  private func slope(_ activation: Activation, _ sum: Double) -> Double {
    activation.slope(sum: sum, output: activation.output(sum))
  }

  @Test("Its outputs lie in its range, and it rises if it says so", arguments: activations)
  func rangeAndRise(activation: Activation) {
    let traits = activation.traits
    var before = -Double.infinity
    for sum in Self.sums {
      let output = activation.output(sum)
      #expect(traits.range.contains(output), "\(sum)")
      // Where it is nearly flat, two outputs may be rounded to the same number.
      if traits.isRising { #expect(output >= before, "\(sum)") }
      before = output
    }
    let falls = Self.sums.contains { slope(activation, $0) <= 0 && abs($0) < 3 }
    #expect(traits.isRising == !falls)
  }

  @Test("The sum of one half gives one half", arguments: activations)
  func sumAtOneHalf(activation: Activation) {
    #expect(abs(activation.output(activation.traits.sumAtOneHalf) - 0.5) < 1e-12)
  }

  @Test("The steepest slope is the largest there is", arguments: activations)
  func steepestSlope(activation: Activation) {
    let steepest = activation.traits.steepestSlope
    let largest = Self.sums.reduce(0) { max($0, abs(slope(activation, $1))) }
    #expect(largest <= steepest * (1 + 1e-12) && largest > 0.98 * steepest)
  }

  @Test("Near a flat end the slope is next to nothing, and nowhere else", arguments: activations)
  func flatEnds(activation: Activation) {
    let traits = activation.traits
    for sum in Self.sums {
      let isFlat = traits.isSaturated(sum: sum, output: activation.output(sum))
      let share = abs(slope(activation, sum)) / traits.steepestSlope
      switch traits.flatness {
      case .never: #expect(!isFlat)
      case .belowZero: #expect(isFlat == (share == 0))
      case .ends: #expect(isFlat ? share < 0.06 : share > 0.001 || abs(sum) < 3, "\(sum)")
      }
    }
  }

  @Test(
    "Pieces are straight, curves are not, and corners are where slopes jump", arguments: activations
  )
  func form(activation: Activation) {
    let traits = activation.traits
    let (left, right) = (slope(activation, -1e-9), slope(activation, 1e-9))
    let bend = slope(activation, 2) - slope(activation, 1)
    #expect(traits.isPiecewiseLinear == (bend == 0 && slope(activation, -2) == left))
    if abs(left - right) > 1e-6 { #expect(traits.hasCorner) }
    if case .curve(let atZero, _) = traits.form {
      #expect(abs(activation.output(0) - atZero) < 1e-15)
    }
  }

  @Test("A blueprint gets back the activation it was written with", arguments: activations)
  func json(activation: Activation) throws {
    #expect(try Activation(json: activation.json, at: .root) == activation)
  }
}
