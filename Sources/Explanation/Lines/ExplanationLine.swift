import NetworkDescription
import NeuronGraph
import NeuronTrace

/// One line of an explanation: what is said of whom in which phase, with the equations it states.
///
/// Viewers find in its parts what they need; nobody has to read it out of the text.
public struct ExplanationLine: Hashable, Sendable {
  /// What a line is for.
  public enum Kind: Hashable, Sendable {
    /// It opens a phase.
    case heading
    /// It says, after the heading, what happens in the phase.
    case introduction
    /// It says something in words.
    case words
    /// It states one equation or several.
    case equation
  }

  /// The phase of the step.
  public let phase: TraceEvent.Phase
  /// What it is for.
  public let kind: Kind
  /// Whom it is about; nil for headings and introductions.
  public let subject: LineSubject?
  /// What it states, in the order in which it stands in the text.
  public let equations: [Equation]
  /// Whether it is one of several lines whose numbers are added up in a line that follows.
  public private(set) var isPart = false
  /// What people read, without indentation.
  public var text: String

  init(
    _ kind: Kind, _ phase: TraceEvent.Phase, _ subject: LineSubject? = nil,
    equations: [Equation] = [], text: String
  ) {
    (self.kind, self.phase, self.subject) = (kind, phase, subject)
    (self.equations, self.text) = (equations, text)
  }

  /// A line that says, after the heading, what happens in a phase.
  static func introduction(
    _ phase: TraceEvent.Phase, _ text: String, stating equations: [Equation] = []
  ) -> Self {
    Self(.introduction, phase, equations: equations, text: text)
  }

  /// The line as one of several that are added up.
  var asPart: Self {
    var line = self
    line.isPart = true
    return line
  }

  /// The text, indented if it is one of several that are added up.
  public var indentedText: String { isPart ? "  \(text)" : text }
}

/// Making lines: the subject's label, a colon, and what is said.
extension StepMemory {
  /// A line that states equations.
  func line(
    _ phase: TraceEvent.Phase, _ subject: LineSubject, _ equations: [Equation]
  ) -> ExplanationLine {
    words(
      phase, subject, equations.map { $0.text }.joined(separator: "; "), stating: equations)
  }

  /// A line that states an equation.
  func line(
    _ phase: TraceEvent.Phase, _ subject: LineSubject, _ equation: Equation
  ) -> ExplanationLine {
    line(phase, subject, [equation])
  }

  /// A line that states a sum over those that have no lines of their own.
  func line(
    _ phase: TraceEvent.Phase, _ subject: LineSubject, sumOf quantity: String, is sum: Double
  ) -> ExplanationLine {
    line(phase, subject, Equation("sum of \(quantity)", is: sum)).asPart
  }

  /// A line in words, which may have equations in them.
  func words(
    _ phase: TraceEvent.Phase, _ subject: LineSubject, _ words: String,
    stating equations: [Equation] = []
  ) -> ExplanationLine {
    remark(phase, subject, "\(labels[subject]): \(words)", stating: equations)
  }

  /// A line that does not begin with a label.
  func remark(
    _ phase: TraceEvent.Phase, _ subject: LineSubject, _ text: String,
    stating equations: [Equation] = []
  ) -> ExplanationLine {
    ExplanationLine(
      equations.isEmpty ? .words : .equation, phase, subject, equations: equations, text: text)
  }
}
