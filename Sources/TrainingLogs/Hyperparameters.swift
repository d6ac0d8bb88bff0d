import NetworkDescription
import TextFormats
import TrainingRuns

/// What decides how a training goes, as a list of names and values.
enum Hyperparameters {
  static func of(
    _ run: TrainingRun, _ variation: String?
  ) -> [(name: String, value: JSONValue)] {
    (variation.map { [("variation", .string($0))] } ?? [])
      + of(
        run.blueprint, run.engine, augment: run.augment, samples: run.samples.training.count)
  }

  /// - Parameter samples: How many it learns from, if that is known.
  static func of(
    _ blueprint: NetworkBlueprint, _ engine: EngineChoice, augment: AugmentChoice?, samples: Int?
  ) -> [(name: String, value: JSONValue)] {
    [
      ("layers", .string(layers(of: blueprint))),
      ("parameters", .integer(blueprint.parameterCount)),
      ("loss", .string(blueprint.loss.name)),
      ("optimizer", .string(blueprint.optimizer.name)),
    ] + settings(of: blueprint.optimizer) + [
      ("epochs", .integer(blueprint.training.epochs)),
      ("batchSize", .integer(blueprint.training.batchSize)),
      ("shuffle", .bool(blueprint.training.shuffle)),
      ("seed", .string("\(blueprint.seed)")),
    ] + (samples.map { [("samples", .integer($0))] } ?? []) + [
      ("augment", .string(augment.map { "\($0)" } ?? "off")),
      ("engine", .string(engine.rawValue)),
    ]
  }

  /// Rate, schedule and whatever else is not as usual.
  private static func settings(of optimizer: Optimizer) -> [(name: String, value: JSONValue)] {
    guard case .object(let entries) = optimizer.json, case .object(let settings)? = entries.first?.1
    else { return [] }
    return settings.map { ($0.0, $0.1) }
  }

  private static func layers(of blueprint: NetworkBlueprint) -> String {
    zip(blueprint.layers, blueprint.outputShapes).map { layer, shape in
      let activation =
        layer.traits.links.mixes && layer.activation != .identity
        ? " \(layer.activation.name)" : ""
      return "\(layer.name) \(shape)\(activation)"
    }.joined(separator: ", ")
  }
}
