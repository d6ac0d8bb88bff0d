import Explanation
import NetworkDescription
import NeuronGraph
import NeuronTrace

/// The present event of a session, explained.
public struct SessionExplanation: Hashable, Sendable {
  /// What is going on: `hidden 2 adds up and answers`.
  public let title: String
  /// What the event does, as lines; each equation holds for the digits shown.
  public let lines: [ExplanationLine]
  /// What it means.
  public let sentence: String
}

extension SessionExplanation: CustomStringConvertible {
  /// The lines of the explanation.
  public var description: String {
    ([title] + lines.map { "  \($0.indentedText)" } + ["  " + sentence]).joined(separator: "\n")
  }
}

extension DebuggerSession {
  /// The present event, explained with its numbers and in words.
  ///
  /// - Complexity: Grows with the number of events kept of the present sample.
  public var explanation: SessionExplanation {
    let (frames, present) = framesOfSample
    let words = EventWords(labels: labels, event: event)
    let lines = EventLines(
      frames.lazy.map { $0.event }, present: present - frames.startIndex, labels: labels,
      termCount: event.neuron.map(termCount) ?? 0
    ).lines
    return SessionExplanation(title: words.title, lines: lines, sentence: words.sentence)
  }

  /// How many links bring something to a neuron, or on the way back push something to it.
  private func termCount(_ name: NeuronName) -> Int {
    guard let neuron = timeline.map.neuron(name) else { return 0 }
    return event.phase == .forward
      ? timeline.map.incomingCounts[neuron] : timeline.map.outgoingCounts[neuron]
  }
}
