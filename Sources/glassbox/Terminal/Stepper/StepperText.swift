import Explanation
import NetworkQuestions
import TextFormats
import TracePages
import TrainingDebugger
import NetworkDescription
import NeuronGraph
import TrainingLoop

/// The stepper's lines of text.
enum StepperText {
  static func number(_ value: Double) -> String { NumberText(value).text }

  /// `weight 0.1-1.0 = −0.5210`; what the sample has not come to yet has no value.
  static func line(_ quantity: Quantity, _ value: Double?) -> String {
    "\(quantity) = \(value.map(number) ?? "not known yet")"
  }

  /// Where it is, as in `epoch 1 of 500 · step 3 · sample 2 of 4 · backward · event 37 of 241`.
  static func place(_ position: SessionPosition) -> String {
    let sample = position.sampleInBatch.map { "sample \($0) of \(position.batchSize)" }
    return [
      "epoch \(position.epoch) of \(grouped(position.epochCount))",
      "step \(grouped(position.step))",
      sample
        ?? (position.batchSize == 1 ? "after its sample" : "after \(position.batchSize) samples"),
      position.phase.rawValue,
      "event \(grouped(position.eventInStep)) of \(grouped(position.eventsInStep))",
    ].joined(separator: " · ")
  }

  /// The present event as plain lines.
  static func event(_ stepper: Stepper) -> [String] {
    let position = stepper.session.position
    let explanation = stepper.session.explanation
    return ["#\(grouped(position.event)) · \(place(position))", explanation.title]
      + explanation.lines.map { "  \($0.indentedText)" } + ["  \(explanation.sentence)"]
      + lossAfterUpdate(stepper).map { "  \(LossAfterUpdate.text($0))" }
      + stepper.watches.map { "  watch: \(line($0.quantity, $0.value))" }
  }

  /// What the step came to, at its last event; otherwise nothing.
  private static func lossAfterUpdate(_ stepper: Stepper) -> [(before: Double, after: Double)] {
    ((try? stepper.session.lossesAroundUpdate()) ?? nil).map { [$0] } ?? []
  }

  /// The present event as an object.
  static func json(_ stepper: Stepper, _ lines: [String]) -> [(String, JSONValue)] {
    let position = stepper.session.position
    let sample: [(String, JSONValue)] =
      position.sample.map { [("sample", .integer($0))] } ?? []
    let watches = stepper.watches.map { watch in
      ("\(watch.quantity)", watch.value.map { JSONValue.number($0) } ?? .null)
    }
    let place: [(String, JSONValue)] =
      [
        ("number", .integer(position.event)), ("epoch", .integer(position.epoch)),
        ("step", .integer(position.step)),
      ] + sample + [
        ("index", .integer(position.eventInStep - 1)), ("phase", .string(position.phase.rawValue)),
        ("event", .string(stepper.session.event.name)),
      ]
    // Updates that count steps tell theirs, too: a key must not be there twice.
    let told = stepper.session.event.entries.filter { entry in
      !place.contains { $0.0 == entry.0 }
    }
    return place + told
      + lossAfterUpdate(stepper).flatMap { LossAfterUpdate.entries($0) }
      + (watches.isEmpty ? [] : [("watches", .object(watches))])
      + (lines.isEmpty ? [] : [("note", .string(lines.joined(separator: "; ")))])
  }
}
