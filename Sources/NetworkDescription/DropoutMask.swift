/// Which neurons a dropout layer keeps: a pure function of (seed, step, layer, neuron, sample).
///
/// So both engines silence the same neurons, in whatever order and on however many threads they
/// compute, and a training that was interrupted goes on with the same ones.
///
/// One block of Philox 4×32-10 (see ``SeededRandom``) decides for four neurons of one sample:
///
/// | Philox        | holds                                                          |
/// |---------------|----------------------------------------------------------------|
/// | counter 0     | neuron / 4                                                     |
/// | counter 1     | sample ⊕ (high 32 bits of step × 0x9E3779B9)                   |
/// | counter 2     | low 32 bits of step                                            |
/// | counter 3     | 3 (the purpose "dropout") · 2²⁴ ⊕ low 24 bits of layer         |
/// | key 0, 1      | low and high 32 bits of the seed                               |
/// | output word i | neuron 4 · (neuron / 4) + i is kept if the word ≥ ``threshold`` |
///
/// *step* is how many training steps the network had made before; *layer* is the dropout layer's
/// position in the blueprint's list; *neuron* is the position in the layer's output (row by row,
/// channels innermost), *sample* that in the batch; all from 0. There is no wrap-around below 2³²
/// samples and 2³⁴ neurons.
public struct DropoutMask: Hashable, Sendable {
  /// How likely a neuron is silenced.
  public let rate: Double
  /// What the output of a kept neuron is multiplied with: 1 / (1 − rate).
  public let scale: Double
  /// A neuron is kept if its 32 random bits, read as a number, are at least this: rate · 2³².
  public let threshold: UInt32

  private let random: SeededRandom
  private let layer: Int

  /// Makes the mask of one dropout layer.
  ///
  /// - Parameters:
  ///   - seed: The blueprint's seed.
  ///   - layer: The layer's position in the blueprint's list.
  ///   - rate: How likely a neuron is silenced, from 0 to less than 1; it is exact to 2⁻³³.
  public init(seed: UInt64, layer: Int, rate: Double) {
    self.rate = rate
    self.scale = 1 / (1 - rate)
    // Rates just below 1 would round to 2³², which no word reaches.
    self.threshold = UInt32(clamping: Int64((rate * 0x1p32).rounded()))
    self.random = SeededRandom(seed: seed)
    self.layer = layer
  }

  /// Whether a neuron passes its value on for a sample of the batch of a step.
  public func isKept(step: Int, sample: Int, neuron: Int) -> Bool {
    let words = words(step: step, sample: sample, group: neuron / 4)
    return words[neuron % 4] >= threshold
  }

  /// What a neuron multiplies its value with: ``scale`` if it is kept, else 0.
  public func factor(step: Int, sample: Int, neuron: Int) -> Double {
    isKept(step: step, sample: sample, neuron: neuron) ? scale : 0
  }

  /// The parts of the Philox counter that one sample's neurons share, for engines that make the
  /// random words themselves: the table above, less counter 0.
  package func counter(
    step: Int, sample: Int
  ) -> (key: (UInt32, UInt32), high: UInt32, third: UInt32, fourth: UInt32) {
    let counter = random.counter(.dropout, layer: layer, step: step, index: Int64(sample) << 32)
    return (random.key, counter.1, counter.2, counter.3)
  }

  /// The random words of four neurons: number 4 · group and the three after it.
  public func words(step: Int, sample: Int, group: Int) -> SIMD4<UInt32> {
    random.block(
      .dropout, layer: layer, step: step, wideIndex: Int64(sample) << 32 | Int64(group))
  }
}
