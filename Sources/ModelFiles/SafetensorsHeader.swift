import NetworkDescription
import TextFormats

/// The JSON at the beginning of a safetensors file: what the tensors are and where.
///
/// The format (Hugging Face, https://github.com/huggingface/safetensors, "Format"): 8 bytes with
/// the header's length, little-endian; the header; then the data, in which the tensors lie one
/// after the other without gaps.
struct SafetensorsHeader {
  /// Where one tensor is and what it looks like.
  struct Entry {
    let type: String
    let shape: [Int]
    /// Offsets of its first byte and of the one after its last, counted from the data's start.
    let begin: Int
    let end: Int
  }

  /// Free texts by name.
  let metadata: [String: String]
  /// The tensors by name.
  let entries: [String: Entry]

  /// The length of the length.
  static let lengthSize = 8
  /// The longest header that is read or written, in bytes.
  ///
  /// The reference implementation allows 100 MB. A model of 10,000 layers needs under 2 MB, and a
  /// hostile header can make its parsed form some twenty times its size.
  static let longest = 10_000_000

  /// Reads a header; it says nothing yet of whether the tensors fit anything.
  init(json text: String) throws(BlueprintError) {
    let json = try JSONValue(blueprint: text)
    guard case .object(let pairs) = json else {
      throw .wrongType(path: .root, expected: "a JSON object", found: json.kind)
    }
    var metadata: [String: String] = [:]
    var entries: [String: Entry] = [:]
    for (name, value) in pairs {
      if name == Self.metadataKey {
        metadata = try Self.texts(value, at: .root.appending(name))
      } else {
        entries[name] = try Entry(json: value, at: .root.appending(name))
      }
    }
    self.metadata = metadata
    self.entries = entries
  }

  static let metadataKey = "__metadata__"

  private static func texts(
    _ json: JSONValue, at path: JSONPath
  ) throws(BlueprintError) -> [String: String] {
    guard case .object(let pairs) = json else {
      throw .wrongType(path: path, expected: "an object with texts", found: json.kind)
    }
    var texts: [String: String] = [:]
    for (key, value) in pairs {
      guard case .string(let text) = value else {
        throw .wrongType(
          path: path.appending(key), expected: "a text in quotes", found: value.kind)
      }
      texts[key] = text
    }
    return texts
  }
}

extension SafetensorsHeader.Entry {
  init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    var object = try JSONObjectReader(json, at: path, expected: "an object with dtype and shape")
    type = try object.string("dtype")
    shape = try Self.counts(object.required("shape"), at: path.appending("shape"))
    let offsetsPath = path.appending("data_offsets")
    let offsets = try Self.counts(object.required("data_offsets"), at: offsetsPath)
    guard offsets.count == 2, offsets[0] <= offsets[1] else {
      throw .wrongType(
        path: offsetsPath, expected: "[begin, end] with begin ≤ end",
        found: "\(offsets)".shortenedOnOneLine)
    }
    begin = offsets[0]
    end = offsets[1]
    try object.finish()
  }

  var json: JSONValue {
    .object([
      ("dtype", .string(type)),
      ("shape", .array(shape.map { .integer($0) })),
      ("data_offsets", .array([.integer(begin), .integer(end)])),
    ])
  }

  init(type: NumberType, shape: [Int], begin: Int) {
    self.type = type.rawValue
    self.shape = shape
    self.begin = begin
    end = begin + shape.reduce(1, *) * type.size
  }

  private static func counts(
    _ json: JSONValue, at path: JSONPath
  ) throws(BlueprintError) -> [Int] {
    guard case .array(let items) = json else {
      throw .wrongType(path: path, expected: "a list of whole numbers", found: json.kind)
    }
    var counts: [Int] = []
    for item in items {
      guard case .integer(let count) = item, count >= 0 else {
        throw .wrongType(
          path: path, expected: "whole numbers of at least 0", found: "\(item.kind) in the list")
      }
      counts.append(count)
    }
    return counts
  }
}
