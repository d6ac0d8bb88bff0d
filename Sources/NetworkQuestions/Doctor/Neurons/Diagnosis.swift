import Explanation
import NetworkDescription
import TextFormats

/// What training did to the neurons and links of a network.
public struct Diagnosis: Sendable, Hashable {
  /// What can befall a neuron or a link.
  public enum Illness: String, Sendable, Hashable, CaseIterable {
    /// A number that is infinite or not a number.
    case notANumber = "not a number"
    /// A weight or an output that has grown a thousandfold.
    case explodes
    /// A relu that is never active again on any of the samples; a filter of relus that is so at
    /// every place.
    case dies
    /// A sigmoid or tanh whose slope is below a hundredth of its steepest on all samples, to the end;
    /// of a filter, at every place.
    case saturates
  }

  /// The first neuron or link that something befell.
  public struct Finding: Sendable, Hashable {
    /// What befell it.
    public let illness: Illness
    /// The first of them, with its value where it has one.
    public let place: Place
    /// After how many training steps it was so; 0 is before the first.
    public let step: Int
    /// How many steps before that it was last seen to be well; 0 if it was looked at before.
    public let uncertainty: Int
    /// How many others had the same by the end of the training.
    public let others: Int
  }

  /// What was found, the earliest first; one finding of each kind at most.
  public let findings: [Finding]
  /// How many training steps were made.
  public let steps: Int
  /// The mean loss of the samples before the first step.
  public let lossBefore: Double
  /// The mean loss after the last step; not a number if that is what it came to.
  public let lossAfter: Double
  /// How many samples the neurons were looked at with.
  public let sampleCount: Int
  /// The loss of each step's batch, without what large weights cost.
  let losses: [Double]

  /// Whether nothing was found.
  public var isHealthy: Bool { findings.isEmpty }
}

extension Diagnosis.Illness {
  /// What usually helps, in one line.
  public var advice: String {
    switch self {
    case .notANumber, .explodes:
      "a smaller learning rate (a tenth of it to begin with), inputs scaled to about −1 to 1, "
        + "smaller first weights, fewer layers, or tanh instead of relu or identity"
    case .dies:
      "a smaller learning rate, first weights by heNormal or heUniform, biases that start a little "
        + "above 0, or leakyRelu, which is never quite silent"
    case .saturates:
      "smaller first weights (glorotUniform), inputs scaled to about −1 to 1, a smaller learning "
        + "rate, relu in hidden layers, or at the outputs a cross-entropy"
    }
  }

  /// What it is, in words.
  public var words: String {
    switch self {
    case .notANumber: "is no finite number any more"
    case .explodes: "explodes"
    case .dies: "dies: its relu is never active again on the samples"
    case .saturates: "saturates: on every sample its slope is below 1 % of the steepest"
    }
  }
}

extension Diagnosis {
  /// What befell neurons and links, as text.
  public var lines: [String] { [head] + findingLines }

  /// How long it was trained, and with what loss.
  var head: String {
    let steps = Counted(steps, "training step").description
    let loss = "loss \(NumberText(lossBefore).text) before, \(NumberText(lossAfter).text) after"
    return "\(steps), looked at with \(Counted(sampleCount, "sample")); \(loss)"
  }

  /// What befell neurons and links, and what usually helps.
  var findingLines: [String] {
    findings.flatMap { finding in
      [
        "", "\(finding.when): \(finding.whatHappened)\(finding.company).",
        "  What usually helps: \(finding.illness.advice).",
      ]
    }
  }

  /// The same, a JSON object for each finding.
  var findingObjects: [JSONValue] {
    findings.map { finding in
      JSONValue.object([
        ("illness", .string(finding.illness.rawValue)),
        ("place", .string(finding.place.description)),
        ("kind", .string(finding.place.kind)),
        ("step", .integer(finding.step)), ("uncertainty", .integer(finding.uncertainty)),
        ("others", .integer(finding.others)), ("advice", .string(finding.illness.advice)),
      ])
    }
  }
}

extension Diagnosis.Finding {
  /// What befell it and what usually helps, in one line.
  public var inOneLine: String { "\(whatHappened); what usually helps: \(illness.advice)" }

  var whatHappened: String { "\(place.text) \(words)" }

  fileprivate var when: String {
    if step == 0 { return "Before the first step" }
    return uncertainty == 0 ? "Step \(step)" : "Between step \(step - uncertainty) and \(step)"
  }

  fileprivate var words: String {
    illness == .dies && step == 0
      ? "is dead: its relu is active on none of the samples, now or later" : illness.words
  }

  fileprivate var company: String {
    others == 0 ? "" : ", and \(Counted(others, "other")) by the end"
  }
}
