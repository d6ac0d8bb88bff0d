import NetworkDescription

/// Made-up points of a plane: z = 2x − 3y + 1, with x and y between −1 and 1.
///
/// All that linear layers can learn is a plane, so a network of them can learn this one exactly.
public enum PlanePoints {
  /// How far z rises with x and with y.
  public static let slopes = [2.0, -3.0]
  /// The height of the plane at x = y = 0.
  public static let height = 1.0

  /// Points at random, always the same for the same seed: x and y one after the other, and every z.
  public static func points(count: Int, seed: UInt64) -> (inputs: [Double], targets: [Double]) {
    var random = SeededRandom(seed: seed).sequence(.data)
    let count = max(0, count)
    let inputs = (0..<2 * count).map { _ in random.nextUniform(-1...1) }
    let targets = (0..<count).map { point in
      slopes[0] * inputs[2 * point] + slopes[1] * inputs[2 * point + 1] + height
    }
    return (inputs, targets)
  }
}
