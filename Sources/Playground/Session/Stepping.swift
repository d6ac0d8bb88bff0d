import Explanation
import NetworkDescription
import NeuronGraph
import NeuronTrace
import TextFormats
import TrainingDebugger

/// The present step, event by event: a debugger's session of one step, on a copy of the network.
struct Stepping {
  let session: DebuggerSession

  /// Looks into the next step of a course.
  init(_ course: inout Course) throws(PlaygroundError) {
    let batch = course.batches()
    let prepared = course.prepared
    let network = try prepared.network(course.network.trainingState)
    let numbers = (
      prepared.train.numbers(.inputs, of: batch), prepared.train.numbers(.targets, of: batch)
    )
    let samples = PlaygroundSamples(
      inputs: numbers.0, targets: numbers.1, inputCount: prepared.train.inputCount,
      targetCount: prepared.train.targetCount, targetKind: prepared.train.targetKind)
    session = try PlaygroundError.ofSession { () throws(SessionError) in
      try DebuggerSession(
        network, samples: AnySamples(samples),
        options: SessionOptions(
          epochs: 1, batchSize: batch.count, seed: prepared.setup.seed, shuffle: false,
          memoryBudget: 8 << 20))
    }
  }

  /// So many events around the present one are told.
  private static let neighbours = 6

  /// The event, those around it, and what neurons and links hold.
  var json: JSONValue {
    let position = session.position
    let sample = session.sample
    return .object([
      ("position", .integer(position.event - 1)), ("count", .integer(position.eventsInStep)),
      ("sampleInBatch", position.sampleInBatch.map { .integer($0) } ?? .null),
      ("batchSize", .integer(position.batchSize)),
      ("sample", sampleText),
      ("inputs", .array(sample.inputs.map { .number($0) })),
      ("targets", .array(sample.targets.map { .number($0) })),
      ("events", .array(neighbouringEvents())), ("moment", moment()),
      ("breakpoints", Self.json(session.breakpoints)),
    ])
  }

  /// Breakpoints with their numbers, for a list.
  private static func json(_ breakpoints: [Numbered<Breakpoint>]) -> JSONValue {
    .array(
      breakpoints.map { entry in
        .object([("number", .integer(entry.number)), ("words", .string("\(entry.item)"))])
      })
  }

  /// Numbers for people, the first few of them.
  private static func list(_ numbers: [Double]) -> String {
    numbers.prefix(8).map { NumberText($0).text }.joined(separator: ", ")
      + (numbers.count > 8 ? ", …" : "")
  }

  /// Every event of the step.
  ///
  /// - Throws: ``PlaygroundError`` for more of them than a page takes.
  func allEvents() throws(PlaygroundError) -> [JSONValue] {
    let count = session.position.eventCount
    guard count <= Self.mostTraced else {
      throw .badValue(
        what: "the step", expected: "at most \(Self.mostTraced) events, which a page takes",
        found: "\(count): take a smaller batch")
    }
    return events(1, count)
  }

  private static let mostTraced = 20_000

  private func neighbouringEvents() -> [JSONValue] {
    let here = session.position.event
    return events(max(1, here - Self.neighbours), here + Self.neighbours)
  }

  private func events(_ first: Int, _ last: Int) -> [JSONValue] {
    let here = session.position.event
    var events: [JSONValue] = []
    for number in first...max(first, min(last, session.position.eventCount)) {
      guard (try? session.go(to: number)) != nil, session.position.event == number else { break }
      events.append(event(number))
    }
    _ = try? session.go(to: here)
    return events
  }

  private var sampleText: JSONValue {
    let sample = session.sample
    return .string("\(Self.list(sample.inputs)) → \(Self.list(sample.targets))")
  }

  private func event(_ number: Int) -> JSONValue {
    let explanation = session.explanation
    let event = session.event
    var names: [String] = []
    if let link = event.link { names.append("\(link.name)") }
    if let neuron = event.neuron { names.append("\(neuron)") }
    return .object([
      ("index", .integer(number - 1)), ("sample", sampleText),
      ("sampleInBatch", session.position.sampleInBatch.map { .integer($0) } ?? .null),
      ("phase", .string(event.phase.rawValue)),
      ("event", .string(event.name)), ("subject", .string(explanation.title)),
      ("sentence", .string(explanation.sentence)),
      (
        "equation",
        .string(
          explanation.lines.filter { $0.kind == .equation }.map { $0.indentedText }
            .joined(separator: "\n"))
      ),
      ("lines", .array(explanation.lines.map { .string($0.indentedText) })),
      ("names", .array(names.map { .string($0) })), ("numbers", .object(event.entries)),
    ])
  }

  /// What the sample has come to so far; null for what it has not.
  private func moment() -> JSONValue {
    let moment = session.moment
    func list(_ numbers: [Double?]) -> JSONValue {
      .array(numbers.map { $0.map { .number($0) } ?? .null })
    }
    return .object([
      ("outputs", list(moment.neurons.map { $0.output })),
      ("sums", list(moment.neurons.map { $0.sum })),
      ("sensitivities", list(moment.neurons.map { $0.sensitivity })),
      ("inputSensitivities", list(moment.neurons.map { $0.inputSensitivity })),
      ("contributions", list(moment.links.map { $0.contribution })),
      ("pushed", list(moment.links.map { $0.pushed })),
      ("weights", list(moment.links.indices.map { moment.weight(ofLink: $0).value })),
      ("gradients", list(moment.links.indices.map { moment.weight(ofLink: $0).gradient })),
      ("loss", moment.loss.map { .number($0) } ?? .null),
      ("right", moment.isRight.map { .bool($0) } ?? .null),
    ])
  }
}

extension PlaygroundSession {
  /// The present step as events; looks into it if nobody has.
  public func stepJSON() throws(PlaygroundError) -> String {
    try lookIntoStep().json.description
  }

  /// All events of the present step, for a page of their own.
  public func traceJSON() throws(PlaygroundError) -> String {
    let labels = NeuronLabels(course.network)
    let names = course.network.layers.map { layer in
      layer.neurons.first.map { labels.layerName(of: $0.name) } ?? ""
    }
    return JSONValue.object([
      ("layers", .array(names.map { .string($0) })),
      ("events", .array(try lookIntoStep().allEvents())),
    ]).description
  }

  @discardableResult
  func lookIntoStep() throws(PlaygroundError) -> Stepping {
    if let stepping { return stepping }
    let new = try Stepping(&course)
    new.session.breakpointList = breakpoints
    stepping = new
    return new
  }

  /// `next` and `previous`, by events or by larger parts of the step.
  func step(_ first: String, _ words: inout Words) throws(PlaygroundError) -> PlaygroundReply {
    var unit = DebuggerSession.Unit.event
    if let word = words.next() {
      guard let known = DebuggerSession.Unit(rawValue: word) else {
        throw .unknownWords(
          found: word, known: DebuggerSession.Unit.allCases.map { $0.rawValue })
      }
      unit = known
    }
    try words.finish()
    try takeEvent(first == "next" ? .forward : .backward, unit)
    return PlaygroundReply([try lookIntoStep().session.explanation.title])
  }

  /// Goes on or back among the events, also beyond the present step.
  func takeEvent(
    _ direction: DebuggerSession.Direction, _ unit: DebuggerSession.Unit
  ) throws(PlaygroundError) {
    pause()
    guard let present = stepping else {
      // The first look is at the first event.
      try lookIntoStep()
      return
    }
    let stop = try PlaygroundError.ofSession { () throws(SessionError) in
      try present.session.move(unit, direction)
    }
    guard stop.events == 0 else { return }
    switch stop.reason {
    case .end where direction == .forward:
      _ = try course.advance()
      stepping = nil
      try lookIntoStep()
    case .beginning where course.moment.step > 0:
      try travel(to: .step(course.moment.step - 1))
      while isBusy { try work(samples: 100_000) }
      try go(toEvent: Int.max)
    default: break
    }
  }

  /// Goes to an event of the present step, from 0; to the last, if there are not so many.
  func go(toEvent index: Int) throws(PlaygroundError) {
    pause()
    let session = try lookIntoStep().session
    try PlaygroundError.ofSession { () throws(SessionError) in
      _ = try session.go(to: min(index, session.position.eventCount - 1) + 1)
    }
  }
}
