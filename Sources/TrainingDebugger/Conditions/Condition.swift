import NetworkDescription
import NeuronGraph
import NeuronTrace
import TextFormats

/// Something that a run can look for.
///
/// ```swift
/// try Condition("loss < 0.05")
/// try Condition("link 1.2-2.0 changes sign")
/// try Condition("neuron 1.0 saturates")
/// try Condition("sample is wrong")
/// ```
public enum Condition: Hashable, Sendable {
  /// How two numbers are compared.
  public enum Comparison: String, Hashable, Sendable, CaseIterable {
    /// The quantity is smaller.
    case less = "<"
    /// It is smaller or equal.
    case atMost = "<="
    /// It is larger.
    case more = ">"
    /// It is larger or equal.
    case atLeast = ">="
    /// It is equal.
    case equal = "="
    /// It is anything else.
    case different = "!="

    func holds(_ left: Double, _ right: Double) -> Bool {
      switch self {
      case .less: left < right
      case .atMost: left <= right
      case .more: left > right
      case .atLeast: left >= right
      case .equal: left == right
      case .different: left != right
      }
    }
  }

  /// A quantity compares like that with a number.
  case comparison(Quantity, Comparison, Double)
  /// A link's weight moves from one side of 0 to the other.
  case changesSign(link: LinkName)
  /// A sigmoid or tanh answers so close to its end (a hundredth) that it hardly learns, or a relu
  /// answers 0, so that it does not learn at all.
  case saturates(neuron: NeuronName)
  /// The sample is answered wrongly, or rightly.
  case sampleIs(right: Bool)
}

extension Condition: CustomStringConvertible {
  /// As it is typed.
  public var description: String {
    switch self {
    case .comparison(let quantity, let comparison, let number):
      "\(quantity) \(comparison.rawValue) \(JSONValue.number(number))"
    case .changesSign(let link): "link \(link) changes sign"
    case .saturates(let neuron): "neuron \(neuron) saturates"
    case .sampleIs(let right): "sample is \(right ? "right" : "wrong")"
    }
  }
}

extension DebuggerSession {
  /// Throws an error unless the network has what a condition is about.
  func check(_ condition: Condition) throws(SessionError) {
    switch condition {
    case .comparison(let quantity, _, _): try check(quantity)
    case .changesSign(let link): _ = try timeline.map.checkedLink(link)
    case .saturates(let neuron): _ = try timeline.map.checkedNeuron(neuron)
    case .sampleIs:
      guard batchOfStep.source.targetKind == .classes else {
        throw .noRightAnswers(condition: condition.description)
      }
    }
  }

  /// Whether the present event tells that a condition holds.
  func holds(_ condition: Condition) -> Bool {
    switch (condition, event) {
    case (.comparison(let quantity, let comparison, let number), _):
      told(quantity).map { comparison.holds($0, number) } ?? false
    case (.changesSign(let name), .weightUpdate(let event)):
      event.link.name == name && (event.move.before < 0) != (event.move.after < 0)
    case (.saturates(let name), .neuronForward(let event)):
      event.neuron == name
        && event.activation.traits.isSaturated(sum: event.sum, output: event.output)
    case (.sampleIs(let right), .loss): frame.isRight == right
    case (.changesSign, _), (.saturates, _), (.sampleIs, _): false
    }
  }
}
