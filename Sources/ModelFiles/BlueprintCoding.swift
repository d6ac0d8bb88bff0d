import NetworkDescription
import TextFormats

extension NetworkBlueprint: Codable {
  /// Reads a blueprint with any decoder, in the shape of the JSON file.
  public init(from decoder: any Decoder) throws {
    try self.init(json: try JSONValue(from: decoder), at: .root)
  }

  /// Writes the blueprint with any encoder, in the shape of the JSON file.
  public func encode(to encoder: any Encoder) throws {
    try json.encode(to: encoder)
  }
}

extension JSONValue: Codable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Key.self) {
      self = .object(
        try container.allKeys.sorted { $0.stringValue < $1.stringValue }.map { key in
          (key.stringValue, try container.decode(JSONValue.self, forKey: key))
        })
    } else if var container = try? decoder.unkeyedContainer() {
      var values: [JSONValue] = []
      while !container.isAtEnd { values.append(try container.decode(JSONValue.self)) }
      self = .array(values)
    } else {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let value = try? container.decode(Bool.self) {
        self = .bool(value)
      } else if let value = try? container.decode(Int.self) {
        self = .integer(value)
      } else if let value = try? container.decode(Double.self) {
        self = .number(value)
      } else {
        self = .string(try container.decode(String.self))
      }
    }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .object(let entries):
      var container = encoder.container(keyedBy: Key.self)
      for (key, value) in entries {
        try container.encode(value, forKey: Key(stringValue: key))
      }
    case .array(let values):
      var container = encoder.unkeyedContainer()
      for value in values { try container.encode(value) }
    case .null: try encodeSingle(encoder) { try $0.encodeNil() }
    case .bool(let value): try encodeSingle(encoder) { try $0.encode(value) }
    case .integer(let value): try encodeSingle(encoder) { try $0.encode(value) }
    case .number(let value): try encodeSingle(encoder) { try $0.encode(value) }
    case .string(let value): try encodeSingle(encoder) { try $0.encode(value) }
    }
  }

  private func encodeSingle(
    _ encoder: any Encoder, _ encode: (inout any SingleValueEncodingContainer) throws -> Void
  ) throws {
    var container = encoder.singleValueContainer()
    try encode(&container)
  }
}
