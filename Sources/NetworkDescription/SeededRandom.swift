/// Random numbers that are a pure function of a seed and of what they are for.
///
/// Nothing here has a state that moves on: the number for (seed, purpose, layer, step, index) is
/// always the same, whoever asks, in whatever order, on however many threads. So two engines that
/// know nothing of each other draw the same initial weights and the same dropout masks.
///
/// ```swift
/// let random = SeededRandom(seed: 1)
/// random.unit(.initialWeights, layer: 0, index: 7)  // the same number on every machine
/// ```
///
/// The generator is Philox 4×32 with 10 rounds (Salmon, Moraes, Dror and Shaw, "Parallel random
/// numbers: as easy as 1, 2, 3", SC 2011): a counter goes in, random bits come out.
public struct SeededRandom: Sendable, Hashable {
  /// What a number is used for; different purposes never share numbers.
  public enum Purpose: UInt32, Sendable, CaseIterable {
    /// The weights a network starts with.
    case initialWeights = 1
    /// The order in which an epoch visits its samples.
    case shuffle = 2
    /// Which neurons a dropout layer silences.
    case dropout = 3
    /// Generated training data, such as drawn digits.
    case data = 4
    /// Random changes to training pictures.
    case augmentation = 5
    /// Which samples are held back for validation.
    case split = 6
    /// Inputs made up to check or to measure something.
    case check = 7
  }

  /// The seed; everything else is said when a number is asked for.
  public let seed: UInt64

  /// Makes the family of random numbers that belongs to a seed.
  public init(seed: UInt64) {
    self.seed = seed
  }

  /// 64 random bits for one purpose, layer, step and index.
  ///
  /// - Parameters:
  ///   - purpose: What the bits are for.
  ///   - layer: The layer they belong to, or any other small number that tells uses apart.
  ///   - step: The training step or epoch.
  ///   - index: Which number within that: the weight, the neuron, the sample.
  public func bits(
    _ purpose: Purpose, layer: Int = 0, step: Int = 0, index: Int
  ) -> UInt64 {
    let block = block(purpose, layer: layer, step: step, index: index)
    return UInt64(block[1]) << 32 | UInt64(block[0])
  }

  /// The whole block of 4 × 32 random bits that ``bits(_:layer:step:index:)`` takes its bits from.
  public func block(
    _ purpose: Purpose, layer: Int = 0, step: Int = 0, index: Int
  ) -> SIMD4<UInt32> {
    block(purpose, layer: layer, step: step, wideIndex: Int64(index))
  }

  /// The same for an index of 64 bits, which an Int of a browser does not have.
  func block(
    _ purpose: Purpose, layer: Int, step: Int, wideIndex: Int64
  ) -> SIMD4<UInt32> {
    let block = Philox4x32.block(
      counter: counter(purpose, layer: layer, step: step, index: wideIndex), key: key)
    return SIMD4(block.0, block.1, block.2, block.3)
  }

  /// The counter that stands for a purpose, layer, step and index.
  func counter(
    _ purpose: Purpose, layer: Int, step: Int, index: Int64
  ) -> Philox4x32.Counter {
    let wideIndex = UInt64(bitPattern: index)
    let wideStep = UInt64(bitPattern: Int64(step))
    // Purpose and layer share a word: 8 bits of purpose, 24 of layer.
    let use = (purpose.rawValue << 24) ^ (UInt32(truncatingIfNeeded: layer) & 0xFF_FFFF)
    let stepHigh = UInt32(truncatingIfNeeded: wideStep >> 32)
    return (
      UInt32(truncatingIfNeeded: wideIndex),
      UInt32(truncatingIfNeeded: wideIndex >> 32) ^ (stepHigh &* 0x9E37_79B9),
      UInt32(truncatingIfNeeded: wideStep),
      use
    )
  }

  /// The seed as the generator's key.
  var key: Philox4x32.Key {
    (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
  }

  /// A number drawn uniformly from 0 (included) to 1 (excluded), a multiple of 2⁻⁵³.
  public func unit(_ purpose: Purpose, layer: Int = 0, step: Int = 0, index: Int) -> Double {
    Double(bits(purpose, layer: layer, step: step, index: index) >> 11) * 0x1p-53
  }

  /// A sequence of numbers for one purpose, for algorithms that take a generator.
  ///
  /// The sequence is the counter 0, 1, 2, … of ``bits(_:layer:step:index:)``.
  public func sequence(_ purpose: Purpose, layer: Int = 0, step: Int = 0) -> Sequence {
    Sequence(random: self, purpose: purpose, layer: layer, step: step)
  }

  /// A generator that counts through the numbers of one purpose, layer and step.
  public struct Sequence: Sendable {
    let random: SeededRandom
    let purpose: Purpose
    let layer: Int
    let step: Int
    var index = 0

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
      defer { index += 1 }
      return random.bits(purpose, layer: layer, step: step, index: index)
    }

    /// The next index from 0 (included) to a count (excluded).
    public mutating func nextIndex(below count: Int) -> Int {
      // The high word of a full product maps 64 bits onto the indices without a division.
      Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }

    /// One of some elements; nil if there is none.
    public mutating func nextElement<Element>(of elements: [Element]) -> Element? {
      elements.isEmpty ? nil : elements[nextIndex(below: elements.count)]
    }

    /// Elements in random order (Fisher–Yates).
    public mutating func nextOrder<Element>(of elements: [Element]) -> [Element] {
      var elements = elements
      for first in elements.indices.dropLast() {
        elements.swapAt(first, first + nextIndex(below: elements.count - first))
      }
      return elements
    }

    /// The next number from 0 (included) to 1 (excluded).
    public mutating func nextUnit() -> Double {
      Double(next() >> 11) * 0x1p-53
    }

    /// The next number, uniform in a range.
    public mutating func nextUniform(_ range: ClosedRange<Double>) -> Double {
      range.lowerBound + (range.upperBound - range.lowerBound) * nextUnit()
    }

    /// The next number of a normal distribution with mean 0 and deviation 1.
    ///
    /// Box and Muller, "A note on the generation of random normal deviates", 1958; the second
    /// number of each pair is left unused, so that every call costs the same two counters.
    public mutating func nextNormal() -> Double {
      StandardNormal.value(nextUnit(), nextUnit())
    }
  }
}

extension SeededRandom {
  /// The numbers 0 ..< count in random order (Fisher–Yates), the same for the same arguments.
  public func permutation(of count: Int, _ purpose: Purpose = .shuffle, step: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order, purpose, step: step)
    return order
  }

  /// Shuffles an array in place (Fisher–Yates), the same way for the same arguments.
  public func shuffle<Element>(_ elements: inout [Element], _ purpose: Purpose, step: Int) {
    guard elements.count > 1 else { return }
    var generator = sequence(purpose, step: step)
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, generator.nextIndex(below: last + 1))
    }
  }
}

#if !hasFeature(Embedded)
  // What the standard library draws depends on the size of an Int, so that a browser would get other
  // numbers: what compiles for browsers cannot use it.
  extension SeededRandom.Sequence: RandomNumberGenerator {}
#endif
