import Pictures

/// What a page's plain ones say of those with a flag: a hand that makes a 1 as one stroke hardly adds a flag
/// elsewhere, so what could be a 1 with a flag or a 7 is sooner a 7.
///
/// A 7 with a short head and a 1 with a flag are the same drawing. A network that sees but the one has to
/// go by what most hands mean by it.
enum SameHand {
  /// What is surer than this to be a 1, and is a single stroke, is a plain one.
  static let sure = 0.9
  /// Where a hand writes plain ones, a 1 has a flag so many times as often as elsewhere.
  static let flagged = 0.25

  /// What is less likely a 1 than this is none.
  static let leastDoubt = 0.005

  private static let (one, seven) = (1, 7)

  /// Whether a network's classes have ones and sevens.
  static func isKnown(to classNames: [String]) -> Bool {
    classNames[one] == "1" && classNames[seven] == "7"
  }

  /// Whether a piece says that the hand makes a 1 as one stroke.
  static func isPlainOne(_ piece: FoundPiece, _ outputs: [Double]) -> Bool {
    piece.isStroke && !piece.isMark && outputs[one] > sure
  }

  /// What a network says of a piece of more than one stroke, where the same hand writes plain ones.
  ///
  /// - Parameter digits: How many of the outputs are digits; together they stay as likely.
  /// - Returns: nil where it is not between a 1 and a 7, or surely no 1.
  static func weighed(_ outputs: [Double], digits: Int) -> [Double]? {
    let isBetween = (0..<digits).allSatisfy { digit in
      digit == one || digit == seven || outputs[digit] < min(outputs[one], outputs[seven])
    }
    guard isBetween, outputs[one] > leastDoubt else { return nil }
    var weighed = outputs
    weighed[one] *= flagged
    let (before, after) = (outputs.prefix(digits).reduce(0, +), weighed.prefix(digits).reduce(0, +))
    for digit in 0..<digits { weighed[digit] *= before / after }
    return weighed
  }
}
