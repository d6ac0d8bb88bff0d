import NetworkBlueprint
import NeuronGraph

/// Slopes of the objects' loss without any calculus: change a weight a little, see what happens.
///
/// The central quotient over four points, (8·[L(w + h) − L(w − h)] − [L(w + 2h) − L(w − 2h)]) / 12h,
/// is off by h⁴/30 of the fifth derivative, and by what the loss is rounded to, about 2⁻⁵²·L / h.
/// The step h is 10⁻³·max(1, |w|), and smaller where that reaches across a relu's corner.
struct FiniteDifferences {
  /// Steps to try, one after the other, until the quotient agrees.
  private static let steps = [1e-3, 1e-4, 1e-5]
  /// What a quotient of the first step can be told to, of the tensor's largest gradient.
  static let tolerance = 1e-7
  /// Gradients below this, times the loss, drown in its rounding.
  private static let smallestScale = 1e-4

  let network: NeuronNetwork
  let source: any SampleSource
  let samples: ArraySlice<Int>

  /// The quotient for one number of a tensor that comes closest to a gradient, and its error.
  func quotient(
    _ index: Int, of name: String, gradient: Double, scale: Double
  ) throws -> (value: Double, error: Double) {
    var best = (value: Double.nan, error: Double.infinity)
    for step in Self.steps where best.error > Self.tolerance {
      let value = try quotient(index, of: name, step: step)
      let error = Comparison.error(gradient, value, scale: scale)
      if error < best.error || best.value.isNaN { best = (value, error) }
    }
    return best
  }

  /// The scale on which the gradients of a tensor are compared.
  func scale(of gradients: [Double], loss: Double) -> Double {
    max(Comparison.scale(of: gradients), Self.smallestScale * max(1, abs(loss)))
  }

  private func quotient(_ index: Int, of name: String, step: Double) throws -> Double {
    var width = 0.0
    func loss(_ steps: Double) throws -> Double {
      try network.loss(on: source, samples: samples, ifNumber: index, of: name) { value in
        width = step * max(1, abs(value))
        return value + steps * width
      } ?? .nan
    }
    func difference(_ steps: Double) throws -> Double { try loss(steps) - loss(-steps) }
    let differences = try 8 * difference(1) - difference(2)
    return differences / (12 * width)
  }
}
