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
    var outputs: [NeuronName: Double] = [:]
    var contributions: [NeuronName: [Double]] = [:]
    for event in try TracedStep(kind).events {
      switch event {
      case .input(let told):
        outputs[told.neuron] = told.output
      case .linkForward(let told):
        #expect(told.input == outputs[told.link.from])
        #expect(told.contribution == told.input * told.weight)
        contributions[told.link.to, default: []].append(told.contribution)
      case .neuronForward(let told):
        #expect(told.sum == contributions[told.neuron, default: []].reduce(told.bias, +))
        // The C library's exp and tanh round differently in the last places.
        let expected = try #require(expectedOutput(told.activation, told.sum, told.softmax))
        #expect(abs(told.output - expected) <= 4 * expected.ulp, "\(told.neuron)")
        outputs[told.neuron] = told.output
      case .outputSensitivity(let told):
        #expect(told.output == outputs[told.neuron])
      default: break
      }
    }
  }

  @Test(
    "The shares of a softmax add up to 1, and their total is that of the group",
    arguments: [TracedNetwork.softmaxTogether, .softmaxApart])
  func shares(kind: TracedNetwork) throws {
    var groups: [SoftmaxGroup.Shares: [(sum: Double, output: Double)]] = [:]
    for case .neuronForward(let told) in try TracedStep(kind).events {
      if let shares = told.softmax { groups[shares, default: []].append((told.sum, told.output)) }
    }
    #expect(groups.count == 2)
    for (shares, neurons) in groups {
      #expect(neurons.map(\.sum).max() == shares.largest)
      let total = neurons.reduce(0) { $0 + exp($1.sum - shares.largest) }
      #expect(abs(total - shares.total) <= 4 * total.ulp)
      #expect(abs(neurons.reduce(0) { $0 + $1.output } - 1) < 1e-15)
    }
  }

  @Test("Loss and output sensitivities follow their definitions", arguments: TracedNetwork.allCases)
  func loss(kind: TracedNetwork) throws {
    let step = try TracedStep(kind)
    var (outputs, targets): ([Double], [Double]) = ([], [])
    for case .outputSensitivity(let told) in step
      .events
    {
      outputs.append(told.output)
      targets.append(told.target)
      #expect(told.isFused == step.network.isLossFused)
      let difference = told.output - told.target
      switch step.network.loss {
      case .halfSquaredError, .categoricalCrossEntropy: #expect(told.sensitivity == difference)
      case .meanSquaredError: #expect(told.sensitivity == 2 * difference / 2)
      case .binaryCrossEntropy: #expect(told.sensitivity == difference / 2)
      case .huber(let delta):
        #expect(told.sensitivity == max(-delta, min(delta, difference)) / 2)
      case .meanAbsoluteError: #expect(abs(told.sensitivity) == 0.5)
      }
    }
    for case .loss(let told) in step.events {
      let penalties = step.events.reduce(0) { total, event in
        if case .penalty(let told) = event { total + told.value } else { total }
      }
      #expect(told.value + penalties == step.loss)
      let plain = plainLoss(step.network.loss, outputs, targets)
      #expect(abs(told.value - plain) <= 1e-15 * max(1, abs(plain)))
    }
  }

  @Test(
    "Backward: what links push adds up, and is multiplied by the slope",
    arguments: TracedNetwork.allCases)
  func backward(kind: TracedNetwork) throws {
    var sensitivities: [NeuronName: Double] = [:]
    var inputSensitivities: [NeuronName: Double] = [:]
    var outputs: [NeuronName: Double] = [:]
    var weights: [LinkName: Double] = [:]
    for event in try TracedStep(kind).events {
      switch event {
      case .input(let told): outputs[told.neuron] = told.output
      case .neuronForward(let told): outputs[told.neuron] = told.output
      case .linkForward(let told):
        weights[told.link.name] = told.weight
      case .outputSensitivity(let told):
        sensitivities[told.neuron, default: 0] += told.sensitivity
      case .neuronBackward(let told):
        #expect(told.sensitivity == sensitivities[told.neuron] ?? 0)
        if let common = told.common {
          #expect(told.slope == outputs[told.neuron])
          #expect(told.inputSensitivity == told.slope * (told.sensitivity - common))
        } else {
          #expect(told.inputSensitivity == told.sensitivity * told.slope)
        }
        inputSensitivities[told.neuron] = told.inputSensitivity
      case .linkBackward(let told):
        #expect(told.inputSensitivity == inputSensitivities[told.link.to])
        #expect(told.input == outputs[told.link.from])
        #expect(told.weight == weights[told.link.name])
        #expect(told.weightGradient == told.inputSensitivity * told.input)
        #expect(told.pushed == told.inputSensitivity * told.weight)
        sensitivities[told.link.from, default: 0] += told.pushed
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
      case .weightUpdate(let told):
        let link = try #require(step.network.links.first { $0.name == told.link.name })
        #expect(told.move.gradientOfSamples == totals[ObjectIdentifier(link.weight)])
        expectRule(told.move, step.network.optimizer)
        #expect(link.weight.value == told.move.after)
        moved[ObjectIdentifier(link.weight)] = told.move.before
      case .biasUpdate(let told):
        let neurons = step.network.layers.flatMap(\.neurons)
        let bias = try #require(neurons.first { $0.name == told.neuron }?.bias)
        #expect(told.move.gradientOfSamples == totals[ObjectIdentifier(bias)])
        #expect(told.move.penalty == .none)
        expectRule(told.move, step.network.optimizer)
        #expect(bias.value == told.move.after)
        moved[ObjectIdentifier(bias)] = told.move.before
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
      case .neuronBackward(let told):
        if let bias = biases[told.neuron] ?? nil {
          totals[ObjectIdentifier(bias), default: 0] += told.inputSensitivity
        }
      case .linkBackward(let told):
        if let weight = weights[told.link.name] {
          totals[ObjectIdentifier(weight), default: 0] += told.weightGradient
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
    case .elu(let alpha): sum > 0 ? sum : alpha * expm1(sum)
    case .gelu: sum * (0.5 * erfc(-sum * 0.5.squareRoot()))
    case .silu: sum / (1 + exp(-sum))
    case .softplus: max(0, sum) + log1p(exp(-abs(sum)))
    case .softmax: shares.map { exp(sum - $0.largest) / $0.total }
    }
  }
}
