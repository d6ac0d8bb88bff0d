import Foundation
import NetworkDescription
import NeuronGraph
import NeuronTrace
import Testing

/// Recomputes every number of a trace from the numbers told before it; all must be equal bit for
/// bit.
@Suite("The arithmetic of a trace")
struct TraceArithmeticTests {
  @Test("Forward: contributions, sums and outputs", arguments: TracedNetwork.allCases)
  func forward(kind: TracedNetwork) throws {
    var outputs: [String: Double] = [:]
    var contributions: [String: [Double]] = [:]
    for event in try TracedStep(kind).events {
      switch event {
      case .input(let neuron, let output):
        outputs[neuron] = output
      case .linkForward(let link, let weight, let input, let contribution):
        #expect(input == outputs[link.from])
        #expect(contribution == input * weight)
        contributions[link.to, default: []].append(contribution)
      case .neuronForward(let neuron, let bias, let sum, let activation, let output, let shares):
        #expect(sum == contributions[neuron, default: []].reduce(bias, +))
        #expect(output == expectedOutput(activation, sum, shares), "\(neuron)")
        outputs[neuron] = output
      case .outputSensitivity(let neuron, let output, _, _, _):
        #expect(output == outputs[neuron])
      default: break
      }
    }
  }

  @Test(
    "The shares of a softmax add up to 1, and their total is that of the group",
    arguments: [TracedNetwork.softmaxTogether, .softmaxApart])
  func shares(kind: TracedNetwork) throws {
    var groups: [SoftmaxGroup.Shares: [(sum: Double, output: Double)]] = [:]
    for case .neuronForward(_, _, let sum, _, let output, let shares?) in try TracedStep(kind)
      .events
    {
      groups[shares, default: []].append((sum, output))
    }
    #expect(groups.count == 2)
    for (shares, neurons) in groups {
      #expect(neurons.map(\.sum).max() == shares.largest)
      #expect(neurons.reduce(0) { $0 + exp($1.sum - shares.largest) } == shares.total)
      #expect(abs(neurons.reduce(0) { $0 + $1.output } - 1) < 1e-15)
    }
  }

  @Test("Loss and output sensitivities follow their definitions", arguments: TracedNetwork.allCases)
  func loss(kind: TracedNetwork) throws {
    let step = try TracedStep(kind)
    var (outputs, targets): ([Double], [Double]) = ([], [])
    for case .outputSensitivity(_, let output, let target, let sensitivity, let together) in step
      .events
    {
      outputs.append(output)
      targets.append(target)
      #expect(together == step.network.isLossFused)
      let difference = output - target
      switch step.network.loss {
      case .halfSquaredError, .categoricalCrossEntropy: #expect(sensitivity == difference)
      case .meanSquaredError: #expect(sensitivity == 2 * difference / 2)
      case .binaryCrossEntropy: #expect(sensitivity == difference / 2)
      }
    }
    for case .loss(_, let value) in step.events {
      let penalties = step.events.reduce(0) { total, event in
        if case .penalty(_, _, _, _, let value) = event { total + value } else { total }
      }
      #expect(value + penalties == step.loss)
      let plain = plainLoss(step.network.loss, outputs, targets)
      #expect(abs(value - plain) <= 1e-15 * max(1, abs(plain)))
    }
  }

  @Test(
    "Backward: what links push adds up, and is multiplied by the slope",
    arguments: TracedNetwork.allCases)
  func backward(kind: TracedNetwork) throws {
    var sensitivities: [String: Double] = [:]
    var inputSensitivities: [String: Double] = [:]
    var outputs: [String: Double] = [:]
    var weights: [String: Double] = [:]
    for event in try TracedStep(kind).events {
      switch event {
      case .input(let neuron, let output), .neuronForward(let neuron, _, _, _, let output, _):
        outputs[neuron] = output
      case .linkForward(let link, let weight, _, _):
        weights[link.link] = weight
      case .outputSensitivity(let neuron, _, _, let sensitivity, _):
        sensitivities[neuron, default: 0] += sensitivity
      case .neuronBackward(let neuron, let sensitivity, let slope, let inputSensitivity, let common):
        #expect(sensitivity == sensitivities[neuron] ?? 0)
        if let common {
          #expect(slope == outputs[neuron])
          #expect(inputSensitivity == slope * (sensitivity - common))
        } else {
          #expect(inputSensitivity == sensitivity * slope)
        }
        inputSensitivities[neuron] = inputSensitivity
      case .linkBackward(
        let link, let inputSensitivity, let input, let weight, let weightGradient, let pushed):
        #expect(inputSensitivity == inputSensitivities[link.to])
        #expect(input == outputs[link.from])
        #expect(weight == weights[link.link])
        #expect(weightGradient == inputSensitivity * input)
        #expect(pushed == inputSensitivity * weight)
        sensitivities[link.from, default: 0] += pushed
      default: break
      }
    }
  }

  @Test(
    "Update: gradients are those told on the way back, and weights move against them",
    arguments: TracedNetwork.allCases)
  func update(kind: TracedNetwork) throws {
    let step = try TracedStep(kind)
    let totals = gradients(in: step)
    var moved: [ObjectIdentifier: Double] = [:]
    for event in step.events {
      switch event {
      case .weightUpdate(let name, let move):
        let link = try #require(step.network.links.first { $0.name == name.link })
        #expect(move.gradientOfSamples == totals[ObjectIdentifier(link.weight)])
        expectRule(move, step.network.optimizer)
        #expect(link.weight.value == move.after)
        moved[ObjectIdentifier(link.weight)] = move.before
      case .biasUpdate(let name, let move):
        let neurons = step.network.layers.flatMap(\.neurons)
        let bias = try #require(neurons.first { $0.name == name }?.bias)
        #expect(move.gradientOfSamples == totals[ObjectIdentifier(bias)])
        #expect(move.penalty == .none)
        expectRule(move, step.network.optimizer)
        #expect(bias.value == move.after)
        moved[ObjectIdentifier(bias)] = move.before
      default: break
      }
    }
    #expect(step.remembersSomething == !step.network.optimizer.memoryNames.isEmpty)
    let before = step.before.tensors.values.flatMap(\.values)
    #expect(Set(moved.values).isSubset(of: Set(before)))
  }

  /// The gradient of every weight and bias, added up from the backward events in their order.
  private func gradients(in step: TracedStep) -> [ObjectIdentifier: Double] {
    let biases = Dictionary(
      uniqueKeysWithValues: step.network.layers.flatMap(\.neurons).map { ($0.name, $0.bias) })
    let weights = Dictionary(
      uniqueKeysWithValues: step.network.links.map { ($0.name, $0.weight) })
    var totals: [ObjectIdentifier: Double] = [:]
    for event in step.events {
      switch event {
      case .neuronBackward(let neuron, _, _, let inputSensitivity, _):
        if let bias = biases[neuron] ?? nil {
          totals[ObjectIdentifier(bias), default: 0] += inputSensitivity
        }
      case .linkBackward(let link, _, _, _, let weightGradient, _):
        if let weight = weights[link.link] {
          totals[ObjectIdentifier(weight), default: 0] += weightGradient
        }
      default: break
      }
    }
    return totals
  }

  private func expectRule(_ move: TraceEvent.WeightMove, _ optimizer: Optimizer) {
    #expect(move.optimizer == optimizer)
    #expect(move.learningRate == optimizer.learningRate(at: 2))
    #expect(move.earlierMemory.count == optimizer.memoryNames.count)
    guard case .sgd(let sgd) = optimizer else { return }
    guard sgd.momentum > 0 else {
      #expect(move.after == move.before - sgd.learningRate * move.gradient)
      return
    }
    let velocity = sgd.momentum * move.earlierMemory[0] - sgd.learningRate * move.gradient
    #expect(move.memory == [velocity])
    let expected =
      sgd.nesterov
      ? move.before + sgd.momentum * velocity - sgd.learningRate * move.gradient
      : move.before + velocity
    #expect(move.after == expected)
  }

  private func expectedOutput(
    _ activation: Activation, _ sum: Double, _ shares: SoftmaxGroup.Shares?
  ) -> Double? {
    switch activation {
    case .identity: sum
    case .sigmoid: 1 / (1 + exp(-sum))
    case .tanh: tanh(sum)
    case .relu: max(0, sum)
    case .leakyRelu(let slope): sum > 0 ? sum : slope * sum
    case .softmax: shares.map { exp(sum - $0.largest) / $0.total }
    }
  }
}
