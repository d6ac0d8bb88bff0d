import TextFormats

/// What is wrong with a blueprint, with the place, what was expected, and what was found.
public enum BlueprintError: Error, Hashable, Sendable {
  /// The text is not JSON.
  case notJSON(problem: String)
  /// The file was written by a later version of the format.
  case unsupportedVersion(found: Int, supported: Int)
  /// A key that nobody knows, perhaps a misspelt one.
  case unknownKey(path: JSONPath, key: String, known: [String])
  /// A key that has to be there is not.
  case missingKey(path: JSONPath, key: String)
  /// A value of the wrong kind.
  case wrongType(path: JSONPath, expected: String, found: String)
  /// A name that is not one of the known ones.
  case unknownName(path: JSONPath, what: String, found: String, known: [String])
  /// A value of the right kind that makes no sense.
  case badValue(path: JSONPath, key: String, expected: String, found: String)
  /// A layer that cannot follow the one before it.
  case badLayer(index: Int, kind: String, expected: String, found: String)
  /// A last layer whose outputs the loss cannot take.
  case lossMismatch(loss: Loss, layer: Int, activation: String)
  /// A network that would take too much memory, and the layer that takes most of it: from 1, or 0 for
  /// the inputs.
  case tooLarge(layer: Int, kind: String, layerBytes: Int, bytes: Int, mostBytes: Int)
  /// Parameters that do not belong to this blueprint.
  case badParameter(name: String, expected: String, found: String)
}

extension BlueprintError: CustomStringConvertible {
  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .notJSON(let problem):
      "the blueprint is not valid JSON: \(problem)"
    case .unsupportedVersion(let found, let supported):
      "\"glassbox\": expected version \(supported), found \(found): update glassbox or rewrite "
        + "the blueprint for version \(supported)"
    case .unknownKey(let path, let key, let known):
      "\(place(path))unknown key \"\(key.shortenedOnOneLine)\""
        + (known.isEmpty
          ? ": it takes no settings" : ": it takes \(known.joined(separator: ", "))")
    case .missingKey(let path, let key):
      "\(place(path))\"\(key)\" is missing: add it"
    case .wrongType(let path, let expected, let found):
      "\(place(path))expected \(expected), found \(found)"
    case .unknownName(let path, let what, let found, let known):
      "\(place(path))unknown \(what) \"\(found.shortenedOnOneLine)\": "
        + "choose one of \(known.joined(separator: ", "))"
    case .badValue(let path, let key, let expected, let found):
      "\(place(path))\"\(key)\": expected \(expected), found \(found)"
    case .badLayer(let index, let kind, let expected, let found):
      "layers[\(index)] (\(kind)): expected \(expected), found \(found)"
    case .lossMismatch(let loss, let layer, let activation):
      "layers[\(layer)]: expected \(loss.neededInWords), which \(loss.name) needs, "
        + "found \(activation): end with that or use "
        + (activation == Activation.softmax.name ? Loss.categoricalCrossEntropy : .meanSquaredError)
        .name
    case .tooLarge(let layer, let kind, let layerBytes, let bytes, let mostBytes):
      "expected a network that takes at most \(byteCount(mostBytes)) of memory, found one that takes "
        + "about \(byteCount(bytes)), "
        + (layer == 0 ? "its inputs" : "layers[\(layer - 1)] (\(kind))")
        + " \(byteCount(layerBytes)) of them: use fewer or smaller layers, or smaller batches"
    case .badParameter(let name, let expected, let found):
      "\(name.shortenedOnOneLine): expected \(expected), found \(found)"
    }
  }

  private func place(_ path: JSONPath) -> String {
    path.description.isEmpty ? "" : "\(path): "
  }
}
