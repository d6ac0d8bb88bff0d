import NetworkDescription

/// Follows the passes: it is told of every number right after it has been computed.
///
/// The passes are generic over it. With ``NoFollower`` the compiler leaves nothing of the calls, so
/// that tracing costs only those who trace.
protocol PassFollower {
  mutating func lotDrawn(_ link: Link, _ mask: DropoutMask)
  mutating func inputSet(_ neuron: Neuron)
  mutating func linkLetThrough(_ link: Link, of contest: PoolingContest)
  mutating func linkCarried(_ link: Link)
  mutating func neuronActivated(_ neuron: Neuron, softmax: SoftmaxGroup.Shares?)
  mutating func lossComputed(_ value: Double)
  mutating func penaltyComputed(_ penalized: PenalizedWeights, _ cost: PenaltyCost)
  mutating func outputCompared(_ neuron: Neuron, target: Double)
  mutating func neuronTurnedBack(_ neuron: Neuron, slope: TurningSlope)
  mutating func linkPushedBack(_ link: Link)
  mutating func weightMoved(_ weight: Weight, _ movement: WeightMovement)
}

/// What a neuron's sensitivity was multiplied by on its way back.
enum TurningSlope {
  /// The slope of its own activation.
  case own
  /// 1, because the loss computed it together with the activation.
  case together
  /// Its output, after what the softmax group has in common was taken off.
  case softmax(common: Double)

  /// The factor itself, and what a softmax took off first.
  func numbers(of neuron: Neuron) -> (factor: Double, common: Double?) {
    switch self {
    case .own: (neuron.slope, nil)
    case .together: (1, nil)
    case .softmax(let common): (neuron.output, common)
    }
  }
}

/// How a weight moved, besides where to.
struct WeightMovement {
  let before: Double
  /// The mean of what the samples have added up.
  let gradientOfSamples: Double
  /// What was added to it for large weights.
  let penalty: Penalty
  /// Both together, which moved the weight.
  let gradient: Double
  /// What the optimizer remembered before the step, and after it.
  let earlierMemory: WeightMemory
  let memory: WeightMemory
}

/// Most followers care for a few of the numbers only.
extension PassFollower {
  @inline(__always) func lotDrawn(_ link: Link, _ mask: DropoutMask) {}
  @inline(__always) func inputSet(_ neuron: Neuron) {}
  @inline(__always) func linkLetThrough(_ link: Link, of contest: PoolingContest) {}
  @inline(__always) func linkCarried(_ link: Link) {}
  @inline(__always)
  func neuronActivated(_ neuron: Neuron, softmax: SoftmaxGroup.Shares?) {}
  @inline(__always) func lossComputed(_ value: Double) {}
  @inline(__always)
  func penaltyComputed(_ penalized: PenalizedWeights, _ cost: PenaltyCost) {}
  @inline(__always) func outputCompared(_ neuron: Neuron, target: Double) {}
  @inline(__always) func neuronTurnedBack(_ neuron: Neuron, slope: TurningSlope) {}
  @inline(__always) func linkPushedBack(_ link: Link) {}
  @inline(__always) func weightMoved(_ weight: Weight, _ movement: WeightMovement) {}
}

/// Follows nothing.
struct NoFollower: PassFollower {}
