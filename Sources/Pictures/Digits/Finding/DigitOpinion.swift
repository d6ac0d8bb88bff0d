import CMath

/// What somebody who knows digits says of 28 × 28 pixels; finding digits needs no more of a network.
public struct DigitOpinion: Sendable {
  /// How sure it is that this is one of the ten digits: the probability of the likeliest.
  public let digit: Double
  /// How sure it is that this is no digit.
  public let none: Double
  /// How sure it is that this is one letter or sign, and not several digits that touch; nil where it
  /// does not tell these apart.
  public let letter: Double?

  /// An opinion.
  public init(digit: Double, none: Double, letter: Double? = nil) {
    self.digit = digit
    self.none = none
    self.letter = letter
  }

  /// Whether it is surer that this is none.
  var isMark: Bool { markCost < digitCost }

  /// The surprise if it is a digit: −ln of the probability, bounded for what is next to impossible.
  var digitCost: Double { -glassbox_log(max(digit, 0.002)) }
  /// The surprise if it is none.
  var markCost: Double { -glassbox_log(max(none, 0.002)) }
  /// The surprise if it is none, nor several digits that touch.
  var oneMarkCost: Double { letter.map { -glassbox_log(max($0, 0.002)) } ?? markCost }
  /// The surprise if it is not one letter; nil where that is not known.
  var partingCost: Double? { letter.map { -glassbox_log(max(1 - $0, 0.002)) } }
}

/// Asked for its opinion of 28 × 28 bytes, 0 no ink to 255 full ink.
public typealias DigitJudge = (_ pixels28: [UInt8]) -> DigitOpinion
