import CMath

/// The normal distribution with mean 0 and deviation 1, made from uniform numbers.
enum StandardNormal {
  /// Turns two uniform numbers in [0, 1) into one of the normal distribution.
  ///
  /// Source: Box and Muller, "A note on the generation of random normal deviates", Annals of
  /// Mathematical Statistics 29, 1958.
  static func value(_ first: Double, _ second: Double) -> Double {
    // 1 − first lies in (0, 1], so that the logarithm is finite.
    (-2 * glassbox_log(1 - first)).squareRoot() * glassbox_cos(2 * Double.pi * second)
  }
}
