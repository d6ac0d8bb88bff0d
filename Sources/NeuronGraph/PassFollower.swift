/// Follows the passes: it is told of every number right after it has been computed.
///
/// The passes are generic over it. With ``NoFollower`` the compiler leaves nothing of the calls, so
/// that tracing costs only those who trace.
protocol PassFollower {
  mutating func inputSet(_ neuron: Neuron)
  mutating func linkCarried(_ link: Link)
  mutating func neuronActivated(_ neuron: Neuron, softmax: SoftmaxGroup.Shares?)
  mutating func lossComputed(_ value: Double)
  mutating func outputCompared(_ neuron: Neuron, target: Double)
  mutating func neuronTurnedBack(_ neuron: Neuron, slope: TurningSlope)
  mutating func linkPushedBack(_ link: Link)
  mutating func weightMoved(_ weight: Weight, before: Double, gradient: Double, velocity: Double)
}

/// What a neuron's sensitivity was multiplied by on its way back.
enum TurningSlope {
  /// The slope of its own activation.
  case own
  /// 1, because the loss computed it together with the activation.
  case together
  /// Its output, after what the softmax group has in common was taken off.
  case softmax(common: Double)
}

/// Most followers care for a few of the numbers only.
extension PassFollower {
  @inline(__always) func inputSet(_ neuron: Neuron) {}
  @inline(__always) func linkCarried(_ link: Link) {}
  @inline(__always)
  func neuronActivated(_ neuron: Neuron, softmax: SoftmaxGroup.Shares?) {}
  @inline(__always) func lossComputed(_ value: Double) {}
  @inline(__always) func outputCompared(_ neuron: Neuron, target: Double) {}
  @inline(__always) func neuronTurnedBack(_ neuron: Neuron, slope: TurningSlope) {}
  @inline(__always) func linkPushedBack(_ link: Link) {}
  @inline(__always)
  func weightMoved(_ weight: Weight, before: Double, gradient: Double, velocity: Double) {}
}

/// Follows nothing.
struct NoFollower: PassFollower {}
