import SwiftProtobuf
import SystemFiles

/// Inputs of a network with the answers that some runtime has given to them, as the ONNX Model Zoo
/// puts them beside a model: `test_data_set_0/input_0.pb` and `output_0.pb`.
public struct ONNXTestData: Sendable {
  /// The inputs and answers of each sample.
  public let samples: [(inputs: [Double], outputs: [Double])]

  /// Reads the sets of a folder; none are no error.
  ///
  /// - Parameters:
  ///   - folder: Where the `test_data_set_…` folders are.
  ///   - inputs: How many numbers one sample has.
  ///   - outputs: How many numbers one answer has.
  /// - Throws: ``ImportProblem`` for data that is there and cannot be read.
  public init(beside folder: String, inputs: Int, outputs: Int) throws(ImportProblem) {
    var samples: [(inputs: [Double], outputs: [Double])] = []
    var number = 0
    while case let set = "\(folder)/test_data_set_\(number)", FileType(ofPath: set) == .folder {
      let asked = try Self.tensor("\(set)/input_0.pb")
      let answered = try Self.tensor("\(set)/output_0.pb")
      let count = asked.values.count / inputs
      guard count > 0, asked.values.count == count * inputs,
        answered.values.count == count * outputs
      else {
        throw ImportProblem(
          set,
          "expected \(inputs) inputs and \(outputs) answers a sample, found "
            + "\(asked.values.count) and \(answered.values.count)")
      }
      for index in 0..<count {
        samples.append(
          (
            Array(asked.values[index * inputs..<(index + 1) * inputs]),
            Array(answered.values[index * outputs..<(index + 1) * outputs])
          ))
      }
      number += 1
    }
    self.samples = samples
  }

  private static func tensor(_ path: String) throws(ImportProblem) -> ONNXTensor {
    do {
      let file = try OrdinaryFile(path)
      let bytes = try file.read(0..<file.size)
      return try ONNXTensor(try ONNXTensorProto(serializedBytes: bytes), in: nil)
    } catch let problem as ImportProblem {
      throw problem
    } catch {
      throw ImportProblem(path, "cannot read it: \(error)")
    }
  }
}
