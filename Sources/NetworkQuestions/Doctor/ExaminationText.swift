import Explanation
import NetworkDescription
import TextFormats

extension Examination {
  /// The lines of the text.
  public var lines: [String] {
    [diagnosis.head] + (symptom == .none ? [] : symptomLines) + diagnosis.findingLines
      + ailments.flatMap { [""] + $0.lines } + conclusion
  }

  /// A line of JSON for each finding, for each ailment, and one for the whole.
  public var jsonLines: [String] {
    (diagnosis.findingObjects + ailments.map { $0.json } + [json]).map { $0.description }
  }

  /// The first thing that is wrong, in one line; nil if nothing is.
  public var complaint: String? {
    guard !isHealthy else { return nil }
    let finding = diagnosis.findings.first
    if let ailment = ailments.first(where: { $0.isCured }) ?? ailments.first {
      return (finding.map { "\($0.whatHappened); " } ?? "") + ailment.inOneLine
    }
    return finding?.inOneLine
      ?? "\(symptom.rawValue), and nothing that was tried helped"
  }

  /// What shows that something is wrong, with its numbers.
  private var symptomLines: [String] {
    let answer =
      "The best constant answer, \(NumberText.list(constant.outputs)), has a loss of "
      + NumberText(constant.loss).text
      + (constant.accuracy.map { " and an accuracy of \(percent($0))" } ?? "")
    var lines = [answer + ": \(comparison)."]
    if history.isAnswerConstant, symptom != .notFinite, let outputs = history.outcome.outputs.first
    {
      lines.append("The network's answer is always the same, \(NumberText.list(outputs)).")
    }
    return lines
  }

  private var comparison: String {
    let accuracy = history.outcome.accuracy.map { ", accuracy \(percent($0))" } ?? ""
    return switch symptom {
    case .notFinite: "the network's loss is no finite number any more"
    case .grew: "the network's loss grew\(accuracy)"
    case .noBetterThanConstant: "the network is no better\(accuracy)"
    case .oneClass: "the network always answers with the most frequent class\(accuracy)"
    case .partlyLearned:
      "the network is \(percent(history.learned)) of the way from there to a loss of 0\(accuracy)"
    case .none: "the network is better\(accuracy)"
    }
  }

  private var conclusion: [String] {
    var lines: [String] = []
    if !vainTrials.isEmpty {
      let isFound = ailments.contains { $0.isCured }
      lines += ["", isFound ? "Tried before, in vain:" : "Tried in vain:"]
      lines += vainTrials.map { "  \($0.text)" }
    }
    guard isHealthy else {
      if ailments.isEmpty, symptom.isPlain {
        lines += [
          "", "Something is wrong (\(symptom.rawValue)), and nothing that was tried helped.",
        ]
      }
      return lines
    }
    let part = isWhole ? "" : " These were not all of its steps: more with --steps."
    let verdict =
      symptom == .partlyLearned && !vainTrials.isEmpty
      ? "as far as can be seen: nothing that was tried halves the loss."
      : diagnosis.isHealthy
        ? "it learns, and nothing dies, saturates, explodes or stops being a number."
        : "it learns, and does not need what died or saturated."
    lines += (lines.isEmpty && diagnosis.isHealthy ? [] : [""]) + ["Healthy: \(verdict)\(part)"]
    return lines
  }

  private var json: JSONValue {
    func numbers(_ values: [Double]) -> JSONValue { .array(values.map { .number($0) }) }
    func sizes(_ sizes: [LayerSize]) -> JSONValue {
      .array(
        sizes.map { .object([("layer", .integer($0.layer)), ("size", .number($0.size))]) })
    }
    func optional(_ number: Double?) -> JSONValue { number.map { .number($0) } ?? .null }
    return .object([
      ("healthy", .bool(isHealthy)), ("steps", .integer(diagnosis.steps)),
      ("lossBefore", .number(diagnosis.lossBefore)), ("lossAfter", .number(diagnosis.lossAfter)),
      ("samples", .integer(diagnosis.sampleCount)), ("symptom", .string(symptom.rawValue)),
      ("allSteps", .bool(isWhole)), ("accuracy", optional(history.outcome.accuracy)),
      ("penalty", .number(history.outcome.penalty)),
      ("constantAnswer", numbers(constant.outputs)), ("constantLoss", .number(constant.loss)),
      ("constantAccuracy", optional(constant.accuracy)),
      ("gradientsBefore", sizes(history.gradientsBefore)),
      ("gradientsAfter", sizes(history.gradientsAfter)),
      ("vainTrials", .array(vainTrials.map { $0.json })),
    ])
  }
}

extension Ailment {
  /// What it is and what helps, in one line.
  public var inOneLine: String {
    let help =
      isCured
      ? trials.last.map { "what helped: \($0.remedy)" } ?? ""
      : "what usually helps: \(advice)"
    return "\(cause.rawValue); \(help)"
  }

  fileprivate var lines: [String] {
    ["\(cause.rawValue.capitalizedFirst)"]
      + evidence.map { "  \($0.capitalizedFirst)." }
      + trials.map { "  Tried: \($0.text); \($0.helped ? "that helps." : "that does not help.")" }
      + (isCured ? [] : ["  What usually helps: \(advice)."])
  }

  fileprivate var json: JSONValue {
    .object([
      ("illness", .string(cause.rawValue)), ("evidence", .array(evidence.map { .string($0) })),
      ("places", .array(places.map { .string($0) })),
      ("trials", .array(trials.map { $0.json })), ("cured", .bool(isCured)),
      ("advice", .string(advice)),
    ])
  }
}

extension Trial {
  fileprivate var text: String {
    "\(remedy): loss \(NumberText(lossBefore).text) → \(NumberText(lossAfter).text) in "
      + Counted(steps, "step").description
  }

  fileprivate var json: JSONValue {
    .object([
      ("remedy", .string(remedy)), ("steps", .integer(steps)), ("lossBefore", .number(lossBefore)),
      ("lossAfter", .number(lossAfter)), ("helped", .bool(helped)),
    ])
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
