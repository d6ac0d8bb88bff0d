import NetworkDescription
import NeuronGraph
import TextFormats

/// Which paths brought the error to one neuron or link, and how much came on each.
///
/// What the paths carry adds up to ``whole``: for a neuron its sensitivity ∂loss/∂output, for a
/// link the gradient ∂loss/∂weight of this use of its weight. A share may be negative, or more than
/// the whole, where paths cancel; all shares together are 1.
public struct Blame: Sendable, Hashable {
  /// What is blamed.
  public let place: NetworkPlace
  /// What all paths add up to: the engine's own number.
  public let whole: Double
  /// What every path is multiplied with at its end: a link's input, 1 for a neuron.
  public let input: Double
  /// The paths that carry most, the largest first; `input` is not yet in them.
  public let paths: [ErrorPath]
  /// How many paths there are besides; those that carry nothing count as well.
  public let otherCount: Double
  /// The slope that makes a neuron's sensitivity its input sensitivity, which its bias learns from;
  /// nil for links and inputs.
  public let slope: Double?

  /// Whether it is a link.
  var isLink: Bool {
    if case .link = place { true } else { false }
  }

  /// What a path brings to the whole.
  public func amount(_ path: ErrorPath) -> Double { path.amount * input }

  /// The part of the whole that a path brings; nil if the whole is 0.
  public func share(_ path: ErrorPath) -> Double? { whole == 0 ? nil : amount(path) / whole }

  /// What the other paths bring together.
  public var rest: Double {
    otherCount == 0 ? 0 : whole - paths.reduce(0) { $0 + amount($1) }
  }
}

extension NeuronNetwork {
  /// Which paths brought the error to a neuron or a link.
  ///
  /// - Parameters:
  ///   - name: A neuron, `1.0`, also of the inputs, or a link, `0.1-1.0`.
  ///   - top: How many paths are told one by one.
  /// - Throws: ``QuestionError`` for an unknown name, or if a training step could not be made.
  public func blame(
    _ name: String, inputs: [Double], targets: [Double], top: Int = 10
  ) throws(QuestionError) -> Blame {
    guard let found = named(name) else {
      throw .unknown(
        name: name, what: "neuron or link", nearest: nearestNames(to: name))
    }
    var passage: (input: Double, gradient: Double)?
    let record = try QuestionError.ofNetwork(
      BackwardRecord(self, inputs: inputs, targets: targets) { link, _ in
        guard case .link(let wanted) = found, link === wanted else { return }
        passage = (link.source.output, link.weightGradient)
      })
    let paths = ErrorPaths(record)
    func blame(
      _ place: NetworkPlace, from start: ErrorPaths.Start, whole: Double, slope: Double?
    ) -> Blame {
      let largest = paths.largest(max(0, top), from: start)
      return Blame(
        place: place, whole: whole, input: passage?.input ?? 1,
        paths: largest,
        otherCount: paths.count(from: start) - Double(largest.count), slope: slope)
    }
    switch found {
    case .neuron(let neuron):
      let index = record.index(of: neuron)
      let numbers = record.neuronNumbers[index]
      let isInput = index < inputCount
      // Where loss and activation are fused, the sensitivity is that of the sum.
      return blame(
        .neuron(neuron.name), from: numbers.isFused ? .sum(index) : .output(index),
        whole: numbers.sensitivity,
        slope: isInput || numbers.isFused || numbers.common != nil ? nil : numbers.slope)
    case .link(let link):
      return blame(
        .link(link.name), from: .sum(record.index(of: link.target)), whole: passage?.gradient ?? 0,
        slope: nil)
    }
  }
}

extension Blame {
  /// The answer as one line of JSON.
  public var jsonLine: String {
    let paths = paths.map { path in
      JSONValue.object([
        ("neurons", .array(path.neurons.map { $0.json })),
        (
          "factors",
          .array(
            path.factors.map {
              .object([("kind", .string($0.kind.rawValue)), ("value", .number($0.value))])
            })
        ),
        ("amount", .number(amount(path))), ("share", share(path).map { .number($0) } ?? .null),
      ])
    }
    return JSONValue.object([
      (isLink ? "link" : "neuron", .string("\(place)")),
      (isLink ? "weightGradient" : "sensitivity", .number(whole)), ("input", .number(input)),
      ("paths", .array(paths)), ("otherPaths", .number(otherCount)), ("rest", .number(rest)),
    ]).description
  }
}
