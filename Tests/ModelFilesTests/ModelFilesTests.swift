import Foundation
import NetworkDescription
import Testing

@testable import ModelFiles

/// What the tests of this folder share.
enum Examples {
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  /// A network of two layers, one without biases, with initial weights.
  static func model(classNames: [String] = ["no", "yes"]) throws -> TrainedModel {
    let blueprint = try NetworkBlueprint(
      name: "tiny \"ünï\"\n", input: .list(3),
      layers: [
        .dense(Dense(units: 2, activation: .tanh, useBias: false, weightInitializer: .heNormal)),
        .dense(Dense(units: 2, activation: .softmax, biasInitializer: .uniform(limit: 1))),
      ],
      loss: .categoricalCrossEntropy, optimizer: .sgd(SGD(learningRate: 0.1, momentum: 0.9)),
      seed: .max, training: TrainingDefaults(epochs: 3, batchSize: 4))
    return try TrainedModel(
      blueprint: blueprint, parameters: blueprint.initialParameters(), classNames: classNames)
  }

  /// Runs a test in an empty folder of its own, which is removed afterwards.
  static func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "model-files-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  static func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }
}

@Suite("Model files, written and read back")
struct ModelFilesTests {
  @Test("In 64 bits a model reads back bit for bit, with its blueprint and class names")
  func exactRoundTrip() throws {
    try Examples.inFolder { folder in
      var model = try Examples.model()
      var parameters = model.parameters
      parameters["layers.0.weight"]?.values[0] = -0.0
      parameters["layers.0.weight"]?.values[1] = .leastNonzeroMagnitude
      parameters["layers.0.weight"]?.values[2] = -.greatestFiniteMagnitude
      parameters["layers.0.weight"]?.values[3] = 0.1 + 0.2
      model = try TrainedModel(
        blueprint: model.blueprint, parameters: parameters, classNames: model.classNames)
      let path = folder.appending(path: "model.safetensors").path
      try model.write(to: path)
      let copy = try TrainedModel(contentsOf: path)
      #expect(copy == model)
      for (name, tensor) in model.parameters.tensors {
        #expect(copy.parameters[name]?.values.map(\.bitPattern) == tensor.values.map(\.bitPattern))
      }
      #expect(try Examples.names(in: folder) == ["model.safetensors"])
    }
  }

  @Test("In 32 bits every number is the nearest one of 32 bits")
  func singlePrecision() throws {
    let model = try Examples.model()
    let bytes = try model.writing(precision: .float32, name: "small").file()
    let copy = try TrainedModel(bytes: bytes, name: "small")
    for (name, tensor) in model.parameters.tensors {
      #expect(copy.parameters[name]?.values == tensor.values.map { Double(Float($0)) })
    }
    #expect(bytes.count < (try model.writing(precision: .float64, name: "large").file().count))
  }

  @Test("Mean and deviation of a normalization keep 64 bits in a file of 32")
  func exactMeans() throws {
    let blueprint = try NetworkBlueprint(
      name: "times", input: .list(1), layers: [.normalization, .dense(Dense(units: 1))],
      loss: .meanSquaredError)
    var parameters = blueprint.initialParameters()
    parameters["layers.0.mean"]?.values = [1_700_000_001.25]
    let model = try TrainedModel(blueprint: blueprint, parameters: parameters, classNames: [])
    let bytes = try model.writing(precision: .float32, name: "times").file()
    let copy = try TrainedModel(bytes: bytes, name: "times")
    #expect(copy.parameters["layers.0.mean"]?.values == [1_700_000_001.25])
  }

  @Test("Class names are optional; the file then has no entry for them")
  func withoutClassNames() throws {
    let bytes = try Examples.model(classNames: []).writing(precision: .float64, name: "m").file()
    #expect(try TrainedModel(bytes: bytes, name: "m").classNames == [])
    #expect(!String(decoding: bytes, as: UTF8.self).contains("classes"))
  }

  @Test("The layout is that of safetensors: length, header filled up to 8 bytes, data")
  func layout() throws {
    let bytes = try Examples.model().writing(precision: .float64, name: "m").file()
    let length = Int(bytes[0]) + Int(bytes[1]) << 8
    #expect(bytes[2..<8].allSatisfy { $0 == 0 })
    #expect(length % 8 == 0)
    let json = try JSONSerialization.jsonObject(with: Data(bytes[8..<8 + length]))
    let header = try #require(json as? [String: Any])
    let weight = try #require(header["layers.1.weight"] as? [String: Any])
    #expect(weight["dtype"] as? String == "F64")
    #expect(weight["shape"] as? [Int] == [2, 2])
    #expect(weight["data_offsets"] as? [Int] == [48, 80])
    #expect(bytes.count == 8 + length + (6 + 4 + 2) * 8)
  }

  @Test("Bytes are read wherever they begin in memory", arguments: 0..<9)
  func unaligned(offset: Int) throws {
    let model = try Examples.model()
    let bytes = try model.writing(precision: .float64, name: "m").file()
    let shifted = [UInt8](repeating: 0xFF, count: offset) + bytes
    let copy = try shifted.withUnsafeBytes { buffer in
      try TrainedModel(bytes: UnsafeRawBufferPointer(rebasing: buffer[offset...]), name: "m")
    }
    #expect(copy == model)
  }

  @Test("A model has its blueprint's tensors and as many class names as outputs")
  func validation() throws {
    let model = try Examples.model()
    #expect(throws: BlueprintError.self) {
      try TrainedModel(blueprint: model.blueprint, parameters: Parameters())
    }
    let error = #expect(throws: BlueprintError.self) {
      try TrainedModel(
        blueprint: model.blueprint, parameters: model.parameters, classNames: ["a", "b", "c"])
    }
    #expect(error?.description == "class names: expected 2, one for each output, or none, found 3")
  }

  @Test("All 65,536 numbers of 16 bits have the value that Swift's own type gives them")
  func halfPrecision() {
    #if !(os(macOS) && arch(x86_64))
      for bits in UInt16.min...UInt16.max {
        let expected = Double(Float16(bitPattern: bits))
        let found = NumberType.double(halfPrecision: bits)
        if expected.isNaN ? !found.isNaN : found.bitPattern != expected.bitPattern {
          Issue.record("\(bits): expected \(expected), found \(found)")
        }
      }
    #endif
  }

  @Test("Brain floats are the upper halves of 32-bit numbers")
  func brainFloats() {
    let bytes: [UInt8] = [0x80, 0x3F, 0x49, 0xC0]
    #expect(bytes.withUnsafeBytes(NumberType.brainFloat16.decode) == [1, -3.140625])
  }
}
