import Explanation
import NeuronGraph
import NeuronTrace

/// Follows an explanation line by line: in which phase it is, which lines introduce the phase, and
/// whom the others are about.
struct ExplainedPhases {
  /// A line, or lines in words with the equation that they lead to.
  struct Passage {
    let phase: TraceEvent.Phase
    /// Nil in the loss phase, which is about all outputs together.
    let subject: LineSubject?
    let text: String
  }

  private let subjects: LineSubjects
  private var phase = TraceEvent.Phase.forward
  private var isIntroduction = false
  /// Words that lead to the next equation.
  private var words: [String] = []
  /// What each phase begins with, in words.
  private(set) var introductions: [TraceEvent.Phase: [String]] = [:]

  init(_ subjects: LineSubjects) {
    self.subjects = subjects
  }

  static let headings: [(phase: TraceEvent.Phase, text: String)] = [
    (.forward, ForwardText.heading), (.loss, LossText.heading), (.backward, BackwardText.heading),
    (.update, UpdateText.heading),
  ]

  /// Takes in a line; gives the passage that is complete by then.
  mutating func passage(with line: String) -> Passage? {
    if let heading = Self.headings.first(where: { $0.text == line }) {
      phase = heading.phase
      isIntroduction = true
      introductions[phase] = []
      return nil
    }
    if line.isEmpty {
      isIntroduction = false
      return nil
    }
    if isIntroduction {
      introductions[phase, default: []].append(line)
      return nil
    }
    let text = String(line.drop { $0 == " " })
    let subject = phase == .loss ? nil : subjects.subject(of: line)
    guard phase == .loss || subject != nil else {
      words.append(text)
      return nil
    }
    defer { words = [] }
    return Passage(
      phase: phase, subject: subject, text: (words + [text]).joined(separator: "\n"))
  }
}
