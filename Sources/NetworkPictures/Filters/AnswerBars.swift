import Pictures
import TextFormats
import TrainingLoop

/// A network's answer as bars, the largest output first.
struct AnswerBars {
  private static let mostAnswers = 10
  private static let rows = 5
  private static let rowHeight = 24
  private static let columnWidth = 570
  private static let nameWidth = 160
  private static let longestBar = 290

  private let view: ConvolutionView

  /// Nil if there is no answer to show.
  init?(_ view: ConvolutionView) {
    guard !view.answers.isEmpty else { return nil }
    self.view = view
  }

  func draw(on drawing: inout Drawing, top: Int) {
    drawing.write(heading, x: Drawing.margin, y: top, .heading)
    // A bar is as long as its share of 1, or of the largest.
    let whole = view.areShares ? 1 : max(view.answers.map { abs($0.value) }.max() ?? 1, 1)
    for (index, answer) in view.answers.prefix(Self.mostAnswers).enumerated() {
      let x = Drawing.margin + index / Self.rows * Self.columnWidth
      let y = top + 32 + index % Self.rows * Self.rowHeight
      let length = Int((Double(Self.longestBar) * abs(answer.value) / whole).rounded())
      drawing.write(
        Drawing.TextStyle.label.fitting(answer.name, in: Self.nameWidth - 8), x: x, y: y + 2,
        .label, index == 0 ? .accent : .plain)
      drawing.fill(
        PixelBox(x: x + Self.nameWidth, y: y, width: max(1, length), height: 14),
        .sign(of: answer.value))
      drawing.write(text(of: answer.value), x: x + Self.nameWidth + max(1, length) + 8, y: y + 2)
    }
  }

  private var heading: String {
    let count = view.answers.count
    let more = count > Self.mostAnswers ? " (the \(Self.mostAnswers) largest of \(count))" : ""
    guard view.areShares, let best = view.answers.first else { return "the answer\(more)" }
    return "the answer: \(best.name.prefix(20)), \(text(of: best.value))\(more)"
  }

  private func text(of value: Double) -> String {
    view.areShares ? "\(decimal(100 * value, digits: 1)) %" : shortNumber(value)
  }
}
