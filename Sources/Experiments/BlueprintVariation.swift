import NetworkDescription
import TextFormats

extension ExperimentSettings {
  /// A blueprint with these settings in place of its own.
  ///
  /// It is changed as the JSON that people would edit, and read again, so that every rule for
  /// blueprints holds for its variations, too.
  ///
  /// - Throws: `BlueprintError` for what no blueprint may have.
  func variation(
    of blueprint: NetworkBlueprint, seed: UInt64?
  ) throws(BlueprintError) -> NetworkBlueprint {
    guard case .object(var entries) = blueprint.json else { return blueprint }
    func replace(_ key: String, _ value: JSONValue?) {
      guard let value, let index = entries.firstIndex(where: { $0.0 == key }) else { return }
      entries[index].1 = value
    }
    replace("loss", loss)
    replace("optimizer", optimizer)
    replace("input", input)
    replace("layers", layers)
    if let index = entries.firstIndex(where: { $0.0 == "layers" }),
      case .array(let layers) = entries[index].1
    {
      entries[index].1 = .array(varied(layers))
    }
    var result = try NetworkBlueprint(json: .object(entries), at: .root)
    if let learningRate { try result.setLearningRate(learningRate) }
    if let seed { result.seed = seed }
    result.training.epochs = epochs ?? result.training.epochs
    result.training.batchSize = batchSize ?? result.training.batchSize
    return result
  }

  /// Layers with other activations, rates, penalties and biases.
  private func varied(_ layers: [JSONValue]) -> [JSONValue] {
    let last = layers.lastIndex { Self.entry(of: $0).map { Self.hasWeights($0.settings) } ?? false }
    return layers.enumerated().compactMap { index, layer in
      guard let (kind, own) = Self.entry(of: layer) else { return layer }
      var settings = own
      if kind == "dropout", let dropout {
        return dropout == 0
          ? nil : .object([(kind, .object([("rate", .number(dropout))]))])
      }
      guard Self.hasWeights(settings) else { return layer }
      func set(_ key: String, _ value: JSONValue?) {
        guard let value else { return }
        settings.removeAll { $0.0 == key }
        settings.append((key, value))
      }
      set("activation", index == last ? outputActivation : activation)
      set("useBias", useBias.map(JSONValue.bool))
      if l1 != nil || l2 != nil {
        set("penalty", .object([("l1", .number(l1 ?? 0)), ("l2", .number(l2 ?? 0))]))
      }
      return .object([(kind, .object(settings))])
    }
  }

  /// A layer's kind and settings, if it has any.
  private static func entry(
    of layer: JSONValue
  ) -> (kind: String, settings: [(String, JSONValue)])? {
    guard case .object(let entries) = layer, let only = entries.first,
      case .object(let settings) = only.1
    else { return nil }
    return (only.0, settings)
  }

  private static func hasWeights(_ settings: [(String, JSONValue)]) -> Bool {
    settings.contains { $0.0 == "units" || $0.0 == "filters" }
  }
}
