import NeuronGraph

extension PlaygroundSession {
  /// A number that tells whether two trainings are the same to the last bit, in 16 digits of base 16.
  ///
  /// FNV-1a (Fowler, Noll, Vo) over the bits of all weights, biases and kept losses, a number at a
  /// time.
  public var fingerprint: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ number: Double) { hash = (hash ^ number.bitPattern) &* 0x100_0000_01B3 }
    for link in course.network.links { add(link.weight.value) }
    for neuron in course.network.neurons { if let bias = neuron.bias { add(bias.value) } }
    for kept in course.future.kept {
      add(kept.loss)
      // There is no one bit pattern for what is not a number, where there are no test points.
      if !kept.testLoss.isNaN { add(kept.testLoss) }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
