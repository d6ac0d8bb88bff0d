import Interchange
import ModelFiles
import NeuronGraph
import TextFormats
import TrainingRuns

/// A stranger's answers, as its own runtime has given them, beside those of the model.
struct ImportComparison {
  /// How many answers were compared.
  let samples: Int
  /// The largest difference of two numbers.
  let largestDifference: Double
  private let largestAnswer: Double

  /// - Returns: nil where there is no test data beside the file.
  init?(_ imported: ImportedModel, beside file: String) throws {
    let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
    let blueprint = imported.model.blueprint
    let data: ONNXTestData
    do throws(ImportProblem) {
      data = try ONNXTestData(
        beside: folder, inputs: blueprint.input.count, outputs: blueprint.output.count)
    } catch {
      throw CommandFailure("\(file): \(error)")
    }
    guard !data.samples.isEmpty, imported.canBeCompared else { return nil }
    let network = try NamedNetwork(imported.model).network()
    var (difference, largest) = (0.0, 0.0)
    for sample in data.samples {
      let outputs = try network.finiteOutputs(for: imported.inputs(ofFile: sample.inputs))
      for (ours, theirs) in zip(outputs, imported.answer(ofFile: sample.outputs)) {
        difference = max(difference, abs(ours - theirs))
        largest = max(largest, abs(theirs))
      }
    }
    samples = data.samples.count
    largestDifference = difference
    largestAnswer = largest
  }

  /// What people read.
  var line: String {
    let relative =
      largestAnswer > 1 ? ", \(Self.text(largestDifference / largestAnswer)) of the largest" : ""
    return "\(counted(samples, "answer")) beside the file compared: "
      + "they differ by \(Self.text(largestDifference)) at most\(relative); the largest is "
      + Self.text(largestAnswer)
  }

  private static func text(_ number: Double) -> String { scientific(number) ?? brief(number) }
}
