import Foundation
import MatrixEngine
import NetworkDescription
import NeuronGraph
import Testing

@testable import EngineAgreement

/// A folder of `Samples/Worked`: networks, the samples they learn from in the order of the file, and
/// the figures that are printed in the source.
struct WorkedExample: CustomTestStringConvertible {
  /// A printed figure.
  struct Figure {
    let network: String
    /// After how many updates.
    let updates: Int
    /// What it is a figure of, such as `weight 0.0-1.0`.
    let quantity: String
    /// What the quantity is multiplied with in the source.
    let factor: Double
    /// As it is printed.
    let printed: String
  }

  let folder: URL
  let figures: [Figure]

  var testDescription: String { folder.lastPathComponent }

  static let all: [WorkedExample] = {
    let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Samples/Worked")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: samples.path)) ?? []
    return names.sorted().compactMap { try? WorkedExample(samples.appending(path: $0)) }
  }()

  static func named(_ name: String) throws -> WorkedExample {
    try #require(all.first { $0.testDescription == name })
  }

  private init(_ folder: URL) throws {
    self.folder = folder
    figures = try Self.rows(folder.appending(path: "published.csv")).map { row in
      Figure(
        network: row[0], updates: Int(row[1]) ?? 0, quantity: row[2], factor: Double(row[3]) ?? 0,
        printed: row[4])
    }
  }

  func blueprint(_ name: String) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      json: String(contentsOf: folder.appending(path: "\(name).json"), encoding: .utf8))
  }

  /// The columns `x…` are inputs and `y…` targets; `label` is the number of the right output.
  func samples(for blueprint: NetworkBlueprint) throws -> MadeUpSamples {
    let path = folder.appending(path: "data.csv")
    let titles = try Self.rows(path, skipping: 0)[0]
    var (inputs, targets): ([[Double]], [[Double]]) = ([], [])
    for row in try Self.rows(path) {
      let cells = try row.map { try #require(Double($0)) }
      func columns(_ prefix: String) -> [Double] {
        zip(titles, cells).filter { $0.0.hasPrefix(prefix) }.map { $0.1 }
      }
      inputs.append(columns("x"))
      let label = columns("label").first
      targets.append(
        label.map { label in (0..<blueprint.output.count).map { Double($0) == label ? 1 : 0 } }
          ?? columns("y"))
    }
    return MadeUpSamples(inputs: inputs, targets: targets)
  }

  private static func rows(_ file: URL, skipping count: Int = 1) throws -> [[String]] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst(count)
      .map { $0.split(separator: ",").map(String.init) }
  }
}

extension WorkedExample.Figure {
  /// Whether a number, rounded to as many digits, is what is printed; one unit of the last digit is
  /// allowed where people have rounded on the way.
  func agrees(with value: Double, roundedOnTheWay: Bool = false) -> Bool {
    guard let printed = Double(printed) else { return false }
    let decimals = self.printed.split(separator: ".").dropFirst().first?.count ?? 0
    let unit = pow(10, -Double(decimals))
    let most = roundedOnTheWay ? 1.0 : 0.5
    return abs(factor * value - printed) <= most * unit * (1 + 1e-9) + 1e-15
  }
}

/// An engine that goes through an example, one sample a step.
struct WorkedRun<Network: TrainableNetwork> {
  let blueprint: NetworkBlueprint
  let network: Network
  let samples: MadeUpSamples
  /// The gradients of the present sample's loss.
  let gradients: (ArraySlice<Int>) throws -> Parameters
  private(set) var losses: [Double] = []
  private(set) var before: Parameters

  init(
    _ blueprint: NetworkBlueprint, _ network: Network, _ samples: MadeUpSamples,
    gradients: @escaping (ArraySlice<Int>) throws -> Parameters
  ) {
    (self.blueprint, self.network, self.samples) = (blueprint, network, samples)
    self.gradients = gradients
    before = network.parameters
  }

  mutating func train(until updates: Int) throws {
    while losses.count < updates {
      if losses.count == updates - 1 { before = network.parameters }
      let sample = losses.count % samples.count
      losses.append(try network.train(on: samples, samples: [sample]).lossSum)
    }
  }

  /// The number of a quantity; nil if this engine does not hold it.
  func value(of quantity: String) throws -> Double? {
    let words = quantity.split(separator: " ", maxSplits: 1).map(String.init)
    let all = Array(0..<samples.count)[...]
    switch words[0] {
    case "loss" where words.count == 1:
      return try network.evaluate(on: samples, samples: all).result.lossWithoutPenalty
    case "loss": return losses.last
    case "epoch": return losses.suffix(samples.count).reduce(0, +) / Double(samples.count)
    case "weight", "bias": return try number(quantity, in: network.parameters)
    case "step":
      return try number(words[1], in: network.parameters) - number(words[1], in: before)
    case "gradient": return try number(words[1], in: try gradients([0]))
    case "output": return try output(words[1])
    case "sensitivity": return try sensitivity(words[1])
    default: return nil
    }
  }

  private func number(_ place: String, in parameters: Parameters) throws -> Double {
    let name = place.hasPrefix("weight ") ? String(place.dropFirst(7)) : place
    let place = try #require(WeightPlace(typed: name))
    let position = try #require(blueprint.parameter(at: place))
    return try #require(parameters[position.tensor]).values[position.index]
  }

  private func output(_ name: String) throws -> Double? {
    let neuron = try #require(NeuronName(name))
    let index = try #require(neuron.index)
    if neuron.layer == blueprint.layers.count {
      return try network.predict(samples.inputs[0])[index]
    }
    guard let objects = network as? NeuronNetwork else { return nil }
    _ = try objects.predict(samples.inputs[0])
    return objects.layers[neuron.layer].neurons[index].output
  }

  /// What links have pushed to an input; the matrices have no such number.
  private func sensitivity(_ name: String) throws -> Double? {
    guard let objects = network as? NeuronNetwork else { return nil }
    _ = try gradients([0])
    return objects.inputNeurons[try #require(NeuronName(name)?.index)].sensitivity
  }
}
