extension Colour {
  /// The colour of a number on a scale from 0 to 1: black for nothing, by way of purple and orange
  /// to a pale yellow for the most.
  ///
  /// It is "magma" (S. van der Walt and N. Smith, 2015) at nine places, and straight lines between
  /// them: it gets lighter all the way, for colour-blind people and on grey paper, too.
  ///
  /// - Parameter share: Smaller and larger numbers look like 0 and 1; what is not a number like 0.
  public static func sequential(_ share: Double) -> Colour {
    guard share > 0 else { return stops[0] }
    let place = min(share, 1) * Double(stops.count - 1)
    let below = min(Int(place), stops.count - 2)
    return stops[below].mixed(with: stops[below + 1], share: place - Double(below))
  }

  private static let stops = [
    Colour(red: 0, green: 0, blue: 4), Colour(red: 28, green: 16, blue: 68),
    Colour(red: 79, green: 18, blue: 123), Colour(red: 129, green: 37, blue: 129),
    Colour(red: 181, green: 54, blue: 122), Colour(red: 229, green: 80, blue: 100),
    Colour(red: 251, green: 135, blue: 97), Colour(red: 254, green: 194, blue: 135),
    Colour(red: 252, green: 253, blue: 191),
  ]
}
