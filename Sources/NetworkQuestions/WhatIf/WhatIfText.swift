import Explanation
import NetworkDescription
import TextFormats

/// A change that turns an answer, in words.
extension WhatIf {
  /// The lines of the text.
  public func lines(names: [String] = []) -> [String] {
    var table = TextTable(leftAligned: [0, 4], titles: ["", "before", "after", "change", ""])
    for change in changes {
      table.add([
        "  \(change.place)", NumberText(change.before).text,
        NumberText(change.after, extraDigits: 2).text,
        NumberText(change.after - change.before).text,
        change.uses > 1 ? "shared by \(change.uses)" : "",
      ])
    }
    let weights = Counted(changes.count, "weight")
    return [
      "The answer is \(name(answerBefore, names)). It becomes \(name(answerAfter, names)) with a "
        + "change of \(NumberText(norm, extraDigits: 2).text) to \(weights):"
    ] + table.lines + ["", "Run with that change:"] + outputLines(names) + ["", certaintyText]
  }

  private func outputLines(_ names: [String]) -> [String] {
    var table = TextTable(leftAligned: [0], titles: ["", "before", "after"])
    for (index, outputs) in zip(outputsBefore, outputsAfter).enumerated() {
      table.add([
        "  output \(outputsBefore.count > 1 ? name(index, names) : "")",
        NumberText(outputs.0).text, NumberText(outputs.1, extraDigits: 4).text,
      ])
    }
    return table.lines
  }

  private var certaintyText: String {
    switch certainty {
    case .smallest:
      "There is no smaller one: with one layer, the sums are straight in every weight."
    case .smallestOfSearch:
      "A search along every single weight has seen none smaller."
    case .localForEveryChoice:
      "Every choice of so many weights was tried, and this is the nearest change found. Nothing near "
        + "it is smaller; something far from it may be."
    case .local:
      "The weights were chosen by their gradients, and this is the nearest change found. Nothing "
        + "near it is smaller; other weights, or something far from it, may be."
    }
  }

  private func name(_ index: Int, _ names: [String]) -> String {
    names.indices.contains(index) ? names[index].onOneLine : "\(index)"
  }

  /// The change as one line of JSON.
  public var jsonLine: String {
    let changes = changes.map { change in
      JSONValue.object([
        (change.place.kind, .string(change.place.name)), ("uses", .integer(change.uses)),
        ("before", .number(change.before)), ("after", .number(change.after)),
      ])
    }
    return JSONValue.object([
      ("answerBefore", .integer(answerBefore)), ("answerAfter", .integer(answerAfter)),
      ("norm", .number(norm)), ("changes", .array(changes)),
      ("outputsBefore", .array(outputsBefore.map { .number($0) })),
      ("outputsAfter", .array(outputsAfter.map { .number($0) })),
      ("certainty", .string(certainty.rawValue)),
    ]).description
  }
}
