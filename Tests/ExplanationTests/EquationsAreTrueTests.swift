import ExplanationTestSupport
import Foundation
import NetworkDescription
import NeuronGraph
import Testing
import Thoroughness

@testable import Explanation

@Suite("Every printed equation is true")
struct EquationsAreTrueTests {
  #if DEBUG
    private static let meetings = 1
    private static let widths: [Int?] = [nil, 40]
  #else
    private static let meetings = 3
    private static let widths: [Int?] = [nil, 0, 40, Int.max]
  #endif

  @Test("for all activations, losses and optimizers, over several steps")
  func allKinds() throws {
    var seed: UInt64 = 0
    let activations = ManyNetworks.activations
    for (position, (last, loss)) in ManyNetworks.endings.enumerated() {
      // Every ending meets some activations, and every activation meets some endings.
      for turn in 0..<Self.meetings {
        let hidden = activations[(position + 5 * turn) % activations.count]
        seed += 1
        let isSingle = last != .softmax && loss.accepts(outputCount: 1) && seed % 3 == 0
        let outputs = isSingle ? 1 : 2 + Int(seed % 3)
        let network = try ManyNetworks.network(
          sizes: [[2, 3, outputs], [3, 4, 2, outputs], [2, outputs]][Int(seed % 3)],
          hidden: hidden, last: last, loss: loss,
          optimizer: ManyNetworks.optimizers[Int(seed / 3) % ManyNetworks.optimizers.count],
          seed: seed)
        try check(network, steps: 2, seed: seed)
      }
    }
  }

  @Test("for weights from tiny to huge")
  func allSizes() throws {
    for (position, scale) in [1e-160, 1e-30, 1e-8, 1e-3, 30, 1e3, 1e8].enumerated() {
      // Every ending meets some sizes, the smallest and the largest among others.
      for (index, (last, loss)) in ManyNetworks.endings.enumerated()
      where (index + position) % 3 == 0 {
        let network = try ManyNetworks.network(
          sizes: [3, 2, 2], hidden: .tanh, last: last, loss: loss, seed: UInt64(position + 1),
          scale: scale)
        try check(network, steps: 1, seed: UInt64(position))
      }
    }
  }

  @Test("for 784 inputs, whether few or all links are shown")
  func wide() throws {
    for top in Self.widths {
      let network = try ManyNetworks.network(
        sizes: [784, 3, 2], hidden: .sigmoid, last: .softmax, loss: .categoricalCrossEntropy,
        optimizer: ManyNetworks.optimizers[1], seed: 7)
      try check(network, steps: 1, seed: 4, top: top)
    }
  }

  @Test("for many outputs, unfused softmax and losses that are means")
  func manyOutputs() throws {
    for (index, (last, loss)) in ManyNetworks.endings.enumerated() {
      let network = try ManyNetworks.network(
        sizes: [2, 3, 20], hidden: .relu, last: last, loss: loss, seed: 11)
      try check(network, steps: 1, seed: 3, top: [nil, 2][index % 2])
    }
  }

  @Test("for dropout, penalties and every optimizer, over several steps and sizes")
  func dropoutAndPenalties() throws {
    let penalties = [Penalty(l1: 0.01), Penalty(l2: 0.1), Penalty(l1: 0.003, l2: 0.02)]
    for (index, optimizer) in ManyNetworks.optimizers.enumerated() {
      for scale in [1, [1e-160, 1e-8, 1e3][index % 3]] {
        let network = try ManyNetworks.network(
          sizes: [3, 4, 2], hidden: .relu, last: .sigmoid, loss: .binaryCrossEntropy,
          optimizer: optimizer, seed: UInt64(index + 1), scale: scale, dropout: 0.3,
          penalty: penalties[index % penalties.count])
        try check(network, steps: 3, seed: 9)
      }
    }
  }

  @Test("for networks wired by hand: skipping links, shared weights, outputs that feed others")
  func wiredByHand() throws {
    for loss in Loss.allKinds {
      let network = try HandWired.network(loss: loss)
      try check(network, steps: 2, seed: 5)
    }
  }

  @Test("for pictures, with a softmax in every pixel")
  func pictures() throws {
    let blueprint = try NetworkBlueprint(
      name: "picture", input: .picture(height: 2, width: 3, channels: 2),
      layers: [
        .activation(ActivationLayer(.softmax)), .flatten, .dense(Dense(units: 2)),
        .activation(ActivationLayer(.tanh)),
      ], loss: .meanSquaredError)
    try check(try NeuronNetwork(blueprint), steps: 2, seed: 8)
  }

  @Test("for convolutions and pooling, whether all links are shown or only a few")
  func convolutions() throws {
    for (index, optimizer) in ManyNetworks.optimizers.enumerated() {
      let network = try ManyNetworks.pictures(
        optimizer: optimizer, seed: UInt64(index + 1),
        penalty: index % 2 == 0 ? .none : Penalty(l1: 0.01, l2: 0.1))
      try check(
        network, steps: 1, seed: UInt64(index), top: [nil, 0, 3, Int.max][index % 4])
    }
  }

  @Test("for frozen numbers, and links that a penalty pulls to 0 and cuts")
  func frozenAndCut() throws {
    var remarks: Set<String> = []
    for (index, optimizer) in Thoroughness.some(Array(ManyNetworks.optimizers.enumerated())) {
      let penalty = Penalty(l1: 0.3, l2: index % 2 == 0 ? 0 : 0.05, zeroStays: true)
      let frozen = FrozenNumbers(weights: index % 3 == 0, biases: index % 3 == 1)
      for network in [
        try ManyNetworks.network(
          sizes: [3, 4, 2], hidden: .tanh, last: .softmax, loss: .categoricalCrossEntropy,
          optimizer: optimizer, seed: UInt64(index + 40), penalty: penalty, frozen: frozen),
        try ManyNetworks.pictures(
          optimizer: optimizer, seed: UInt64(index + 1), penalty: penalty, frozen: frozen),
      ] {
        // Training cuts more and more; the explanation has words for each of its moments.
        for step in 0..<(Thoroughness.isFull ? 3 : 2) {
          let seed = UInt64(index + 7 * step)
          let lines = try network.explainStep(
            inputs: ManyNetworks.inputs(network.inputCount, seed: seed),
            targets: ManyNetworks.targets(network, seed: seed))
          #expect(try faults(in: lines).isEmpty)
          let words: Set = ["frozen: stays", "cut off: stays 0", "cut off from now on"]
          for line in lines {
            remarks.formUnion(line.components(separatedBy: "; ").filter(words.contains))
          }
        }
      }
    }
    #expect(remarks == ["frozen: stays", "cut off: stays 0", "cut off from now on"])
  }

  /// Explains some steps, looks for untrue equations, and counts that nothing was left out.
  private func check(
    _ network: NeuronNetwork, steps: Int, seed: UInt64, top: Int? = nil,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    for step in 0..<steps {
      let seed = seed + UInt64(step)
      let inputs = ManyNetworks.inputs(network.inputCount, seed: seed)
      let targets = ManyNetworks.targets(network, seed: seed)
      var lines: [String] = []
      do {
        try network.explainStep(inputs: inputs, targets: targets, top: top) { lines.append($0) }
      } catch NetworkError.notFinite {
        // Huge weights may overflow the loss; what was computed before is explained all the same.
      }
      let faults = try faults(in: lines)
      #expect(faults.isEmpty, sourceLocation: location)
      #expect(lines.count > 10, sourceLocation: location)
    }
  }
}
