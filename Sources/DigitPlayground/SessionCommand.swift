import DigitReading
import Pictures
import TextFormats

/// What one verb stands for.
struct SessionCommand: Sendable {
  let name: String
  let act: @Sendable (DigitSession, inout SessionWords, [UInt8]) throws(PlainError) -> JSONValue

  /// All of them.
  static let all = readingCommands + learningCommands + teachingCommands + steppingCommands

  private static let readingCommands = [
    SessionCommand(name: "model") { session, words, bytes throws(PlainError) in
      try session.open(model: bytes, named: words.rest)
    },
    SessionCommand(name: "read") { session, words, bytes throws(PlainError) in
      try session.read(
        width: try words.count("the width"), height: try words.count("the height"), bytes)
    },
    SessionCommand(name: "forget") { session, _, _ throws(PlainError) in
      session.reading = nil
      session.steps = nil
      return .null
    },
    SessionCommand(name: "stages") { session, words, _ throws(PlainError) in
      try session.needReading().stages(of: words.index("the digit"))
    },
    SessionCommand(name: "why") { session, words, _ throws(PlainError) in
      let index = try words.index("the digit")
      return try session.needReading().reasons(of: index, against: try words.digit("against"))
    },
    SessionCommand(name: "what-if") { session, words, _ throws(PlainError) in
      let index = try words.index("the digit")
      return try session.needReading().whatIf(index, becomes: try words.digit("what if"))
    },
    SessionCommand(name: "maps") { session, words, _ throws(PlainError) in
      try session.maps(of: words.index("the digit")).json
    },
    SessionCommand(name: "point") { session, words, _ throws(PlainError) in
      try session.maps(of: words.index("the digit")).point(
        layer: words.index("the layer"), filter: words.index("the map"),
        row: words.index("the row"), column: words.index("the column"))
    },
  ]

  private static let learningCommands = [
    SessionCommand(name: "untrained") { session, words, _ throws(PlainError) in
      let seed = words.isEmpty ? 1 : try words.index("the seed")
      return try session.openUntrained(seed: UInt64(seed))
    },
    SessionCommand(name: "data") { session, words, bytes throws(PlainError) in
      try session.chooseData(&words, bytes)
    },
    SessionCommand(name: "play") { session, _, _ throws(PlainError) in
      _ = try session.needLearner()
      session.isPlaying = true
      return .object([])
    },
    SessionCommand(name: "pause") { session, _, _ throws(PlainError) in
      session.isPlaying = false
      return .object([])
    },
    SessionCommand(name: "learn") { session, words, _ throws(PlainError) in
      try session.needLearner().learn(samples: try words.integer("samples", in: 1...1_000_000))
      return try session.frame()
    },
    SessionCommand(name: "rate") { session, words, _ throws(PlainError) in
      try session.setRate(&words)
    },
    SessionCommand(name: "frame") { session, _, _ throws(PlainError) in try session.frame() },
    SessionCommand(name: "save") { session, _, _ throws(PlainError) in try session.modelFile() },
  ]

  private static let teachingCommands = [
    SessionCommand(name: "label") { session, words, _ throws(PlainError) in
      let label = try words.integer("the label", in: 0...9)
      let piece = try session.needReading().piece(words.isEmpty ? 0 : words.index("the digit"))
      try session.own.add(OwnSamples.Sample(pixels: piece.digit.pixels28, label: label))
      return session.ownJSON
    },
    SessionCommand(name: "unlabel") { session, words, _ throws(PlainError) in
      try session.own.remove(at: words.index("the drawing"))
      return session.ownJSON
    },
    SessionCommand(name: "teach") { session, words, _ throws(PlainError) in
      let epochs = words.isEmpty ? 20 : try words.integer("epochs", in: 1...1000)
      session.isPlaying = false
      session.teaching = try Teaching(session.needReader(), session.own, epochs: epochs)
      return session.teachingJSON
    },
    SessionCommand(name: "teaching") { session, _, _ throws(PlainError) in session.teachingJSON },
  ]

  private static let steppingCommands = [
    SessionCommand(name: "step") { session, words, _ throws(PlainError) in
      let piece = try session.needReading().piece(words.index("the digit"))
      let label = words.isEmpty ? piece.best : try words.integer("the label", in: 0...9)
      session.isPlaying = false
      let steps = try DigitSteps(
        of: OwnSamples.Sample(pixels: piece.digit.pixels28, label: label), by: session.needReader())
      session.steps = steps
      return steps.json
    },
    SessionCommand(name: "event") { session, words, _ throws(PlainError) in
      let steps = try session.needSteps()
      try steps.go(to: words.index("the event"))
      return steps.json
    },
    SessionCommand(name: "phase") { session, words, _ throws(PlainError) in
      let steps = try session.needSteps()
      try steps.go(toPhase: words.rest)
      return steps.json
    },
  ]
}
