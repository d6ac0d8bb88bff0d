import ExplanationTestSupport
import Foundation
import NetworkDescription
import NetworkQuestions
import NeuronGraph
import Testing
import Thoroughness

@Suite("The smallest change that turns an answer")
struct WhatIfTests {
  /// Two inputs, two tanh neurons, one sigmoid: nine numbers to change.
  private static func tiny(seed: UInt64) throws -> NeuronNetwork {
    try ManyNetworks.network(
      sizes: [2, 2, 1], hidden: .tanh, last: .sigmoid, loss: .binaryCrossEntropy, seed: seed)
  }

  private static func answer(_ network: NeuronNetwork, _ inputs: [Double]) throws -> Int {
    try network.predict(inputs)[0] > 0.5 ? 1 : 0
  }

  @Test(
    "A change is real: a network made of its parameters gives the other answer",
    arguments: Thoroughness.some(Array(1...6)))
  func isReal(seed: Int) throws {
    let network = try ManyNetworks.network(
      sizes: [3, 4, 3], hidden: .relu, last: .softmax, loss: .categoricalCrossEntropy,
      seed: UInt64(seed))
    let inputs = [0.8, -0.3, 1.2]
    let before = network.parameters
    let outputs = try network.predict(inputs)
    for count in [1, 2, 5] {
      let found = try network.whatIf(inputs: inputs, weights: count)
      #expect(network.parameters == before)
      #expect(found.changes.count <= count && found.answerBefore != found.answerAfter)
      #expect(found.outputsBefore == outputs)
      var (changed, squares) = (0, 0.0)
      for (name, tensor) in found.parameters.tensors {
        for (value, old) in zip(tensor.values, before[name]?.values ?? []) where value != old {
          changed += 1
          squares += (value - old) * (value - old)
        }
      }
      #expect(changed == found.changes.count)
      #expect(abs(squares.squareRoot() - found.norm) < 1e-12)
      try network.setParameters(found.parameters)
      #expect(Answer.indexOfLargest(try network.predict(inputs)) == found.answerAfter)
      try network.setParameters(before)
    }
    let asked = try (0..<3).filter { $0 != Answer.indexOfLargest(outputs) }.map {
      try network.whatIf(inputs: inputs, weights: 2, answer: $0)
    }
    #expect(asked.map(\.answerAfter) == asked.map(\.answerAfter).sorted())
    let any = try network.whatIf(inputs: inputs, weights: 2)
    #expect(any.norm <= (asked.map(\.norm).min() ?? 0) * (1 + 1e-6))
  }

  @Test("With one layer it is the distance to a plane, in closed form", arguments: 1...5)
  func closedForm(count: Int) throws {
    let network = try ManyNetworks.network(
      sizes: [5, 4], hidden: .relu, last: .softmax, loss: .categoricalCrossEntropy, seed: 3)
    let inputs = [0.5, -1.5, 0.25, 2, -0.75]
    let sums = try { () throws -> [Double] in
      _ = try network.predict(inputs)
      return network.outputNeurons.map(\.sum)
    }()
    let best = Answer.indexOfLargest(sums)
    // Each of the two sums follows its weights by the inputs, and its bias by 1.
    let slopes = (inputs + inputs + [1, 1]).map(abs).sorted(by: >).prefix(count)
    let length = slopes.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let nearest = sums.indices.filter { $0 != best }.map { sums[best] - sums[$0] }.min() ?? 0
    let found = try network.whatIf(inputs: inputs, weights: count)
    #expect(found.certainty == .smallest && found.changes.count == count)
    #expect(abs(found.norm / (nearest / length) - 1) < 1e-9)
  }

  @Test("One weight: no nearer than a fine search along every weight finds", arguments: 1...8)
  func oneWeight(seed: UInt64) throws {
    let network = try Self.tiny(seed: seed)
    let inputs = [0.8, -0.6]
    let before = network.parameters
    let answer = try Self.answer(network, inputs)
    var nearest = Double.infinity
    for (name, tensor) in before.tensors {
      for index in tensor.values.indices {
        var changed = before
        for step in 1...1000 {
          let distance = Double(step) * 0.01
          guard distance < nearest else { break }
          for sign in [1.0, -1.0] {
            changed[name]?.values[index] = tensor.values[index] + sign * distance
            try network.setParameters(changed)
            if try Self.answer(network, inputs) != answer { nearest = min(nearest, distance) }
          }
        }
      }
    }
    try network.setParameters(before)
    let found = try network.whatIf(inputs: inputs)
    #expect(found.certainty == .smallestOfSearch)
    #expect(found.norm <= nearest && found.norm > nearest - 0.0101, "\(found.norm) \(nearest)")
  }

  @Test("Between labels of −1 and 1 the answer turns at 0, not at ½", arguments: [-1.5, 0.3, 2])
  func signs(bias: Double) throws {
    let network = try ManyNetworks.network(
      sizes: [1, 1], hidden: .tanh, last: .tanh, loss: .meanSquaredError, seed: 1)
    var parameters = network.parameters
    for name in parameters.tensors.keys {
      parameters[name]?.values = [name.hasSuffix("bias") ? bias : 0]
    }
    try network.setParameters(parameters)
    // Only the bias brings anything for an input of 0, and tanh(bias) is 0 at a bias of 0.
    let found = try network.whatIf(inputs: [0], boundary: 0)
    #expect(abs(found.norm - abs(bias)) < 1e-9, "\(found.norm)")
    #expect(found.answerBefore == (bias > 0 ? 1 : 0))
    #expect(found.answerAfter == (bias > 0 ? 0 : 1))
  }

  @Test("Two weights: no nearer than a search in all directions finds", arguments: 1...3)
  func twoWeights(seed: UInt64) throws {
    let network = try Self.tiny(seed: seed)
    let inputs = [0.8, -0.6]
    let before = network.parameters
    let answer = try Self.answer(network, inputs)
    let found = try network.whatIf(inputs: inputs, weights: 2)
    #expect(found.certainty == .localForEveryChoice)
    let places = before.tensors.flatMap { name, tensor in tensor.values.indices.map { (name, $0) } }
    var nearer: [Any] = []
    // A ring a little nearer than what was found must hold no turned answer, whatever the pair.
    for (number, first) in places.enumerated() {
      for second in places.dropFirst(number + 1) {
        for ring in [0.98, 0.7] {
          for degree in stride(from: 0.0, to: 360, by: 15) {
            let radians = degree * .pi / 180
            var changed = before
            changed[first.0]?.values[first.1] += ring * found.norm * cos(radians)
            changed[second.0]?.values[second.1] += ring * found.norm * sin(radians)
            try network.setParameters(changed)
            if try Self.answer(network, inputs) != answer { nearer.append((first, second)) }
          }
        }
      }
    }
    #expect(nearer.isEmpty, "\(nearer)")
  }

  @Test("More weights never take a longer way, and what cannot be is refused")
  func moreWeights() throws {
    let network = try Self.tiny(seed: 4)
    let norms = try (1...9).map { try network.whatIf(inputs: [0.8, -0.6], weights: $0).norm }
    #expect(norms == norms.sorted(by: >))
    let answer = try Self.answer(network, [0.8, -0.6])
    for wrong in [answer, 2, -1] {
      #expect(throws: QuestionError.self) {
        try network.whatIf(inputs: [0.8, -0.6], answer: wrong)
      }
    }
    #expect(throws: QuestionError.self) { try network.whatIf(inputs: [0.8, -0.6], weights: 0) }
  }
}
