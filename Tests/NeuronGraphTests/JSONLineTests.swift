import ExplanationTestSupport
import Foundation
import NetworkDescription
import NeuronGraph
import NeuronTrace
import Testing
import Thoroughness

@Suite("JSON lines are exact")
struct JSONLineTests {
  @Test("Every line parses, and every number reads back to the same bits", arguments: 0..<16)
  func exact(ending: Int) throws {
    let (last, loss) = ManyNetworks.endings[ending]
    // Each of them is met over the endings.
    for (index, optimizer) in ManyNetworks.optimizers.enumerated()
    where Thoroughness.isFull || (index + ending).isMultiple(of: 4) {
      let network = try ManyNetworks.network(
        sizes: [3, 2, 3], hidden: .sigmoid, last: last, loss: loss, optimizer: optimizer,
        seed: UInt64(ending), scale: ending.isMultiple(of: 2) ? 1 : 1e-7,
        dropout: ending.isMultiple(of: 3) ? 0.4 : nil,
        penalty: ending.isMultiple(of: 5) ? Penalty(l1: 0.01, l2: 0.3) : .none)
      for _ in 0..<2 {
        let events = try network.trace(inputs: [-0.0, 1, 1.0 / 3], targets: [0, 1, 0])
        for (index, event) in events.enumerated() {
          let line = try JSONLine(event.jsonLine(index: index))
          #expect(line.number("index") == Double(index))
          #expect(line.text("phase") == event.phase.rawValue)
          #expect(line.text("event") == event.name)
          for (key, value) in event.numbers {
            #expect(line.number(key)?.bitPattern == value.bitPattern, "\(key) of \(event)")
          }
        }
        let lines = try events.enumerated().map { try JSONLine($1.jsonLine(index: $0)) }
        try checkRelations(lines)
      }
    }
  }

  /// The relations of the contract, bit for bit, from the JSON alone.
  private func checkRelations(_ lines: [JSONLine]) throws {
    var outputs: [String: Double] = [:]
    var brought: [String: [Double]] = [:]
    for line in lines {
      func number(_ key: String) throws -> Double { try #require(line.number(key)) }
      func name(_ key: String) throws -> String { try #require(line.text(key)) }
      switch line.text("event") {
      case "input":
        outputs[try name("neuron")] = try number("output")
      case "linkForward":
        #expect(try number("contribution") == number("input") * number("weight"))
        #expect(try outputs[name("from")] == number("input"))
        #expect(try name("link") == name("from") + "-" + name("to"))
        brought[try name("to"), default: []].append(try number("contribution"))
      case "neuronForward":
        let parts = try brought[name("neuron")] ?? []
        #expect(try number("sum") == parts.reduce(number("bias"), +))
        outputs[try name("neuron")] = try number("output")
      case "neuronBackward":
        let common = line.number("common") ?? 0
        #expect(
          try number("inputSensitivity") == number("slope") * (number("sensitivity") - common))
      case "linkBackward":
        let sensitivity = try number("inputSensitivity")
        #expect(try number("pushed") == sensitivity * number("weight"))
        #expect(try number("weightGradient") == sensitivity * (outputs[name("from")] ?? .nan))
      case "dropoutLot":
        let scale = try 1 / (1 - number("rate"))
        #expect(try number("weight") == (name("dropout") == "kept" ? scale : 0))
      case "penalty":
        let sizes = try number("l1") * number("sizes")
        #expect(try number("value") == sizes + number("l2") * (number("squares") / 2))
      case "weightUpdate", "biasUpdate":
        try checkUpdate(line)
      default:
        break
      }
    }
  }

  private func checkUpdate(_ line: JSONLine) throws {
    func number(_ key: String) throws -> Double { try #require(line.number(key)) }
    if let l1 = line.number("l1"), let l2 = line.number("l2") {
      let before = try number("before")
      let sign: Double = before > 0 ? 1 : before < 0 ? -1 : 0
      #expect(try number("gradient") == number("gradientOfSamples") + l1 * sign + l2 * before)
    }
    let step = try number("learningRate") * number("gradient")
    guard line.text("optimizer") == "sgd" else { return try checkAdaptiveUpdate(line) }
    guard let momentum = line.number("momentum") else {
      #expect(try number("after") == number("before") - step)
      return
    }
    let velocity = try momentum * number("velocity") - step
    let nesterov = line.truth("nesterov") == true
    let after =
      nesterov
      ? try number("before") + momentum * velocity - step
      : try number("before") + velocity
    #expect(try number("after") == after)
  }
}

extension JSONLineTests {
  /// The rules of the optimizers that adapt to each weight, from the JSON alone.
  private func checkAdaptiveUpdate(_ line: JSONLine) throws {
    func number(_ key: String) throws -> Double { try #require(line.number(key)) }
    let (rate, before, after) = try (number("learningRate"), number("before"), number("after"))
    let (gradient, epsilon) = try (number("gradient"), number("epsilon"))
    let square = gradient * gradient
    if line.text("optimizer") == "adagrad" {
      let accumulator = try number("newAccumulator")
      #expect(try accumulator == number("accumulator") + square)
      #expect(after == before - rate * gradient / (accumulator + epsilon).squareRoot())
      return
    }
    let (old, new) = try (number("meanSquare"), number("newMeanSquare"))
    if let rho = line.number("rho") { #expect(new == rho * old + (1 - rho) * square) }
    switch line.text("optimizer") {
    case "rmsprop":
      #expect(after == before - rate * gradient / (new + epsilon).squareRoot())
    case "adam", "adamw":
      let (beta1, beta2) = try (number("beta1"), number("beta2"))
      let (mean, steps) = try (number("newMean"), number("step") + 1)
      #expect(try mean == number("mean") + (gradient - number("mean")) * (1 - beta1))
      #expect(new == old + (square - old) * (1 - beta2))
      let corrected = rate * (1 - pow(beta2, steps)).squareRoot() / (1 - pow(beta1, steps))
      let start = before - before * ((line.number("weightDecay") ?? 0) * rate)
      #expect(after == start - mean * corrected / (new.squareRoot() + epsilon))
    case "adadelta":
      let (rho, earlier) = try (number("rho"), number("meanSquareChange"))
      let change = -((earlier + epsilon).squareRoot() * gradient / (new + epsilon).squareRoot())
      #expect(
        try number("newMeanSquareChange") == rho * earlier + (1 - rho) * (change * change))
      #expect(after == before + rate * change)
    default:
      Issue.record("an unknown optimizer: \(line.text("optimizer") ?? "none")")
    }
  }
}

/// A parsed line.
///
/// (By JSONDecoder: JSONSerialization on Linux reads numbers by way of decimals, a bit or two off.)
struct JSONLine {
  private let entries: [String: Entry]

  private enum Entry: Decodable {
    case number(Double), text(String), truth(Bool), object

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let truth = try? container.decode(Bool.self) {
        self = .truth(truth)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .object
      }
    }
  }

  init(_ line: String) throws {
    entries = try JSONDecoder().decode([String: Entry].self, from: Data(line.utf8))
  }

  func number(_ key: String) -> Double? {
    if case .number(let number)? = entries[key] { number } else { nil }
  }

  func text(_ key: String) -> String? {
    if case .text(let text)? = entries[key] { text } else { nil }
  }

  func truth(_ key: String) -> Bool? {
    if case .truth(let truth)? = entries[key] { truth } else { nil }
  }
}

extension TraceEvent {
  /// The event's numbers under their names in JSON.
  fileprivate var numbers: [String: Double] {
    switch self {
    case .dropoutLot(let told): ["rate": told.rate, "weight": told.weight]
    case .penalty(let told):
      [
        "l1": told.penalty.l1, "l2": told.penalty.l2, "sizes": told.sizes, "squares": told.squares,
        "value": told.value,
      ]
    case .input(let told): ["output": told.output]
    case .poolingChoice(let told): ["output": told.output, "count": Double(told.count)]
    case .linkForward(let told):
      ["weight": told.weight, "input": told.input, "contribution": told.contribution]
    case .neuronForward(let told):
      ["bias": told.bias, "sum": told.sum, "output": told.output]
    case .loss(let told): ["value": told.value]
    case .outputSensitivity(let told):
      ["output": told.output, "target": told.target, "sensitivity": told.sensitivity]
    case .neuronBackward(let told):
      [
        "sensitivity": told.sensitivity, "slope": told.slope,
        "inputSensitivity": told.inputSensitivity,
      ]
    case .linkBackward(let told):
      [
        "inputSensitivity": told.inputSensitivity, "weight": told.weight,
        "weightGradient": told.weightGradient,
        "pushed": told.pushed,
      ]
    case .weightUpdate(let told): told.move.numbers
    case .biasUpdate(let told): told.move.numbers
    }
  }
}

extension TraceEvent.WeightMove {
  fileprivate var numbers: [String: Double] {
    ["before": before, "gradient": gradient, "after": after]
  }
}
