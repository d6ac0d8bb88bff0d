/// A number the network learns.
///
/// A weight is an object of its own, apart from the link it sits on, so that several links can
/// share it: that is all a convolution is. A neuron's bias is a weight too.
///
/// (`@exclusivity(unchecked)` here and in `Neuron` spares a check at every access that the language
/// otherwise makes for class properties. A network is used by one thread at a time, and no access
/// to these numbers overlaps another; the check would take ten times as long as the arithmetic.)
public final class Weight {
  /// The number itself.
  @exclusivity(unchecked) public internal(set) var value: Double

  /// How much the loss changes if `value` changes, added up over the samples of the batch so far.
  @exclusivity(unchecked) public internal(set) var gradient = 0.0

  /// Whether training may change it.
  ///
  /// Links that only pass a value on have a fixed weight of 1.
  public let isTrainable: Bool

  /// Whether it is learned like others, but training leaves it as it is.
  public let isFrozen: Bool

  /// Makes a weight.
  public init(_ value: Double, isTrainable: Bool = true) {
    self.value = value
    self.isTrainable = isTrainable
    isFrozen = false
  }

  /// Makes a weight that training moves, unless it is frozen.
  public init(_ value: Double, isFrozen: Bool) {
    self.value = value
    self.isTrainable = !isFrozen
    self.isFrozen = isFrozen
  }

  /// Whether it belongs to what the network has learned; others only pass values on.
  public var isLearned: Bool { isTrainable || isFrozen }
}
