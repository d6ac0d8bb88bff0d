import NetworkDescription
import NeuronGraph

/// Changing numbers by hand, and taking it back.
extension DebuggerSession {
  /// Changes a number from the beginning of the present step on.
  ///
  /// The step is run once more with it, and the session stands at the same event as before, so that
  /// one sees at once what is different. Training goes on with it; edits of later steps, made before
  /// going back, are forgotten.
  ///
  /// - Returns: What was edited, with the number before.
  /// - Throws: ``SessionError`` for something that is not there or cannot be set to that.
  @discardableResult
  public func edit(
    _ target: SessionEdit.Target, to value: Double
  ) throws(SessionError) -> SessionEdit {
    guard value.isFinite else {
      throw .badNumber(
        what: "\(target)", found: "\(value)", expected: "a finite number")
    }
    try timeline.travel(to: step, shouldStop: { false })
    let edit = SessionEdit(
      target: target, before: try number(of: target, newValue: value), after: value, step: step,
      event: number + 1)
    timeline.edit(edit)
    try stand(at: step, index: index, isChanged: true)
    return edit
  }

  /// Takes the last edit back, and goes to where it was made.
  ///
  /// - Throws: ``SessionError/nothingToUndo``.
  @discardableResult
  public func undo() throws(SessionError) -> SessionEdit {
    let edit = try timeline.undo()
    let index = edit.event - 1 - timeline.plan.eventsBefore(step: edit.step)
    try stand(at: edit.step, index: index, isChanged: true)
    return edit
  }

  /// What is there at the beginning of the step.
  private func number(
    of target: SessionEdit.Target, newValue: Double
  ) throws(SessionError) -> Double {
    let map = timeline.map
    switch target {
    case .weight(let name):
      let weight = map.links[try map.checkedLink(name)].weight
      guard weight.isLearned else {
        throw .notEditable(
          name: "link \(name)", reason: "it only passes values on: choose a link that learns")
      }
      return weight.value
    case .bias(let name):
      guard let bias = map.neurons[try map.checkedNeuron(name)].bias else {
        throw .notEditable(
          name: "neuron \(name)", reason: "it has no bias: choose a neuron that has one")
      }
      return bias.value
    case .input(let index, let sample):
      return try number(index, of: sample, "input") { $0.inputs }
    case .target(let index, let sample):
      if let range = timeline.network.loss.neededTargets, !range.contains(newValue) {
        throw .badNumber(
          what: "\(target)", found: "\(newValue)",
          expected: "\(range.lowerBound) to \(range.upperBound), which "
            + "\(timeline.network.loss.name) needs")
      }
      return try number(index, of: sample, "target") { $0.targets }
    case .learningRate:
      guard newValue >= 0 else {
        throw .badNumber(what: "\(target)", found: "\(newValue)", expected: "at least 0")
      }
      return timeline.network.optimizer.learningRate
    }
  }

  private func number(
    _ index: Int, of sample: Int, _ what: String,
    _ numbers: ((inputs: [Double], targets: [Double])) -> [Double]
  ) throws(SessionError) -> Double {
    let source = timeline.source(of: step)
    guard (0..<source.count).contains(sample) else {
      throw .outOfRange(what: "sample", found: sample + 1, count: source.count)
    }
    let all = numbers(source.numbers(ofSample: sample))
    guard all.indices.contains(index) else {
      throw .unknown(
        what: what, name: "\(index)", examples: all.count == 1 ? ["0"] : ["0 to \(all.count - 1)"])
    }
    return all[index]
  }
}
