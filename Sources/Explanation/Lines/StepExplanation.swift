import NetworkDescription
import NeuronGraph
import NeuronTrace

/// One training step as text: every line an equation with its real numbers.
///
/// It takes events one at a time and hands out lines as soon as they are complete, so that a large
/// network's step streams. It computes nothing of the network: the numbers are the engine's, and
/// every printed equation is true when it is worked out again from the digits shown.
///
/// ```swift
/// let network = try NeuronNetwork(try Recipe.xor.blueprint())
/// for line in try network.explainStep(inputs: [0, 1], targets: [1]) { print(line) }
/// ```
///
/// A neuron with many links shows only those that matter most: by the size of their contribution
/// going forward, of their weight gradient going back, of the weight's change in the update. The
/// others are summed up in one line, so that the neuron's sum still adds up.
public struct StepExplanation {
  /// The parts of the text.
  private enum Section {
    case forward, loss, backward, update
  }

  private let write: (String) -> Void
  private let focus: TraceFocus?
  private var told: ToldNeurons?
  private var memory: StepMemory
  private var section: Section?
  private var forward = ForwardText()
  private var lossEvent: TraceEvent.LossComputed?
  private var backward = BackwardText()
  private var update = UpdateText()

  /// Prepares to explain a step.
  ///
  /// - Parameters:
  ///   - labels: What the neurons are called.
  ///   - top: How many links are shown for each neuron. Without it, all are shown where a neuron
  ///     has at most 12, and otherwise the 5 that matter most; `.max` shows all of them.
  ///   - focus: What it is about; without it, everything.
  ///   - write: Takes a line of text, without a line break at its end.
  public init(
    labels: NeuronLabels, top: Int? = nil, focus: TraceFocus? = nil,
    write: @escaping (String) -> Void
  ) {
    self.init(labels: labels, top: top, focus: focus, told: nil, write: write)
  }

  /// Prepares to explain what a step does to some neurons.
  package init(labels: NeuronLabels, told: ToldNeurons?, write: @escaping (String) -> Void) {
    self.init(labels: labels, top: nil, focus: nil, told: told, write: write)
  }

  private init(
    labels: NeuronLabels, top: Int?, focus: TraceFocus?, told: ToldNeurons?,
    write: @escaping (String) -> Void
  ) {
    self.write = write
    self.focus = focus
    self.told = told
    memory = StepMemory(labels: labels, limit: ShortlistLimit(requested: top))
  }

  /// Takes in the next event of the step.
  public mutating func observe(_ event: TraceEvent) {
    if let isTold = told?.tells(event), !isTold {
      if told?.needs(event, memory.labels) == true { memory.note(event) }
      return
    }
    memory.note(event)
    guard focus?.includes(event) ?? true else { return }
    switch event {
    case .dropoutLot, .poolingChoice, .penalty, .outputSensitivity:
      break  // told where they matter
    case .input, .linkForward, .neuronForward:
      enter(.forward)
      let lines = forward.lines(for: event, &memory)
      emit(lines)
    case .loss(let event):
      // It is told first, but its line needs the targets.
      enter(.loss)
      lossEvent = event
    case .neuronBackward, .linkBackward:
      enter(.backward)
      let lines = backward.lines(for: event, memory)
      emit(lines)
    case .weightUpdate(let payload):
      tellUpdate(event, payload.move)
    case .biasUpdate(let payload):
      tellUpdate(event, payload.move)
    }
  }

  private mutating func tellUpdate(_ event: TraceEvent, _ move: TraceEvent.WeightMove) {
    enter(.update, introduction: UpdateText.introduction(move))
    let lines = update.lines(for: event, memory)
    emit(lines)
  }

  /// Hands out what is still waiting, after the last event.
  public mutating func finish() {
    leaveSection()
    section = nil
  }

  private mutating func enter(_ next: Section, introduction: [String] = []) {
    guard next != section else { return }
    leaveSection()
    section = next
    switch next {
    case .forward: open(ForwardText.heading, ForwardText.introduction)
    case .loss: break  // opened when the targets are known
    case .backward: open(BackwardText.heading, BackwardText.introduction)
    case .update: open(UpdateText.heading, introduction)
    }
    if next == .backward, let loss = lossEvent?.loss {
      emit(SensitivityText(loss: loss, memory: memory).lines)
    }
  }

  private mutating func leaveSection() {
    switch section {
    case .forward:
      emit(forward.flush(&memory))
    case .loss:
      guard let lossEvent else { return }
      let text = LossText(loss: lossEvent.loss, value: lossEvent.value, memory: memory)
      open(LossText.heading, text.introduction)
      emit(text.lines)
    case .backward:
      emit(backward.flush(memory))
    case .update:
      emit(update.flush(memory))
    case nil:
      return
    }
    write("")
  }

  private func open(_ heading: String, _ introduction: [String]) {
    write(heading)
    emit(introduction)
    write("")
  }

  /// Writes lines that have been made before: made in the call, they would be made while a copy of
  /// all this waits for them, and everything that grows would be copied with each event.
  private func emit(_ lines: [String]) {
    for line in lines { write(line) }
  }
}
