import Explanation
import NetworkQuestions
import TextFormats
import TracePages
import TrainingDebugger
import NeuronGraph

/// Neurons and links of a moment as tables; of many, those that matter most.
enum StepperTables {
  private static let mostRows = 40

  static func neurons(_ session: DebuggerSession) -> [String] {
    var table = TextTable(columns: [
      .left("Neuron"), .left("called"), .right("sum"), .right("output"), .right("sensitivity"),
      .right("of its sum"),
    ])
    let moment = session.moment
    let rows = Array(zip(session.network.layers.flatMap(\.neurons), moment.neurons))
    for (neuron, numbers) in few(rows, by: { $0.1.sensitivity ?? $0.1.output ?? 0 }) {
      table.add([
        "\(neuron.name)", session.labels[neuron.name], text(numbers.sum), text(numbers.output),
        text(numbers.sensitivity), text(numbers.inputSensitivity),
      ])
    }
    return lines(table, left: rows.count)
  }

  static func links(_ session: DebuggerSession) -> [String] {
    var table = TextTable(columns: [
      .left("Link"), .left("called"), .right("weight"), .right("brings"), .right("pushes back"),
      .right("gradient"),
    ])
    let moment = session.moment
    let rows = Array(zip(session.network.links.enumerated(), moment.links))
    for ((index, link), numbers) in few(rows, by: { $0.1.pushed ?? $0.1.contribution ?? 0 }) {
      let weight = moment.weight(ofLink: index)
      table.add([
        "\(link.name)", session.labels[link.name],
        text(weight.value), text(numbers.contribution),
        text(numbers.pushed), text(weight.gradient),
      ])
    }
    return lines(table, left: rows.count)
  }

  private static func text(_ number: Double?) -> String { number.map(StepperText.number) ?? "·" }

  /// All of a few, or of many those with the largest number, in their order.
  private static func few<Row>(_ rows: [Row], by size: (Row) -> Double) -> [Row] {
    guard rows.count > mostRows else { return rows }
    return rows.indices.largest(mostRows) { size(rows[$0]) }.sorted().map { rows[$0] }
  }

  private static func lines(_ table: TextTable, left count: Int) -> [String] {
    "\(table)".split(separator: "\n").map(String.init)
      + (count > mostRows ? ["and \(count - mostRows) more, which matter less"] : [])
  }
}
