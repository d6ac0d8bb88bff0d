import NetworkDescription
import NeuronGraph
import TextFormats
import ToySets

// What can be taken away from a session.

extension PlaygroundSession {
  /// The blueprint of the present network, as a file has it.
  public var blueprintText: String { course.prepared.blueprint.jsonText }

  /// The command that does the same in a terminal, and what it needs besides.
  public var commandText: String {
    let setup = course.prepared.setup
    let recipe = Recipe(rawValue: setup.name).flatMap { try? $0.blueprint() }
    var plain = course.prepared.blueprint
    plain.seed = recipe?.seed ?? plain.seed
    if let rate = recipe?.optimizer.learningRate { plain.optimizer.learningRate = rate }
    plain.training = recipe?.training ?? plain.training
    var words = ["glassbox train"]
    var notes: [String] = []
    if let recipe, recipe == plain {
      words += ["\(setup.name)", "--seed \(setup.seed)"]
      if setup.optimizer.learningRate != recipe.optimizer.learningRate {
        words.append("--learning-rate \(setup.optimizer.learningRate)")
      }
      if setup.training.batchSize != recipe.training.batchSize {
        words.append("--batch-size \(setup.training.batchSize)")
      }
    } else {
      words.append("network.json")
      notes.append("# network.json is the exported blueprint")
    }
    if let data = dataOption(setup) {
      words.append("--data \(data)")
    } else {
      words.append("--data points.csv")
      notes.append("# points.csv are the points of the page")
    }
    words += ["--engine objects", "--epochs \(max(1, course.moment.epoch))"]
    if course.stretch > 0, course.future.stretches[course.stretch].start.step > 0 {
      notes.append("# what was changed on the way is not in it")
    }
    return ([words.joined(separator: " ")] + notes).joined(separator: "\n")
  }

  /// The data as `--data` takes it; nil for points of somebody's own.
  private func dataOption(_ setup: Setup) -> String? {
    let data = setup.data
    if LogicGate(rawValue: data.name) != nil { return data.name }
    guard ToySet(rawValue: data.name) != nil, data.trainCount == data.count / 2 else { return nil }
    var features: [String] = []
    for feature in setup.features {
      guard let name = Self.terminalNames[feature.name] else { return nil }
      features.append(name)
    }
    var settings = ["noise=\(data.noise)", "samples=\(data.count)"]
    if let seed = data.seed { settings.append("seed=\(seed)") }
    settings.append("features=\(features.joined(separator: "+"))")
    return "\(data.name):\(settings.joined(separator: ","))"
  }

  /// What the terminal calls features.
  private static let terminalNames = [
    "x": "x", "y": "y", "x^2": "x2", "y^2": "y2", "x*y": "xy", "sin(x)": "sinx", "sin(y)": "siny",
  ]

  /// The present network as a model file: a safetensors file with all digits.
  ///
  /// ModelFiles writes such files, but knows a file system, which a page has none of.
  public var modelBytes: [UInt8] {
    let blueprint = course.prepared.blueprint
    let parameters = course.network.parameters
    var entries: [(String, JSONValue)] = [
      (
        "__metadata__",
        .object([
          ("format", .string("glassbox")), ("version", .string("1")),
          ("blueprint", .string(blueprint.jsonText)),
        ])
      )
    ]
    var data: [UInt8] = []
    for (name, specification) in blueprint.parameterSpecifications {
      let start = data.count
      for value in parameters[name]?.values ?? [] {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { data += $0 }
      }
      entries.append(
        (
          name,
          .object([
            ("dtype", .string("F64")),
            ("shape", .array(specification.shape.map { .integer($0) })),
            ("data_offsets", .array([.integer(start), .integer(data.count)])),
          ])
        ))
    }
    var header = Array(JSONValue.object(entries).description.utf8)
    while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
    var file: [UInt8] = []
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { file += $0 }
    return file + header + data
  }
}
