import Explanation
import NetworkQuestions
import TracePages
import TrainingDebugger
import NeuronGraph

/// The links of the neuron at work as a list, beside the network where there is room.
struct LinkPanel {
  private let view: NetworkView

  init(_ view: NetworkView) { self.view = view }

  func draw(on canvas: inout Canvas, x: Int, rows: Range<Int>) {
    for y in rows { canvas.write("│", x: x - 2, y: y, .faint) }
    let links = view.linksAtWork
    guard let present = view.present, links.allSatisfy({ $0.target == present }) else { return }
    let isBackward = view.phase == .backward || view.phase == .update
    canvas.write("links to \(view.neurons[present].label)", x: x, y: rows.lowerBound, .heading)
    canvas.write(
      "from           weight   \(isBackward ? "gradient" : "  brings")", x: x,
      y: rows.lowerBound + 1, .faint)
    let room = rows.count - 3
    let shown =
      links.count <= room
      ? Array(links.indices)
      : links.indices.sorted {
        links[$0].isPresent
          || (!links[$1].isPresent
            && view.weightiness(of: links[$0]) > view.weightiness(of: links[$1]))
      }.prefix(room).sorted()
    let largest = links.reduce(0) { max($0, abs($1.weight)) }
    let largestValue = links.reduce(0) { max($0, view.weightiness(of: $1)) }
    for (row, index) in shown.enumerated() {
      let link = links[index]
      let y = rows.lowerBound + 2 + row
      canvas.write(
        (link.isPresent ? "▶ " : "  ") + view.neurons[link.source].label, x: x - 1, y: y,
        link.isPresent ? .bold : .plain, upTo: x + 12)
      canvas.write(
        Self.padded(NetworkDrawing.signed(link.weight)), x: x + 12, y: y,
        .of(link.weight, largest: largest))
      let value = isBackward ? link.gradient : link.contribution
      canvas.write(
        Self.padded(value.map(NetworkDrawing.signed) ?? "·"), x: x + 23, y: y,
        .of(value ?? 0, largest: largestValue))
    }
    if links.count > shown.count {
      canvas.write(
        "and \(links.count - shown.count) more", x: x, y: rows.upperBound - 1, .faint)
    }
  }

  private static func padded(_ text: String) -> String {
    String(repeating: " ", count: max(0, 9 - text.count)) + text
  }
}
