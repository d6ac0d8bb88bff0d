import Foundation
import NetworkDescription
import Testing

@testable import ModelFiles

@Suite("Damaged model files")
struct DamagedFileTests {
  @Test("A file cut off anywhere, or with bytes added, is an error")
  func truncation() throws {
    let bytes = try Examples.model().writing(precision: .float64, name: "m").file()
    for length in bytes.indices {
      #expect(throws: ModelFileError.self) {
        try TrainedModel(bytes: Array(bytes[..<length]), name: "m")
      }
    }
    let long = #expect(throws: ModelFileError.self) {
      try TrainedModel(bytes: bytes + [0], name: "m")
    }
    #expect(
      long?.problem == .wrongSize(expected: bytes.count, found: bytes.count + 1))
  }

  @Test("A file with any byte changed is an error or another sound model, never a crash")
  func changedBytes() throws {
    let bytes = try Examples.model().writing(precision: .float64, name: "m").file()
    var random = SeededRandom(seed: 1).sequence(.check)
    for _ in 0..<3000 {
      var damaged = bytes
      for _ in 0...Int(random.next() % 3) {
        damaged[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
      }
      do {
        let model = try TrainedModel(bytes: damaged, name: "m")
        try model.blueprint.validate(model.parameters)
      } catch {
        #expect(error is ModelFileError)
        #expect(!"\(error)".contains("\n"))
      }
    }
  }

  @Test("Sizes far beyond the file are refused before memory is taken for them")
  func absurdSizes() throws {
    let lengths: [UInt64] = [9, 1 << 20, 1 << 40, .max]
    for length in lengths {
      let bytes = withUnsafeBytes(of: length.littleEndian, Array.init) + Array("{}      ".utf8)
      let error = #expect(throws: ModelFileError.self) {
        try TrainedModel(bytes: bytes, name: "m")
      }
      #expect(error?.problem == .headerLength(found: length, largest: 8, fileSize: 16))
    }
    let blueprint = try NetworkBlueprint(
      name: "large", input: .list(1_000_000),
      layers: [.dense(Dense(units: 1000, useBias: false))], loss: .meanSquaredError)
    let file = HeaderFile(
      blueprint: blueprint,
      tensors: #""layers.0.weight":\#(HeaderFile.tensor([1_000_000, 1000], 0, 8_000_000_000))"#)
    let error = #expect(throws: ModelFileError.self) {
      try TrainedModel(bytes: file.bytes, name: "m")
    }
    let headerSize = file.bytes.count
    #expect(
      error?.problem == .wrongSize(expected: headerSize + 8_000_000_000, found: headerSize))
  }

  @Test("Each kind of damage has its message", arguments: Damage.all)
  func messages(damage: Damage) {
    let error = #expect(throws: ModelFileError.self) {
      try TrainedModel(bytes: damage.bytes, name: "m.safetensors")
    }
    #expect(error?.description == "m.safetensors: " + damage.message)
  }
}

/// A model file put together by hand.
struct HeaderFile {
  var bytes: [UInt8]

  init(header: String, data: [UInt8] = []) {
    bytes = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian, Array.init)
    bytes += Array(header.utf8) + data
  }

  init(
    format: String = "glassbox", version: String = "1", blueprint: NetworkBlueprint? = nil,
    blueprintText: String = Self.line, classes: String? = nil, tensors: String,
    data: [UInt8] = []
  ) {
    var texts = ["format": format, "version": version]
    texts["blueprint"] = blueprint?.jsonText ?? blueprintText
    texts["classes"] = classes
    let metadata = texts.map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }.sorted()
    let header = "{\"__metadata__\":{\(metadata.joined(separator: ","))},\(tensors)}"
    self.init(header: header, data: data)
  }

  /// One neuron with one input: a weight and a bias.
  static let line = """
    {"glassbox":1,"name":"line","input":[1],"layers":[{"dense":{"units":1}}],\
    "loss":"meanSquaredError"}
    """

  static func tensor(_ shape: [Int], _ begin: Int, _ end: Int, type: String = "F64") -> String {
    "{\"dtype\":\"\(type)\",\"shape\":\(shape),\"data_offsets\":[\(begin),\(end)]}"
  }

  private static func quoted(_ text: String) -> String {
    "\""
      + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n") + "\""
  }
}

/// A damaged file and what should be said about it.
struct Damage: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let message: String
  var testDescription: String { message }

  init(_ file: HeaderFile, _ message: String) {
    bytes = file.bytes
    self.message = message
  }

  private static let sixteen = [UInt8](repeating: 0, count: 16)
  private static let damaged = ": the file is damaged, copy or save it again"

  /// A file whose tensors are as given, weight first.
  private static func tensors(
    _ weight: String, _ bias: String, data: [UInt8] = sixteen
  ) -> HeaderFile {
    HeaderFile(
      tensors: "\"layers.0.weight\":\(weight),\"layers.0.bias\":\(bias)", data: data)
  }

  private static let weight = HeaderFile.tensor([1, 1], 0, 8)
  private static let bias = HeaderFile.tensor([1], 8, 16)
  private static let sound = "\"layers.0.weight\":\(weight),\"layers.0.bias\":\(bias)"

  static let all: [Damage] = headers + contents + layouts

  private static let headers: [Damage] = [
    Damage(
      HeaderFile(header: "{\"a\":\n tru}"),
      "header (from byte 8): line 2, column 2: expected a value, found 't': "
        + "it is not a safetensors file or it is damaged"),
    Damage(
      HeaderFile(header: "[1]"),
      "header (from byte 8): expected a JSON object, found a list of 1: "
        + "it is not a safetensors file or it is damaged"),
    Damage(
      HeaderFile(header: "{\"__metadata__\":{\"format\":1}}"),
      "header (from byte 8): __metadata__.format: expected a text in quotes, found 1: "
        + "it is not a safetensors file or it is damaged"),
    Damage(
      HeaderFile(header: "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}"),
      "header (from byte 8): a.data_offsets: expected [begin, end] with begin ≤ end, "
        + "found [4, 0]: it is not a safetensors file or it is damaged"),
    Damage(
      HeaderFile(header: "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}"),
      "header (from byte 8): a.shape: expected whole numbers of at least 0, "
        + "found -1 in the list: it is not a safetensors file or it is damaged"),
    Damage(
      HeaderFile(header: "{\"a\":{},\"a\":{}}"),
      "header (from byte 8): line 1, column 9: expected each key once, found \"a\" again: "
        + "it is not a safetensors file or it is damaged"),
  ]

  private static let contents: [Damage] = [
    Damage(
      HeaderFile(version: "2", tensors: sound, data: sixteen),
      "expected model version 1, found 2: update glassbox or train the model again"),
    Damage(
      HeaderFile(format: "pt", tensors: sound, data: sixteen),
      "it is safetensors, but its metadata has no \"format\": \"glassbox\": "
        + "give a model that glassbox saved"),
    Damage(
      HeaderFile(blueprintText: "{\"glassbox\":2}", tensors: sound, data: sixteen),
      "its blueprint: \"glassbox\": expected version 1, found 2: update glassbox or rewrite the "
        + "blueprint for version 1"),
    Damage(
      HeaderFile(classes: "no, yes", tensors: sound, data: sixteen),
      "its class names: expected a list of texts in JSON, such as [\"no\",\"yes\"], "
        + "found no, yes"),
    Damage(
      HeaderFile(classes: "[1]", tensors: sound, data: sixteen),
      "its class names: expected a list of texts in JSON, such as [\"no\",\"yes\"], "
        + "found 1 in the list"),
    Damage(
      HeaderFile(classes: "[\"a\",\"b\",\"c\"]", tensors: sound, data: sixteen),
      "its class names: expected 1, one for each output, or none, found 3"),
  ]

  private static let layouts: [Damage] = [
    Damage(
      HeaderFile(tensors: "\"layers.0.weight\":\(weight)", data: Array(sixteen[..<8])),
      "layers.0.bias: expected a tensor shaped [1], found none" + damaged),
    Damage(
      HeaderFile(
        tensors: sound + ",\"extra\":\(HeaderFile.tensor([0], 16, 16))", data: sixteen),
      "extra: expected only tensors of its blueprint, found one more: "
        + "remove it or correct the blueprint"),
    Damage(
      tensors(HeaderFile.tensor([2], 0, 8), bias),
      "layers.0.weight: expected shape [1, 1], found [2]: "
        + "tensors and blueprint are not of the same network"),
    Damage(
      tensors(HeaderFile.tensor([1, 1], 0, 8, type: "I64"), bias),
      "layers.0.weight: expected numbers of type F16, BF16, F32, F64, found I64: "
        + "convert it to F32"),
    Damage(
      tensors(HeaderFile.tensor([1, 1], 0, 7), bias),
      "layers.0.weight: expected 8 bytes of data, found 7" + damaged),
    Damage(
      tensors(HeaderFile.tensor([1, 1], 0, 8, type: "F32"), bias),
      "layers.0.weight: expected 4 bytes of data, found 8" + damaged),
    Damage(
      tensors(weight, HeaderFile.tensor([1], 9, 17), data: sixteen + [0]),
      "layers.0.bias: expected its data at offset 8, found 9" + damaged),
    Damage(
      tensors(weight, HeaderFile.tensor([1], 4, 12)),
      "layers.0.bias: expected its data at offset 8, found 4" + damaged),
    Damage(
      tensors(HeaderFile.tensor([1, 1], 8, 16), HeaderFile.tensor([1], 16, 24)),
      "layers.0.weight: expected its data at offset 0, found 8" + damaged),
    Damage(
      tensors(weight, bias, data: [0, 0, 0, 0, 0, 0, 0xF8, 0x7F] + sixteen[..<8]),
      "layers.0.weight[0] (byte 328): expected a finite number, found nan: "
        + "train again with a smaller learning rate"),
  ]
}
