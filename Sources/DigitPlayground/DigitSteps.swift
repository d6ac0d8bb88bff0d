import DigitReading
import Explanation
import MatrixEngine
import NetworkDescription
import NeuronGraph
import NeuronTrace
import TextFormats
import TrainingData
import TrainingDebugger

/// The training step of one digit, event by event; its first half is how the digit is read.
final class DigitSteps {
  private let session: DebuggerSession

  /// Neurons and links take memory, and a page has no more than this for them.
  private static let mostLinks = 4_000_000

  /// - Parameters:
  ///   - sample: The digit, and what it should have been read as.
  init(
    of sample: OwnSamples.Sample, by reader: DigitReader
  ) throws(PlainError) {
    let blueprint = reader.network.blueprint
    let links = blueprint.linkCount
    guard links <= Self.mostLinks else {
      throw PlainError(
        "a network of \(grouped(links)) links takes more memory than a page has for stepping: "
          + "choose one of at most \(grouped(Self.mostLinks))")
    }
    let data = try Dataset(
      [sample], named: "your digit", outputs: reader.network.outputCount)
    let network = try PlainError.plainly { () throws(BlueprintError) in
      try NeuronNetwork(blueprint, parameters: reader.network.parameters)
    }
    session = try PlainError.plainly { () throws(SessionError) in
      try DebuggerSession(
        network, samples: AnySamples(data),
        options: SessionOptions(epochs: 1, batchSize: 1, shuffle: false, memoryBudget: 1))
    }
  }

  /// Goes to an event, from 0; to the last, if there are not so many.
  func go(to index: Int) throws(PlainError) {
    try PlainError.plainly { () throws(SessionError) in
      _ = try session.go(to: min(index, session.position.eventCount - 1) + 1)
    }
  }

  /// The first event of a phase, or nil.
  func go(toPhase name: String) throws(PlainError) {
    var (low, high) = (0, session.position.eventsInStep - 1)
    let order = ["forward", "loss", "backward", "update"]
    guard let wanted = order.firstIndex(of: name) else {
      throw PlainError("phase: expected \(order.joined(separator: ", ")), found “\(name)”")
    }
    // Phases follow each other, so that halving finds where one begins.
    while low < high {
      let middle = (low + high) / 2
      try go(to: middle)
      let phase = order.firstIndex(of: session.event.phase.rawValue) ?? 0
      if phase < wanted { low = middle + 1 } else { high = middle }
    }
    try go(to: low)
  }

  /// The present event, with the names of the neurons and links that it is about.
  var json: JSONValue {
    let explanation = session.explanation
    let event = session.event
    var names: [String] = []
    if let link = event.link { names.append("\(link.name)") }
    if let neuron = event.neuron { names.append("\(neuron)") }
    return .object([
      ("position", .integer(session.position.event - 1)),
      ("count", .integer(session.position.eventsInStep)),
      ("phase", .string(event.phase.rawValue)), ("event", .string(event.name)),
      ("subject", .string(explanation.title)), ("sentence", .string(explanation.sentence)),
      (
        "equation",
        .string(
          explanation.lines.filter { $0.kind == .equation }.map { $0.indentedText }
            .joined(separator: "\n"))
      ),
      ("names", .array(names.map { .string($0) })), ("numbers", .object(event.entries)),
    ])
  }
}
