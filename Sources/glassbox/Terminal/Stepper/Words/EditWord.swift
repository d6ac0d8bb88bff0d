import Explanation
import NetworkDescription
import NetworkQuestions
import TextFormats
import TracePages
import TrainingDebugger

/// `edit`: another number from this step on.
struct EditWord: StepperWord {
  let names = ["edit", "e"]
  let usage = "weight LINK | bias NEURON | input N | target N | rate  NUMBER"
  let summary = "change a number from the beginning of this step on, and see what comes of it"
  let details = [
    "edit weight 0.1-1.0 2.5", "edit bias 1.0 = -1", "edit input 0 0.5     of the present sample",
    "edit target 0 1", "edit rate 0.1",
  ]

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    let words = arguments.text.replacing("=", with: " ").split(separator: " ").map(String.init)
    guard let last = words.last, words.count >= 2 else {
      throw wrong(usage, found: arguments.text)
    }
    let target = try target(Array(words.dropLast()), stepper.session)
    guard let value = Double(last.replacing("−", with: "-")) else {
      throw wrong("a number for \(target)", found: last)
    }
    let edit = try stepper.session.edit(target, to: value)
    return StepperReply(
      lines: [
        "\(edit.target): \(number(edit.before)) → \(number(edit.after)) from the beginning of "
          + "this step on; undo takes it back"
      ], showsEvent: true)
  }

  private func target(_ words: [String], _ session: DebuggerSession) throws -> SessionEdit.Target {
    let sample = session.sample.number
    switch (words[0].lowercased(), words.count) {
    case ("weight", 2), ("link", 2): return .weight(link: try link(words[1]))
    case ("bias", 2), ("neuron", 2): return .bias(neuron: try neuron(words[1]))
    case ("input", 2): return .input(try position(words[1]), sample: sample)
    case ("target", 2): return .target(try position(words[1]), sample: sample)
    case ("rate", 1): return .learningRate
    case ("learning", 2) where words[1] == "rate": return .learningRate
    default: throw wrong(usage, found: words.joined(separator: " "))
    }
  }

  /// `1`, or `0.1` as input neurons are called.
  private func position(_ text: String) throws(StepperError) -> Int {
    let input = NeuronName(text).flatMap { $0.isInput ? $0.index : nil }
    guard let position = Int(text) ?? input else {
      throw wrong("its number, counted from 0", found: text)
    }
    return position
  }

  private func number(_ value: Double) -> String { StepperText.number(value) }
}

/// `undo`: the last edit taken back.
struct UndoWord: StepperWord {
  let names = ["undo", "u"]
  let usage = ""
  let summary = "take the last edit back, and go to where it was made"

  func run(_ arguments: StepperArguments, in stepper: Stepper) throws -> StepperReply {
    let edit = try stepper.session.undo()
    return StepperReply(
      lines: ["\(edit.target) is \(StepperText.number(edit.before)) again"], showsEvent: true)
  }
}
