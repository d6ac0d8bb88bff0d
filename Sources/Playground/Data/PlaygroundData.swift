import NetworkDescription

/// What there is to learn: rows of numbers, what is known of each, and how many are for training.
public struct PlaygroundData: Hashable, Sendable {
  /// What is known of the rows.
  public enum Answers: Hashable, Sendable {
    /// To which class each belongs, counted from 0, and what the classes are called.
    case classes([Int], names: [String])
    /// Numbers of each, one row after the other.
    case numbers([Double], perRow: Int)
  }

  /// What people call it.
  public var name: String
  /// What the columns are called.
  public var columns: [String]
  /// The numbers of all rows, one row after the other; those for training come first.
  public var values: [Double]
  /// What is known of them.
  public var answers: Answers
  /// How many of the rows are for training; the others are for testing.
  public var trainCount: Int
  /// How much the points stray, which some sets can tell.
  public var noise = 0.0
  /// Which points, of sets that are drawn.
  public var seed: UInt64?

  /// More rows do not move fluently on a page.
  static let mostRows = 100_000

  /// What points that somebody has set by hand are called.
  static let ownPoints = "points"

  /// How many rows there are.
  public var count: Int { columns.isEmpty ? 0 : values.count / columns.count }

  /// Whether the rows are points of a plane, of which formulas of x and y can be told.
  public var isPlane: Bool { columns.count == 2 }

  /// Whether numbers are to be learned; otherwise classes.
  public var isRegression: Bool {
    if case .numbers = answers { true } else { false }
  }

  /// What the classes are called; none where numbers are to be learned.
  public var classNames: [String] {
    if case .classes(_, let names) = answers { names } else { [] }
  }

  /// How many outputs a network for this has: one tells two classes apart.
  var outputCount: Int {
    switch answers {
    case .classes(_, let names): names.count <= 2 ? 1 : names.count
    case .numbers(_, let perRow): perRow
    }
  }

  /// One number for each row: its class, or the first of its numbers.
  var labels: [Double] {
    switch answers {
    case .classes(let classes, _): classes.map { Double($0) }
    case .numbers(let numbers, let perRow):
      stride(from: 0, to: numbers.count, by: perRow).map { numbers[$0] }
    }
  }

  /// From where to where the points of the plane reach, the toy sets' square at least.
  var domain: (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    (range(ofColumn: 0), range(ofColumn: 1))
  }

  private func range(ofColumn column: Int) -> ClosedRange<Double> {
    var (low, high) = (Double.infinity, -Double.infinity)
    for row in 0..<count {
      let value = values[row * columns.count + column]
      low = min(low, value)
      high = max(high, value)
    }
    guard low <= high else { return -6...6 }
    // Points that are set by hand come one by one: the plane stays under the hand.
    if low >= -6, high <= 6, high - low > 4 || name == Self.ownPoints { return -6...6 }
    let margin = high > low ? (high - low) / 10 : 1
    return low - margin...high + margin
  }
}

/// Samples as a network takes them: the features of every row, and the targets.
final class PlaygroundSamples: SampleSource {
  let inputs: [Double]
  let targets: [Double]
  let inputCount: Int
  let targetCount: Int
  let count: Int
  let targetKind: TargetKind

  init(
    inputs: [Double], targets: [Double], inputCount: Int, targetCount: Int, targetKind: TargetKind
  ) {
    self.targetKind = targetKind
    (self.inputs, self.targets) = (inputs, targets)
    (self.inputCount, self.targetCount) = (inputCount, targetCount)
    count = targets.count / targetCount
  }

  @_specialize(where Number == Double)
  func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    let width = part == .inputs ? inputCount : targetCount
    let numbers = part == .inputs ? inputs : targets
    var position = 0
    for sample in samples {
      for column in sample * width..<(sample + 1) * width {
        destination[position] = Number(numbers[column])
        position += 1
      }
    }
  }
}

extension PlaygroundData {
  /// Some of the rows, as a network takes them.
  func samples(
    _ rows: Range<Int>, features: [Feature], outputs: Int
  ) throws(PlaygroundError) -> PlaygroundSamples {
    var inputs: [Double] = []
    inputs.reserveCapacity(rows.count * features.count)
    for row in rows {
      let numbers = values[row * columns.count..<(row + 1) * columns.count]
      for feature in features { inputs.append(try feature.value(of: numbers)) }
    }
    return PlaygroundSamples(
      inputs: inputs, targets: targets(rows, outputs: outputs), inputCount: features.count,
      targetCount: outputs, targetKind: isRegression ? .numbers : .classes)
  }

  private func targets(_ rows: Range<Int>, outputs: Int) -> [Double] {
    switch answers {
    case .numbers(let numbers, let perRow):
      return Array(numbers[rows.lowerBound * perRow..<rows.upperBound * perRow])
    case .classes(let classes, _):
      return rows.flatMap { row in
        outputs == 1
          ? [Double(classes[row])] : (0..<outputs).map { $0 == classes[row] ? 1 : 0 }
      }
    }
  }
}
