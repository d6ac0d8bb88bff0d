import Explanation
import NetworkDescription
import TextFormats

/// A proof in words.
extension Proof {
  /// The lines of the text: both losses, the slope and the sensitivity, and whether they agree.
  public var lines: [String] {
    var lines = ["\(title) = \(NumberText(exactly: weight).text), nudged by ε = \(short(epsilon))"]
    if uses > 1 { lines.append("  It is shared: \(uses) links or neurons use it, all are nudged.") }
    lines += cornerLines
    var table = TextTable(leftAligned: [0])
    table.add(["  loss with \(what) + ε", NumberText(exactly: lossAbove).text])
    table.add(["  loss with \(what) − ε", NumberText(exactly: lossBelow).text])
    if stencil != .central {
      table.add(["  loss with \(what) as it is", NumberText(exactly: loss).text])
    }
    table.add(["  slope = \(formula)", NumberText(slope, extraDigits: 6).text])
    table.add(["  sensitivity by going backward", NumberText(sensitivity, extraDigits: 6).text])
    table.add(["  relative error", Self.size(relativeError)])
    return lines + table.lines + ["  \(verdict)"]
  }

  /// The cells of a row in the ranking of all links.
  var cells: [String] {
    [
      agrees ? "" : "✗", place.description, NumberText(weight).text,
      NumberText(slope, extraDigits: 4).text, NumberText(sensitivity, extraDigits: 4).text,
      Self.size(relativeError),
      (corners + turnovers + lossCorners).first.map { "near a corner of \($0)" } ?? "",
    ]
  }

  /// All proofs below each other.
  ///
  /// - Parameter top: How many to show; those that disagree are always shown.
  public static func table(_ proofs: [Proof], top: Int) -> [String] {
    var table = TextTable(
      leftAligned: [0, 1, 6],
      titles: ["", "link", "weight", "slope by nudging", "sensitivity", "relative error"])
    let shown = proofs.enumerated().filter { $0 < top || !$1.agrees }.map(\.element)
    for proof in shown { table.add(proof.cells) }
    let wrong = proofs.count { !$0.agrees }
    let rest = proofs.count - shown.count
    let others = rest > 0 ? ["  and \(Counted(rest, "other")), closer than these"] : []
    let verdict =
      wrong == 0
      ? "All \(proofs.count) agree with what the loss does, as far as nudging can tell."
      : "\(wrong) of \(proofs.count) say what the loss does not do."
    return table.lines + others + ["", verdict]
  }

  private var what: String { place.isBias ? "bias" : "weight" }

  private var title: String {
    place.isBias ? "neuron \(place.name), bias" : "link \(place.name), weight"
  }

  private var formula: String {
    switch stencil {
    case .central: "(loss₊ − loss₋) ÷ 2ε"
    case .upward: "from w, w + ε and w + 2ε"
    case .downward: "from w, w − ε and w − 2ε"
    }
  }

  private var cornerLines: [String] {
    var doings: [String] = []
    if !corners.isEmpty { doings.append("switch neuron \(Self.list(corners)) on or off") }
    if !turnovers.isEmpty {
      doings.append("make max pooling \(Self.list(turnovers)) let another neuron through")
    }
    if !lossCorners.isEmpty { doings.append("take output \(Self.list(lossCorners)) over one") }
    guard !doings.isEmpty else { return [] }
    let doing = doings.joined(separator: ", and ")
    let what = "  Its nudge would \(doing): the loss has a corner there, "
    return switch stencil {
    case .central where epsilon < 1e-7 * max(1, abs(weight)):
      [what + "too near for a reliable slope."]
    case .central: [what + "so ε was made smaller."]
    case .upward: [what + "below, so it was nudged up only."]
    case .downward: [what + "above, so it was nudged down only."]
    }
  }

  /// The first few names.
  private static func list(_ names: [NeuronName]) -> String {
    names.prefix(3).map { "\($0)" }.joined(separator: ", ") + (names.count > 3 ? ", …" : "")
  }

  private var verdict: String {
    if agrees, slope == 0, sensitivity == 0 {
      return "Both are 0: on this sample nothing depends on it. Try other inputs."
    }
    if agrees {
      return "They agree: nudging can tell them apart down to \(Self.size(uncertainty))."
    }
    return "They do not agree: nudging is off by \(Self.size(uncertainty)) at most. "
      + "The loss does not lie."
  }

  /// A size of an error: two digits are enough.
  private static func size(_ number: Double) -> String {
    number == 0 ? "0" : NumberText(number, extraDigits: -2).text
  }

  private func short(_ number: Double) -> String { NumberText(number).text }
}
