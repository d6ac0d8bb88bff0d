import Explanation
import NetworkQuestions
import TextFormats
import TracePages
import TrainingDebugger
import NetworkDescription
import NeuronGraph
import NeuronTrace
import TrainingLoop

/// What the screen shows of a moment: where it is, the network, and the event explained.
struct ScreenPicture {
  let stepper: Stepper
  /// The command that is being typed, if one is.
  let typed: String?
  let message: [String]
  let messageIsError: Bool

  private static let leastWidth = 60
  private static let leastHeight = 18
  /// From this width on the links of the present neuron are listed beside the network.
  private static let widthWithPanel = 110

  private var session: DebuggerSession { stepper.session }

  func canvas(_ size: (width: Int, height: Int)) -> Canvas {
    var canvas = Canvas(width: max(1, size.width), height: max(1, size.height))
    guard size.width >= Self.leastWidth, size.height >= Self.leastHeight else {
      canvas.write("too small", x: 0, y: 0, .bold)
      let need =
        "needs \(Self.leastWidth) × \(Self.leastHeight), has \(size.width) × \(size.height)"
      canvas.write(need, x: 0, y: 1)
      canvas.write("enlarge it, or q", x: 0, y: 2)
      return canvas
    }
    drawHead(on: &canvas)
    if Self.isPage(message) {
      drawPage(on: &canvas)
    } else {
      let text = explanation(width: canvas.width - 2, height: canvas.height)
      let top = canvas.height - text.count - 3
      drawNetwork(on: &canvas, rows: 3..<top - 1)
      drawRule(on: &canvas, y: top - 1)
      for (row, line) in text.enumerated() {
        canvas.write(line.text, x: 1, y: top + row, line.look)
      }
      drawMessage(on: &canvas)
    }
    drawFoot(on: &canvas)
    return canvas
  }

  // MARK: - Around the network

  private func drawHead(on canvas: inout Canvas) {
    let position = session.position
    let title = " glassbox step \(stepper.name.shortenedOnOneLine) "
    canvas.write(String(repeating: " ", count: canvas.width), x: 0, y: 0, .marked)
    canvas.write(title, x: 0, y: 0, .marked)
    let place =
      "epoch \(grouped(position.epoch))/\(grouped(position.epochCount))  step "
      + "\(grouped(position.step))  event \(grouped(position.event)) "
    canvas.write(
      place, x: max(title.count, canvas.width - place.count), y: 0, .marked)
    var x = 1
    for phase in [TraceEvent.Phase.forward, .loss, .backward, .update] {
      let isPresent = phase == position.phase
      let text = isPresent ? "[\(phase.rawValue)]" : " \(phase.rawValue) "
      canvas.write(text, x: x, y: 1, isPresent ? .heading : .faint)
      x += text.count
      if phase != .update { canvas.write("→", x: x, y: 1, .faint) }
      x += 1
    }
    let sample = sampleText(position, room: canvas.width - x - 2)
    canvas.write(sample, x: canvas.width - sample.count - 1, y: 1)
    let filled = position.eventInStep * (canvas.width - 2) / max(1, position.eventsInStep)
    canvas.write(String(repeating: "━", count: filled), x: 1, y: 2, .heading)
    canvas.write(
      String(repeating: "─", count: max(0, canvas.width - 2 - filled)), x: 1 + filled, y: 2, .faint)
  }

  /// The sample that is learned, as in `sample 2/4: 0, 1 → 1`.
  private func sampleText(_ position: SessionPosition, room: Int) -> String {
    guard let number = position.sampleInBatch else {
      return position.batchSize == 1 ? "after its sample" : "after \(position.batchSize) samples"
    }
    let head = "sample \(number)/\(position.batchSize)"
    let sample = session.sample
    guard sample.inputs.count <= 6, sample.targets.count <= 4 else { return head }
    func list(_ numbers: [Double]) -> String {
      numbers.map { brief($0) }.joined(separator: ", ")
    }
    let whole = "\(head): \(list(sample.inputs)) → \(list(sample.targets))"
    return whole.count <= room ? whole : head
  }

  private func drawRule(on canvas: inout Canvas, y: Int) {
    canvas.write(String(repeating: "─", count: canvas.width - 2), x: 1, y: y, .faint)
  }

  private func drawFoot(on canvas: inout Canvas) {
    let y = canvas.height - 1
    if let typed {
      let room = canvas.width - 4
      canvas.write(": " + String(typed.suffix(room)), x: 0, y: y, .bold)
      canvas.write("▏", x: 2 + min(typed.count, room), y: y, .heading)
      return
    }
    let keys = "←→ event  ↑↓ neuron  Page↑↓ sample  / run until  e edit  ? all keys  q quit"
    canvas.write(keys, x: 1, y: y, .faint)
  }

  private func drawMessage(on canvas: inout Canvas) {
    guard let line = message.first else { return }
    canvas.write(
      (messageIsError ? "✗ " : "") + line, x: 1, y: canvas.height - 2,
      messageIsError ? .error : .bold)
  }

  /// Whether a message has more lines than the picture leaves room for.
  static func isPage(_ message: [String]) -> Bool { message.count > 1 }

  /// How many lines of a page are shown at once.
  static func linesOnPage(height: Int) -> Int { max(1, height - 6) }

  private func drawPage(on canvas: inout Canvas) {
    let room = Self.linesOnPage(height: canvas.height)
    for (row, line) in message.prefix(room).enumerated() {
      canvas.write(line, x: 2, y: 4 + row)
    }
    let rest = message.count - room
    canvas.write(
      rest > 0 ? "\(counted(rest, "more line")): space; back: escape" : "any key goes back", x: 2,
      y: canvas.height - 2, .faint)
  }

  // MARK: - The event in words

  private struct Line {
    let text: String
    var look = Canvas.Look.plain
  }

  private func explanation(width: Int, height: Int) -> [Line] {
    let explanation = session.explanation
    let equations = explanation.lines.map { Self.wrapped($0.indentedText, width: width - 2) }
    let sentence = Self.wrapped(explanation.sentence, width: width)
    let most = max(2, height / 4)
    let watches = stepper.watches.map { Line(text: StepperText.line($0.quantity, $0.value)) }
    return [Line(text: explanation.title, look: .heading)]
      + Self.shortened(equations, most: most).map { Line(text: "  " + $0, look: .bold) }
      + sentence.map { Line(text: $0) } + watches.prefix(max(1, height / 6))
  }

  /// As many lines of equations as there is room for; the last equation, which says what the others
  /// come to, is always one of them.
  static func shortened(_ equations: [[String]], most: Int) -> [String] {
    let all = equations.flatMap(\.self)
    guard all.count > most, let total = equations.last else { return all }
    let (end, parts) = (total.suffix(most), equations.dropLast())
    var shown: [String] = []
    var count = 0
    for part in parts where shown.count + part.count + 1 + end.count <= most {
      shown += part
      count += 1
    }
    let left = parts.count - count
    return shown + (left > 0 && end.count < most ? ["… \(left) more"] : []) + end
  }

  /// The text on lines of a width, broken at spaces.
  static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = "  "
      }
      line += (line.isEmpty || line == "  " ? "" : " ") + word
    }
    return lines + [line]
  }

  // MARK: - The network

  private func drawNetwork(on canvas: inout Canvas, rows: Range<Int>) {
    guard rows.count >= 3 else { return }
    let hasPanel = canvas.width >= Self.widthWithPanel
    let panel = hasPanel ? 40 : 0
    let view = NetworkView(session)
    NetworkDrawing(view, columns: 1..<canvas.width - panel - 1, rows: rows).draw(on: &canvas)
    guard hasPanel else { return }
    LinkPanel(view).draw(on: &canvas, x: canvas.width - panel, rows: rows)
  }
}
