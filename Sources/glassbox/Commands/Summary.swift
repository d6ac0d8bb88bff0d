import ArgumentParser
import NetworkDescription
import TextFormats
import TrainingLoop
import TrainingRuns

/// `glassbox summary`: what a network is made of.
struct Summary: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary", _superCommandName: Glassbox.name,
    abstract: "Show a network's layers and memory: shapes, parameters, neurons, links.",
    discussion: """
      glassbox summary lernmi-mnist
      glassbox summary mine.json
      """)

  @Argument(help: "A recipe, a blueprint's .json file, or a model file.")
  var network: String

  @Flag(help: "One JSON object a layer, and one for the memory that training takes.")
  var json = false

  func run() throws {
    let blueprint = try NamedNetwork(network).blueprint
    let rows = Self.rows(blueprint)
    if json {
      for row in rows {
        StandardOutput.print([
          ("layer", .integer(row.number)), ("kind", .string(row.kind)),
          ("activation", .string(row.activation)),
          ("shape", .array(row.shape.map { .integer($0) })),
          ("parameters", .integer(row.parameters)), ("neurons", .integer(row.neurons)),
          ("links", .integer(row.links)),
        ])
      }
      StandardOutput.print(
        Self.memory(blueprint).map { ("memoryWith\($0.rawValue.capitalized)", .integer($1)) }
          + [("memoryOfASample", .integer(SampleMemory(blueprint).bytes))])
      return
    }
    print("\(blueprint.name.onOneLine): \(blueprint.loss.name), \(blueprint.optimizer.json)\n")
    var table = TextTable(columns: [
      .left("layer"), .left("kind"), .left("activation"), .right("shape"), .right("parameters"),
      .right("neurons"), .right("links"),
    ])
    for row in rows {
      table.add([
        "\(row.number)", row.kind, row.activation,
        row.shape.map(String.init).joined(separator: "×"), grouped(row.parameters),
        grouped(row.neurons), grouped(row.links),
      ])
    }
    table.addRule()
    table.add([
      "total", "", "", "", grouped(rows.reduce(0) { $0 + $1.parameters }),
      grouped(rows.reduce(0) { $0 + $1.neurons }), grouped(rows.reduce(0) { $0 + $1.links }),
    ])
    print(table)
    let memory = Self.memory(blueprint).map { "\(byteCount($1)) with the engine \($0.rawValue)" }
    print("training takes about \(memory.joined(separator: ", "))")
    print("and the data besides: \(SampleMemory(blueprint).words)")
    let frozen = blueprint.frozenCount
    if frozen > 0 {
      print("\(grouped(frozen)) of the parameters are frozen: training leaves them as they are")
    }
  }

  /// What the program itself takes before it has made any network, measured.
  private static let programBytes = 21_500_000

  /// How much memory training takes with each engine, the program itself included.
  private static func memory(_ blueprint: NetworkBlueprint) -> [(EngineChoice, Int)] {
    EngineChoice.allCases.map { engine in
      let estimate = engine.memory(
        of: blueprint, rows: blueprint.training.batchSize, threads: EngineChoice.usualThreads,
        training: true)
      let (bytes, isTooLarge) = estimate.bytes.addingReportingOverflow(programBytes)
      return (engine, isTooLarge ? .max : bytes)
    }
  }

  private struct Row {
    let number: Int
    let kind: String
    let activation: String
    let shape: [Int]
    let parameters: Int
    let neurons: Int
    let links: Int
  }

  /// A row for the inputs and one for each layer; flatten has no neurons of its own.
  private static func rows(_ blueprint: NetworkBlueprint) -> [Row] {
    let inputs = Row(
      number: 0, kind: "input", activation: "", shape: blueprint.input.extents, parameters: 0,
      neurons: blueprint.input.count, links: 0)
    return [inputs]
      + blueprint.layers.enumerated().map { index, layer in
        Row(
          number: index + 1, kind: layer.name,
          activation: layer == .flatten ? "" : layer.activation.name,
          shape: blueprint.outputShapes[index].extents,
          parameters: blueprint.parameters(ofLayer: index).reduce(0) { $0 + $1.count },
          neurons: blueprint.neuronCount(ofLayer: index),
          links: blueprint.linkCount(ofLayer: index))
      }
  }
}
