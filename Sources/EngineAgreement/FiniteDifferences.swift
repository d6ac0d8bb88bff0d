import NetworkDescription
import NeuronGraph

/// Slopes of the objects' loss without any calculus: change a weight a little, see what happens.
///
/// The central quotient over four points, (8·[L(w + h) − L(w − h)] − [L(w + 2h) − L(w − 2h)]) / 12h,
/// is off by h⁴/30 of the fifth derivative, and by what the loss is rounded to, about 2⁻⁵²·L / h.
/// The step h is 10⁻³·max(1, |w|), and smaller where that reaches across a relu's corner.
///
/// A relu that stands exactly in its corner, because dropout has silenced all that leads to it, has
/// a slope on either side; going back the engines take one of them. So does the quotient then,
/// (−25·L(w) + 48·L(w + h) − 36·L(w + 2h) + 16·L(w + 3h) − 3·L(w + 4h)) / 12h and its mirror image.
struct FiniteDifferences {
  /// Steps to try, one after the other, until the quotient agrees.
  private static let steps = [1e-3, 1e-4, 1e-5]
  /// What a quotient of the first step can be told to, of the tensor's largest gradient.
  static let tolerance = 1e-7
  /// How many losses a quotient takes whose first step agrees.
  static let lossesPerQuotient = Stencil.central.points.count
  /// Gradients below this, times the loss, drown in its rounding.
  private static let smallestScale = 1e-4

  let network: NeuronNetwork
  let source: any SampleSource
  let samples: ArraySlice<Int>

  /// The quotient for one number of a tensor that comes closest to a gradient, and its error.
  ///
  /// - Parameter pull: The λ₁ of a penalty that is no part of the gradient, though of the loss.
  func quotient(
    _ index: Int, of name: String, gradient: Double, scale: Double, pull: Double
  ) throws -> (value: Double, error: Double) {
    var best = (value: Double.nan, error: Double.infinity)
    for stencil in [Stencil.central, .rightward, .leftward] {
      for step in Self.steps where best.error > Self.tolerance {
        let value = try quotient(index, of: name, stencil, step: step, pull: pull)
        let error = Comparison.error(gradient, value, scale: scale)
        if error < best.error || best.value.isNaN { best = (value, error) }
      }
    }
    return best
  }

  /// The scale on which the gradients of a tensor are compared.
  func scale(of gradients: [Double], loss: Double) -> Double {
    max(Comparison.scale(of: gradients), Self.smallestScale * max(1, abs(loss)))
  }

  private func quotient(
    _ index: Int, of name: String, _ stencil: Stencil, step: Double, pull: Double
  ) throws -> Double {
    var (sum, width, number) = (0.0, 0.0, 0.0)
    for (steps, factor) in stencil.points {
      let loss = try network.loss(on: source, samples: samples, ifNumber: index, of: name) {
        width = step * max(1, abs($0))
        number = $0 + steps * width
        return number
      }
      sum += factor * ((loss ?? .nan) - pull * abs(number))
    }
    return sum / (12 * width)
  }
}

/// Where to look, in steps, and what each place counts in twelfths.
private struct Stencil {
  let points: [(steps: Double, factor: Double)]

  static let central = Stencil(points: [(1, 8), (-1, -8), (2, -1), (-2, 1)])
  static let rightward = Stencil(points: [(0, -25), (1, 48), (2, -36), (3, 16), (4, -3)])
  static let leftward = Stencil(points: rightward.points.map { (-$0.steps, -$0.factor) })
}
