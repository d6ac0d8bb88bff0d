import Explanation
import NetworkQuestions
import TextFormats
import TracePages
import TrainingDebugger
import NetworkDescription
import NeuronGraph
import TrainingLoop

/// A session that is driven by typed words, whoever types them: a person, a file, or a key.
final class Stepper {
  let session: DebuggerSession
  /// The network as it would be saved.
  let model: SteppedModel
  /// How many events a run goes through at most.
  var limit = DebuggerSession.usualLimit
  /// The gradient that was made to lie, if one was.
  let lie: PlantedLie?
  /// Whether somebody asked to leave.
  var isOver = false

  /// What the network is called.
  var name: String { model.blueprint.name }

  init(_ session: DebuggerSession, model: SteppedModel, lie: PlantedLie? = nil) {
    self.session = session
    self.model = model
    self.lie = lie
  }

  /// Does what a line says.
  ///
  /// - Returns: What came of it; nil for an empty line or a remark (`# …`).
  /// - Throws: ``StepperError`` with one line that says what is wrong.
  func perform(_ line: String) throws(StepperError) -> StepperReply? {
    let text = line.split(separator: " ").joined(separator: " ")
    guard !text.isEmpty, !text.hasPrefix("#") else { return nil }
    let typed = text.prefix { $0 != " " }
    let word = try StepperWords.word(String(typed))
    do {
      return try word.run(
        StepperArguments(String(text.dropFirst(typed.count + 1))), in: self)
    } catch let error as StepperError {
      throw error
    } catch let error as SessionError {
      throw StepperError("\(word.name): \(error)")
    } catch {
      throw StepperError("\(word.name): \(CommandFailure.message(of: error) ?? "")")
    }
  }

  /// Does what a line says, and shows how far it is if that takes long.
  func performShowing(
    _ command: String, on place: WorkingLine.Place
  ) throws -> StepperReply? {
    try WorkingLine.during("", on: place) { line in
      session.passesStep = { step, last in
        line.say("step \(grouped(step + 1)) on the way to \(grouped(last + 1))")
      }
      defer { session.passesStep = { _, _ in } }
      return try perform(command)
    }
  }

  /// What the present event is about, as questions and edits take it: a link or a neuron.
  var present: NetworkPlace {
    if let link = session.event.link { return .link(link.name) }
    return .neuron(session.event.neuron ?? session.network.outputNeurons[0].name)
  }

  /// Asks about the present sample, with the network as it is at the beginning of the step.
  func ask(
    _ question: (NeuronNetwork, SessionSample) throws -> [String]
  ) throws -> StepperReply {
    let sample = session.sample
    let network = try session.networkAtStepStart()
    return StepperReply(lines: try Asking.quietly(name) { try question(network, sample) })
  }

  /// What is watched, with its values at this moment.
  var watches: [(number: Int, quantity: Quantity, value: Double?)] {
    session.watches.map { watch in
      (watch.number, watch.item, (try? session.value(of: watch.item)) ?? nil)
    }
  }
}

/// What a model file of the session's network holds besides its weights.
struct SteppedModel {
  let blueprint: NetworkBlueprint
  let classNames: [String]
  /// What the columns of tables mean to it.
  let table: TableForm?
  /// The files the session has read, which a model is not to replace.
  let sources: [String]
}
