import Explanation
import NetworkDescription
import NeuronGraph
import TextFormats

/// How much of the error reaches each weight and each input.
///
/// The whole is the squared length of the gradient, Σ g² over all weights and biases: a small step
/// straight downhill, w ← w − η·g, lowers the loss by η·Σ g², and a weight's share g²/Σ g² is the
/// part it has in that. The inputs' shares are made the same way of their sensitivities. Either
/// shares add up to 1. Penalties are left out: they come back on no path.
public struct BlameShares: Sendable, Hashable {
  /// A weight, a bias or an input.
  public struct Entry: Sendable, Hashable {
    /// Where it is.
    public let place: Place
    /// ∂loss/∂(it).
    public let gradient: Double
    /// gradient² ÷ the sum of all of them; nil if nothing comes back at all.
    public let share: Double?
    /// The neurons of the path that brings most of it, from the output back.
    public let path: [NeuronName]
  }

  /// Where some of the error arrives.
  public enum Place: Sendable, Hashable {
    /// At a weight or a bias.
    case weight(WeightPlace)
    /// At an input.
    case input(NeuronName)

    /// What it is: link, bias or input.
    public var kind: String {
      switch self {
      case .weight(let place): place.kind
      case .input: "input"
      }
    }

    fileprivate var isBias: Bool {
      if case .weight(let place) = self { place.isBias } else { false }
    }

    /// The link or the neuron.
    public var place: NetworkPlace {
      switch self {
      case .weight(let place): place.place
      case .input(let name): .neuron(name)
      }
    }
  }

  /// The weights and biases, the largest share first.
  public let weights: [Entry]
  /// The inputs, the largest share first.
  public let inputs: [Entry]
  /// Σ g² over all weights and biases.
  public let squaredLength: Double
  /// The loss of the sample.
  public let loss: Double
}

extension NeuronNetwork {
  /// How much of the error reaches each weight and each input.
  ///
  /// - Parameter top: For how many of either the path that brings most of it is searched for.
  /// - Throws: `NetworkError` as a training step does.
  public func blame(
    inputs: [Double], targets: [Double], top: Int = 10
  ) throws(NetworkError) -> BlameShares {
    let learned = learnedWeights
    var sums: [ObjectIdentifier: (gradient: Double, start: Int)] = [:]
    sums.reserveCapacity(learned.count)
    func add(_ gradient: Double, to weight: Weight, _ start: Int) {
      // The first use of a shared weight is the last that the backward pass comes to.
      let id = ObjectIdentifier(weight)
      sums[id, default: (0, start)].gradient += gradient
      sums[id]?.start = start
    }
    let record = try BackwardRecord(self, inputs: inputs, targets: targets) { link, target in
      if link.weight.isTrainable { add(link.weightGradient, to: link.weight, target) }
    }
    let paths = ErrorPaths(record)
    for (index, neuron) in record.neurons.enumerated().reversed() {
      guard let bias = neuron.bias else { continue }
      add(record.neuronNumbers[index].inputSensitivity, to: bias, index)
    }
    let weights = learned.map { learned in
      let sum = sums[ObjectIdentifier(learned.weight)]
      return Source(
        place: .weight(learned.place), gradient: sum?.gradient ?? 0,
        start: .sum(sum?.start ?? 0))
    }
    let ends = inputNeurons.enumerated().map { index, neuron in
      Source(
        place: .input(neuron.name), gradient: record.neuronNumbers[index].sensitivity,
        start: .output(index))
    }
    return BlameShares(
      weights: Self.ranked(weights, paths, top), inputs: Self.ranked(ends, paths, top),
      squaredLength: weights.reduce(0) { $0 + $1.gradient * $1.gradient }, loss: record.loss)
  }

  /// Something that the error comes to, and where its paths begin.
  private struct Source {
    let place: BlameShares.Place
    let gradient: Double
    let start: ErrorPaths.Start
  }

  private static func ranked(
    _ sources: [Source], _ paths: ErrorPaths, _ top: Int
  ) -> [BlameShares.Entry] {
    // Divided by the largest first: the square of a gradient can be too large for a number.
    let largest = sources.reduce(0) { max($0, abs($1.gradient)) }
    let squares = sources.map { source in
      let part = source.gradient / largest
      return largest == 0 ? 0 : part * part
    }
    let total = squares.reduce(0, +)
    let order = sources.indices.sorted {
      squares[$0] == squares[$1] ? $0 < $1 : squares[$0] > squares[$1]
    }
    return order.enumerated().map { rank, index in
      let source = sources[index]
      let path = rank < top ? paths.largest(1, from: source.start).first?.neurons : nil
      return BlameShares.Entry(
        place: source.place, gradient: source.gradient,
        share: total > 0 ? squares[index] / total : nil, path: path ?? [])
    }
  }
}

extension BlameShares {
  /// A line of JSON for each weight, bias and input.
  public var jsonLines: [String] {
    (weights + inputs).map { entry in
      JSONValue.object([
        (entry.place.kind, .string("\(entry.place.place)")), ("gradient", .number(entry.gradient)),
        ("share", entry.share.map { .number($0) } ?? .null),
        ("path", .array(entry.path.map { $0.json })),
      ]).description
    }
  }

  /// The shares in words: the largest of them, and what the others come to together.
  public func lines(_ labels: NeuronLabels, top: Int = 10) -> [String] {
    ["Of a small step downhill, so much is each weight's part (gradient² ÷ the sum of all):"]
      + Self.table(weights, labels, top)
      + ["", "And so much of the error reaches each input (sensitivity² ÷ the sum of all):"]
      + Self.table(inputs, labels, top)
  }

  private static func table(_ entries: [Entry], _ labels: NeuronLabels, _ top: Int) -> [String] {
    var table = TextTable(
      leftAligned: [0, 1, 4], titles: ["", "", "gradient", "share", "mostly by"])
    for entry in entries.prefix(top) {
      let place = entry.place.place
      table.add([
        "  \(place)", labels[place] + (entry.place.isBias ? ", bias" : ""),
        NumberText(entry.gradient).signedText, percent(entry.share),
        entry.path.map { labels[$0] }.joined(separator: " ← "),
      ])
    }
    let others = entries.dropFirst(top)
    if !others.isEmpty {
      let share = others.first?.share == nil ? nil : others.reduce(0) { $0 + ($1.share ?? 0) }
      table.add(["  others", Counted(others.count, "other").description, "", percent(share)])
    }
    return table.lines
  }

  private static func percent(_ share: Double?) -> String {
    share.map { TextFormats.percent($0, NumberText.text(_:decimals:)) } ?? "–"
  }
}
