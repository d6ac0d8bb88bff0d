/// Lines as a terminal prints them: indented, with blank lines between the parts of the text.
package struct PrintedExplanation {
  private var last: ExplanationLine.Kind?

  package init() {}

  /// What is printed for the next line.
  package mutating func text(for line: ExplanationLine) -> [String] {
    defer { last = line.kind }
    let opens = line.kind == .heading
    let follows = line.kind == .words || line.kind == .equation
    let isAfterOpening = last == .heading || last == .introduction
    let isNewPart = (opens && last != nil) || (follows && isAfterOpening)
    return (isNewPart ? [""] : []) + [line.indentedText]
  }

  /// What is printed after the last line.
  package var end: [String] { last == nil ? [] : [""] }
}
