/// What the columns of a table mean to a network: which go in, which is the answer.
///
/// A model that has learned from a table keeps it, so that other tables are read in the same way:
/// columns are found by their names, texts become the same inputs, gaps are filled with the same
/// numbers.
public struct TableForm: Hashable, Sendable {
  /// A column and what it is used for.
  public struct Column: Hashable, Sendable {
    /// Its name in the header; `column1`, `column2`, … where there is none.
    public let name: String
    /// What it is used for.
    public let role: Role

    /// Puts a name and a role together.
    public init(name: String, role: Role) {
      self.name = name
      self.role = role
    }
  }

  /// What a column is used for.
  public enum Role: Hashable, Sendable {
    /// One input, the number as it is; the mean is that of the table it was first seen in.
    case number(mean: Double)
    /// One input, a byte of a picture ÷ 255.
    case pixel
    /// An input for each text, 1 where it stands in the cell and 0 elsewhere ("one-hot"); shares
    /// tell how often each was there.
    case texts([String], shares: [Double])
    /// The class of a sample.
    case label
    /// A number that the network should put out; the scale is that in which it was learned.
    case target(TargetScale?)
    /// Nothing.
    case leftOut
  }

  /// All columns, in the order of the table.
  public var columns: [Column]
  /// Whether gaps are filled with the column's mean.
  public var fillsGaps: Bool

  /// Puts columns together.
  public init(columns: [Column], fillsGaps: Bool = false) {
    self.columns = columns
    self.fillsGaps = fillsGaps
  }

  /// The columns that go into the network, in their order.
  public var inputs: [Column] { columns.filter { $0.role.inputCount > 0 } }

  /// The columns with what should come out.
  public var answers: [Column] { columns.filter { $0.role.isAnswer } }

  /// A name for each input: the column's, with the text where it has several.
  public var inputNames: [String] {
    inputs.flatMap { column in
      guard case .texts(let texts, _) = column.role else { return [column.name] }
      return texts.map { "\(column.name)=\($0)" }
    }
  }

  /// The names of the numbers that should come out; none where the answer is a class.
  public var targetNames: [String] {
    answers.filter { $0.role != .label }.map { $0.name }
  }

  /// Whether all inputs are pixels.
  public var isPicture: Bool { inputs.allSatisfy { $0.role == .pixel } }
}

extension TableForm.Role {
  /// How many inputs of the network it makes.
  public var inputCount: Int {
    switch self {
    case .number, .pixel: 1
    case .texts(let texts, _): texts.count
    case .label, .target, .leftOut: 0
    }
  }

  /// Whether it holds what should come out.
  public var isAnswer: Bool {
    switch self {
    case .label, .target: true
    case .number, .pixel, .texts, .leftOut: false
    }
  }
}

/// Mean and deviation of a target, in whose units it was learned.
public struct TargetScale: Hashable, Sendable {
  /// What is taken off.
  public let mean: Double
  /// What is divided by; never 0.
  public let deviation: Double

  /// Puts both together.
  public init(mean: Double, deviation: Double) {
    self.mean = mean
    self.deviation = deviation
  }
}

extension TableForm {
  /// Refuses columns that do not come to the inputs of a network.
  package func check(fits blueprint: NetworkBlueprint) throws(BlueprintError) {
    let count = inputs.reduce(0) { $0 + $1.role.inputCount }
    guard count == blueprint.input.count else {
      throw .badParameter(
        name: "table", expected: "columns that make \(blueprint.input.count) inputs",
        found: "\(count)")
    }
    let targets = targetNames.count
    guard targets == 0 || targets == blueprint.output.count else {
      throw .badParameter(
        name: "table", expected: "a target for each of \(blueprint.output.count) outputs",
        found: "\(targets)")
    }
  }
}
