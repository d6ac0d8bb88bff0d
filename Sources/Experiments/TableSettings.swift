import NetworkDescription
import TextFormats
import TrainingData

extension TableOptions {
  /// Reads what an experiment says of a table: the options of `train`, by their names.
  ///
  /// `{"targets": ["price"], "ignore": ["id"], "missing": "mean", "header": "no"}`
  init(_ json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    var object = try JSONObjectReader(
      json, at: path, expected: "what a table means in { }")
    func texts(_ key: String) throws(BlueprintError) -> [String] {
      try ExperimentSettings.texts(object.value(key), at: path.appending(key)) ?? []
    }
    self.init(
      targets: try texts("targets"), label: try object.optionalString("label", at: path),
      ignored: try texts("ignore"), texts: try texts("texts"),
      gaps: try object.choice("missing", at: path) ?? .refuse,
      header: try object.choice("header", at: path) ?? .auto,
      decimal: try object.choice("decimal", at: path) ?? .auto)
    guard targets.isEmpty || label == nil else {
      throw .badValue(
        path: path, key: "label", expected: "none beside targets: an answer is a class or numbers",
        found: label ?? "")
    }
    try object.finish()
  }

  /// All of it, by the same names.
  var json: JSONValue {
    .object(
      [
        ("targets", .array(targets.map(JSONValue.string))),
        ("label", label.map(JSONValue.string) ?? .null),
        ("ignore", .array(ignored.map(JSONValue.string))),
        ("texts", .array(texts.map(JSONValue.string))),
        ("missing", .string(gaps.rawValue)), ("header", .string(header.rawValue)),
      ] + (decimal == .auto ? [] : [("decimal", .string(decimal.rawValue))]))
  }
}

extension JSONObjectReader {
  /// One of a few words, or nil where it is missing.
  fileprivate mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, at path: JSONPath
  ) throws(BlueprintError) -> Choice? {
    guard let text = try optionalString(key, at: path) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw .badValue(
        path: path, key: key,
        expected: Choice.allCases.map(\.rawValue).joined(separator: ", "), found: text)
    }
    return choice
  }
}
