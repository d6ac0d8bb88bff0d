import NetworkDescription
import TextFormats

/// The settings in which blueprints differ.
package struct BlueprintDifferences {
  /// A setting, and its value in each blueprint; nil where a blueprint does not have it.
  package let settings: [(name: String, values: [JSONValue?])]

  /// Compares blueprints setting by setting.
  ///
  /// Where they have other numbers of layers, layers are one setting: the second of one is not the
  /// second of another.
  package init(among blueprints: [NetworkBlueprint]) {
    let haveSameDepth = Set(blueprints.map(\.layers.count)).count < 2
    let all = blueprints.map { Self.settings(of: $0, layerByLayer: haveSameDepth) }
    var names: [String] = []
    for name in all.joined().map(\.name) where !names.contains(name) { names.append(name) }
    settings = names.map { name in
      (name, all.map { settings in settings.first { $0.name == name }?.value })
    }.filter { Set($0.values.map { $0?.description }).count > 1 }
  }

  private static func settings(
    of blueprint: NetworkBlueprint, layerByLayer: Bool
  ) -> [(name: String, value: JSONValue)] {
    guard case .object(let entries) = blueprint.json else { return [] }
    return entries.flatMap { name, value -> [(name: String, value: JSONValue)] in
      guard name == "layers", case .array(let layers) = value else {
        return leaves(of: value, at: name)
      }
      guard layerByLayer else {
        return [(name, .string(layers.map(inShort).joined(separator: ", ")))]
      }
      return layers.enumerated().flatMap { leaves(of: $1, at: "layer \($0 + 1)") }
    }
  }

  /// Every value that is no object, with the way to it.
  private static func leaves(
    of value: JSONValue, at path: String
  ) -> [(name: String, value: JSONValue)] {
    guard case .object(let entries) = value else { return [(path, value)] }
    // What a case is called is worth knowing where it has no settings to show.
    if let only = entries.first, entries.count == 1 {
      guard case .object(let inner) = only.1 else { return [("\(path).\(only.0)", only.1)] }
      return [(path, .string(only.0))]
        + inner.flatMap { leaves(of: $0.1, at: "\(path).\(only.0).\($0.0)") }
    }
    return entries.flatMap { leaves(of: $0.1, at: "\(path).\($0.0)") }
  }

  /// A layer in a few words: dense 16 relu.
  private static func inShort(_ layer: JSONValue) -> String {
    guard case .object(let entries) = layer, let (name, settings) = entries.first,
      case .object(let inner) = settings
    else { return text(of: layer) }
    let values = inner.compactMap { entry -> String? in
      if case .object = entry.1 { return nil }
      return text(of: entry.1)
    }
    return ([name] + values).joined(separator: " ")
  }

  /// A value as tables show it.
  package static func text(of value: JSONValue) -> String {
    if case .string(let text) = value { return text.onOneLine }
    return value.description
  }
}
