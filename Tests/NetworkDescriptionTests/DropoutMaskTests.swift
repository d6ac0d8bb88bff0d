import Testing

@testable import NetworkDescription

@Suite("Dropout masks")
struct DropoutMaskTests {
  @Test("A lot is a function of seed, step, layer, neuron and sample, as documented")
  func layout() {
    for (seed, step, layer, neuron, sample) in [
      (UInt64(1), 0, 0, 0, 0), (7, 3, 2, 5, 9), (.max, 123_456, 40, 1023, 4095),
      (0x1234_5678_9ABC_DEF0, 1 << 33, 1, 2, 31),
    ] {
      let high = UInt32(truncatingIfNeeded: step >> 32) &* 0x9E37_79B9
      let block = Philox4x32.block(
        counter: (
          UInt32(neuron / 4), UInt32(sample) ^ high, UInt32(truncatingIfNeeded: step),
          3 << 24 ^ UInt32(layer)
        ), key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
      let word = [block.0, block.1, block.2, block.3][neuron % 4]
      for rate in [0, 0.1, 0.25, 0.5, 0.9] {
        let mask = DropoutMask(seed: seed, layer: layer, rate: rate)
        #expect(mask.threshold == UInt32((rate * 4_294_967_296).rounded()))
        let isKept = mask.isKept(step: step, sample: sample, neuron: neuron)
        #expect(isKept == (word >= mask.threshold))
        #expect(
          mask.factor(step: step, sample: sample, neuron: neuron)
            == (isKept ? 1 / (1 - rate) : 0))
      }
    }
  }

  @Test("The share that is kept is 1 − rate", arguments: [0.1, 0.25, 0.5, 0.8])
  func share(rate: Double) {
    let mask = DropoutMask(seed: 3, layer: 1, rate: rate)
    for axis in 0..<3 {
      let kept = (0..<20_000).count { index in
        mask.isKept(
          step: axis == 0 ? index : 0, sample: axis == 1 ? index : 0,
          neuron: axis == 2 ? index : 0)
      }
      // Four deviations of a binomial distribution.
      let deviation = (rate * (1 - rate) / 20_000).squareRoot()
      #expect(abs(Double(kept) / 20_000 - (1 - rate)) < 4 * deviation, "axis \(axis)")
    }
  }

  @Test("Neighbours decide independently: steps, samples, neurons and layers")
  func independence() {
    let mask = DropoutMask(seed: 3, layer: 1, rate: 0.5)
    let other = DropoutMask(seed: 3, layer: 2, rate: 0.5)
    func lots(_ lot: (Int) -> Bool) -> [Bool] { (0..<10_000).map(lot) }
    let lots0 = lots { mask.isKept(step: 4, sample: 4, neuron: $0) }
    let neighbours = [
      lots { mask.isKept(step: 5, sample: 4, neuron: $0) },
      lots { mask.isKept(step: 4, sample: 5, neuron: $0) },
      lots { mask.isKept(step: 4, sample: 4, neuron: $0 + 1) },
      lots { other.isKept(step: 4, sample: 4, neuron: $0) },
    ]
    for neighbour in neighbours {
      let same = zip(lots0, neighbour).count { $0 == $1 }
      #expect(abs(same - 5000) < 200)
    }
  }

  @Test("A rate of 0 keeps all, a rate just below 1 hardly any")
  func extremes() {
    let all = DropoutMask(seed: 1, layer: 0, rate: 0)
    let none = DropoutMask(seed: 1, layer: 0, rate: 1 - 1e-12)
    #expect(all.scale == 1)
    #expect((0..<1000).allSatisfy { all.isKept(step: 0, sample: 0, neuron: $0) })
    #expect(!(0..<1000).contains { none.isKept(step: 0, sample: 0, neuron: $0) })
  }
}
