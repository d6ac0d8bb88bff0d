/// What becomes of a model's inputs before a stranger's network gets them: x · factor + shift.
///
/// Pictures have numbers from 0 (paper) to 1 (ink) here. A network that learned from 0 to 255 wants a
/// factor of 255; one of black on white wants −1 and a shift of 1.
public struct InputScaling: Hashable, Sendable {
  /// What inputs are multiplied by.
  public let factor: Double
  /// What is added to them then.
  public let shift: Double

  /// Describes a scaling; unless told otherwise, inputs stay as they are.
  public init(factor: Double = 1, shift: Double = 0) {
    self.factor = factor
    self.shift = shift
  }

  /// Whether inputs stay as they are.
  var isNone: Bool { factor == 1 && shift == 0 }
}
