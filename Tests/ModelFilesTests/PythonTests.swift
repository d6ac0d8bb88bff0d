import Foundation
import NetworkDescription
import OtherPrograms
import Testing

@testable import ModelFiles

@Suite("Model files and Python's safetensors")
struct PythonTests {
  @Test("Files that Python wrote are read", arguments: ["f16", "f32", "f64"])
  func readsPythonsFiles(type: String) throws {
    let path = Examples.fixtures.appending(path: "xor-\(type).safetensors").path
    let model = try TrainedModel(contentsOf: path)
    #expect(model.blueprint.name == "xor-from-python")
    #expect(model.blueprint.layers[0] == .dense(Dense(units: 2, activation: .sigmoid)))
    #expect(model.classNames == ["equal", "different"])
    #expect(model.parameters["layers.0.weight"]?.values == [20, 20, 20, 20])
    #expect(model.parameters["layers.0.bias"]?.values == [-10, -30])
    #expect(model.parameters["layers.1.weight"] == Tensor(shape: [2, 1], values: [20, -20.5]))
    #expect(model.parameters["layers.1.bias"]?.values == [-9.75])
  }

  @Test("A safetensors file of another program is refused in plain words")
  func foreignFile() {
    let path = Examples.fixtures.appending(path: "foreign.safetensors").path
    let error = #expect(throws: ModelFileError.self) { try TrainedModel(contentsOf: path) }
    #expect(
      error?.description == "\(path): it is safetensors, but its metadata has no "
        + "\"format\": \"glassbox\": give a model that glassbox saved")
  }

  @Test(
    "Python opens our files and finds every number as it was",
    .enabled(
      if: Python.hasSafetensors,
      Comment(rawValue: Python.needs("safetensors", "numpy"))),
    arguments: TensorPrecision.allCases)
  func pythonReadsOurs(precision: TensorPrecision) throws {
    try Examples.inFolder { folder in
      let model = try Examples.model()
      let path = folder.appending(path: "model.safetensors").path
      try model.write(to: path, precision: precision)
      let output = try Python.runProgram(
        """
        import json, sys
        from safetensors import safe_open
        with safe_open(sys.argv[1], framework="numpy") as file:
            metadata = file.metadata()
            print(json.loads(metadata["blueprint"])["name"] == 'tiny "ünï"\\n')
            print(metadata["format"], metadata["version"], json.loads(metadata["classes"]))
            for name in sorted(file.keys()):
                tensor = file.get_tensor(name)
                numbers = [float(number).hex() for number in tensor.flatten()]
                print(name, tensor.dtype, tensor.shape, *numbers)
        """, path)
      var expected = ["True", "glassbox 1 ['no', 'yes']"]
      for (name, shape) in [
        ("layers.0.weight", "(3, 2)"), ("layers.1.bias", "(2,)"), ("layers.1.weight", "(2, 2)"),
      ] {
        let values = try #require(model.parameters[name]).values
        let numbers = values.map { Python.hex(Self.rounded($0, to: precision)) }
        expected.append("\(name) \(precision) \(shape) \(numbers.joined(separator: " "))")
      }
      #expect(output.split(separator: "\n").map(String.init) == expected)
    }
  }

  /// The nearest number of so many bits, to even where two are as near.
  private static func rounded(_ number: Double, to precision: TensorPrecision) -> Double {
    switch precision {
    case .float64: return number
    case .float32: return Double(Float(number))
    case .float16:
      let scaled = (number.significand * 1024).rounded(.toNearestOrEven) / 1024
      return Double(sign: number.sign, exponent: number.exponent, significand: scaled)
    }
  }
}
