import NetworkDescription

/// Samples to learn from or to be tested on: inputs of one shape, and what each of them stands for.
///
/// A dataset is a value: subsets and splits are datasets of their own. Pictures are kept as bytes
/// and turned into numbers only when an engine asks for them, so all of MNIST takes 47 MB.
///
/// ```swift
/// let digits = try IDXReader.dataset(images: "t10k-images-idx3-ubyte.gz",
///                                    labels: "t10k-labels-idx1-ubyte.gz")
/// digits.count             // 10000
/// digits.inputShape        // 28×28×1
/// digits.samplesPerClass() // [980, 1135, …]
/// ```
public struct Dataset: SampleSource, Equatable {
  /// What the inputs are made of.
  public enum Inputs: Equatable, Sendable {
    /// Pictures, one byte a number; an engine is given byte ÷ 255, so 0 … 1.
    case pixels([UInt8])
    /// Numbers exactly as they were read or stated.
    case numbers([Double])
  }

  /// What the samples stand for.
  public enum Targets: Equatable, Sendable {
    /// One class a sample, counted from 0; an engine is given 1 for that class, 0 for the others.
    case classes([Int], names: [String])
    /// One of two classes a sample, for a single output: `low` stands for class 0, 1 for class 1.
    ///
    /// There is one name where only class 0 is known.
    case yesOrNo([Int], names: [String], low: Double)
    /// `perSample` numbers a sample, one sample after the other.
    case numbers([Double], perSample: Int)
  }

  /// What the data is called in reports: `MNIST train`, `xor`.
  public let name: String
  /// The shape of one sample's input.
  public let inputShape: Shape
  /// The inputs of all samples, one sample after the other, pictures row by row.
  public let inputs: Inputs
  /// What the samples stand for, in the same order.
  public let targets: Targets
  /// How many samples there are.
  public let count: Int
  /// What the columns mean of the table that the samples are from; nil where there is none.
  public let table: TableForm?
  /// Whether the targets are classes or numbers; two classes may be the numbers of one output.
  public let targetKind: TargetKind

  /// Puts inputs and targets together.
  ///
  /// - Parameter targetKind: What target numbers are: by default numbers; say `.classes` for 0 and
  ///   1 that stand for no and yes. Named classes are classes in any case.
  /// - Throws: ``DatasetError`` when the numbers of inputs, targets and the shape do not fit
  ///   together, or when a label names no class.
  public init(
    name: String, inputShape: Shape, inputs: Inputs, targets: Targets,
    targetKind: TargetKind = .numbers
  ) throws(DatasetError) {
    let perSample = inputShape.count
    guard perSample > 0 else {
      throw .emptyInputShape(dataset: name, shape: inputShape)
    }
    guard inputs.count.isMultiple(of: perSample) else {
      throw .unevenInputs(dataset: name, numbers: inputs.count, perSample: perSample)
    }
    let count = inputs.count / perSample
    try targets.check(dataset: name, count: count)
    self.init(
      checkedName: name, inputShape: inputShape, inputs: inputs, targets: targets,
      targetKind: targetKind, count: count)
  }

  /// For values made from a dataset that was checked when it was made.
  init(
    checkedName: String, inputShape: Shape, inputs: Inputs, targets: Targets,
    targetKind: TargetKind = .numbers, count: Int, table: TableForm? = nil
  ) {
    self.name = checkedName
    self.inputShape = inputShape
    self.inputs = inputs
    self.targets = targets
    self.count = count
    self.table = table
    self.targetKind = targets.areClasses ? .classes : targetKind
  }

  /// How many numbers go in for one sample.
  public var inputCount: Int { inputShape.count }

  /// How many numbers should come out for one sample: the classes, or the numbers of its target.
  public var targetCount: Int {
    switch targets {
    case .classes(_, let names): names.count
    case .yesOrNo: 1
    case .numbers(_, let perSample): perSample
    }
  }

  /// Halfway between what stands for two classes of a single output.
  public var classBoundary: Double {
    if case .yesOrNo(_, _, let low) = targets { (low + 1) / 2 } else { 0.5 }
  }

  /// The names of the classes; nil when the targets are numbers.
  public var classNames: [String]? {
    switch targets {
    case .classes(_, let names), .yesOrNo(_, let names, _): names
    case .numbers: nil
    }
  }

  /// The class of every sample, counted from 0; nil when the targets are numbers.
  public var labels: [Int]? {
    switch targets {
    case .classes(let labels, _), .yesOrNo(let labels, _, _): labels
    case .numbers: nil
    }
  }

  /// How many samples each class has; empty when the targets are numbers.
  public func samplesPerClass() -> [Int] {
    guard let labels, let names = classNames else { return [] }
    var counts = [Int](repeating: 0, count: names.count)
    for label in labels { counts[label] += 1 }
    return counts
  }
}

extension Dataset.Inputs {
  /// How many numbers there are in all samples together.
  var count: Int {
    switch self {
    case .pixels(let bytes): bytes.count
    case .numbers(let numbers): numbers.count
    }
  }
}

extension Dataset.Targets {
  /// Whether they are classes.
  var areClasses: Bool {
    switch self {
    case .classes, .yesOrNo: true
    case .numbers: false
    }
  }

  func check(dataset: String, count: Int) throws(DatasetError) {
    switch self {
    case .classes(let labels, let names), .yesOrNo(let labels, let names, _):
      guard labels.count == count else {
        throw .targetsMissing(dataset: dataset, samples: count, targets: labels.count)
      }
      if let sample = labels.firstIndex(where: { !names.indices.contains($0) }) {
        throw .labelOutOfRange(
          dataset: dataset, sample: sample, label: labels[sample], classes: names.count)
      }
    case .numbers(let numbers, let perSample):
      guard perSample > 0, numbers.count == count * perSample else {
        throw .targetsMissing(
          dataset: dataset, samples: count, targets: numbers.count / Swift.max(perSample, 1))
      }
    }
  }
}
