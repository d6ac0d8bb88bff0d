import NetworkDescription

/// Why inputs and targets do not make a dataset.
public enum DatasetError: Error, Equatable, Sendable {
  /// The shape has an extent of 0.
  case emptyInputShape(dataset: String, shape: Shape)
  /// The inputs do not divide into whole samples.
  case unevenInputs(dataset: String, numbers: Int, perSample: Int)
  /// There are more or fewer targets than samples.
  case targetsMissing(dataset: String, samples: Int, targets: Int)
  /// A sample's label is not the number of a class.
  case labelOutOfRange(dataset: String, sample: Int, label: Int, classes: Int)
  /// Two datasets that are not of one kind.
  case cannotJoin(first: String, second: String, expected: String, found: String)
  /// Something is for pictures only, perhaps of one shape, and these inputs are not.
  case notPictures(dataset: String, expected: Shape?, found: Shape)
}

extension DatasetError: CustomStringConvertible {
  /// One line: which dataset, what was expected, what was found.
  public var description: String {
    switch self {
    case .emptyInputShape(let dataset, let shape):
      "\(dataset): the input shape is \(shape); every extent must be at least 1"
    case .unevenInputs(let dataset, let numbers, let perSample):
      "\(dataset): \(numbers) input numbers do not divide into samples of \(perSample)"
    case .targetsMissing(let dataset, let samples, let targets):
      "\(dataset): expected targets for \(samples) samples, found \(targets)"
    case .labelOutOfRange(let dataset, let sample, let label, let classes):
      "\(dataset): sample \(sample) has label \(label); expected 0 to \(classes - 1)"
    case .cannotJoin(let first, let second, let expected, let found):
      "\(second): cannot be joined with \(first): expected \(expected), found \(found)"
    case .notPictures(let dataset, let expected, let found):
      "\(dataset): expected pictures\(expected.map { " of \($0)" } ?? ""), kept as bytes, found "
        + "inputs of \(found)"
    }
  }
}
