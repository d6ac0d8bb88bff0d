import TextFormats

/// A part of a blueprint that can be read from JSON and written to it.
package protocol JSONRepresentable {
  init(json: JSONValue, at path: JSONPath) throws(BlueprintError)
  var json: JSONValue { get }
}

extension JSONValue {
  /// Reads JSON text; what is wrong with it is wrong with a blueprint.
  package init(blueprint text: String) throws(BlueprintError) {
    do {
      try self.init(parsing: text)
    } catch {
      throw .notJSON(problem: error.problem)
    }
  }
}

/// Takes the entries out of a JSON object one by one, and at the end refuses those left over.
package struct JSONObjectReader {
  private var entries: [String: JSONValue]
  private var known: [String] = []
  private let path: JSONPath

  package init(_ json: JSONValue, at path: JSONPath, expected: String) throws(BlueprintError) {
    guard case .object(let entries) = json else {
      throw .wrongType(path: path, expected: expected, found: json.kind)
    }
    self.entries = Dictionary(entries, uniquingKeysWith: { first, _ in first })
    self.path = path
  }

  /// The value of a key, or nil where it is missing.
  package mutating func value(_ key: String) -> JSONValue? {
    known.append(key)
    return entries.removeValue(forKey: key)
  }

  package mutating func required(_ key: String) throws(BlueprintError) -> JSONValue {
    guard let value = value(key) else { throw .missingKey(path: path, key: key) }
    return value
  }

  package mutating func integer(_ key: String) throws(BlueprintError) -> Int {
    let found = try required(key)
    guard case .integer(let number) = found else {
      throw .wrongType(path: path.appending(key), expected: "a whole number", found: found.kind)
    }
    return number
  }

  package mutating func integer(_ key: String, default: Int) throws(BlueprintError) -> Int {
    entries[key] == nil ? absent(key, `default`) : try integer(key)
  }

  package mutating func number(_ key: String) throws(BlueprintError) -> Double {
    switch try required(key) {
    case .integer(let number): Double(number)
    case .number(let number): number
    case let other:
      throw .wrongType(path: path.appending(key), expected: "a number", found: other.kind)
    }
  }

  package mutating func number(_ key: String, default: Double) throws(BlueprintError) -> Double {
    entries[key] == nil ? absent(key, `default`) : try number(key)
  }

  /// A number, or nil where it is missing.
  package mutating func optionalNumber(_ key: String) throws(BlueprintError) -> Double? {
    entries[key] == nil ? absent(key, nil) : try number(key)
  }

  package mutating func string(_ key: String) throws(BlueprintError) -> String {
    let found = try required(key)
    guard case .string(let text) = found else {
      throw .wrongType(path: path.appending(key), expected: "a text in quotes", found: found.kind)
    }
    return text
  }

  package mutating func bool(_ key: String, default: Bool) throws(BlueprintError) -> Bool {
    switch value(key) {
    case nil: return `default`
    case .bool(let flag)?: return flag
    case let other?:
      throw .wrongType(path: path.appending(key), expected: "true or false", found: other.kind)
    }
  }

  /// The single entry of an object that stands for a choice, such as {"dense": {…}}.
  package mutating func onlyEntry(
    of what: String
  ) throws(BlueprintError) -> (key: String, value: JSONValue) {
    guard entries.count == 1, let entry = entries.first else {
      throw .wrongType(
        path: path, expected: "one key, the name of the \(what)",
        found: entries.isEmpty
          ? "none" : entries.keys.sorted().joined(separator: ", ").shortenedOnOneLine)
    }
    return entry
  }

  /// Refuses keys that nobody asked for.
  package func finish() throws(BlueprintError) {
    guard let extra = entries.keys.sorted().first else { return }
    throw .unknownKey(path: path, key: extra, known: known.sorted())
  }

  private mutating func absent<Value>(_ key: String, _ value: Value) -> Value {
    known.append(key)
    return value
  }
}
