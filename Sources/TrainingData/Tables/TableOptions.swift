/// What somebody says of a table, where a look at it is not enough.
public struct TableOptions: Hashable, Sendable {
  /// What to do about empty cells.
  public enum Gaps: String, CaseIterable, Sendable {
    /// They are an error.
    case refuse
    /// The mean of the column stands in for them.
    case mean
    /// Their lines are left out.
    case drop
  }

  /// Whether the first line holds names.
  public enum Header: String, CaseIterable, Sendable {
    /// A look at the table decides.
    case auto
    /// It does.
    case yes
    /// It is a sample like the others.
    case no
  }

  /// What stands before the decimals of numbers; the other one may stand between thousands.
  public enum Decimal: String, CaseIterable, Sendable {
    /// A look at the table decides.
    case auto
    /// A point, as in 1,234.5.
    case point
    /// A comma, as in 1.234,5.
    case comma
  }

  /// The columns with numbers to put out; empty if nobody has named any.
  public var targets: [String]
  /// The column with the classes; nil if nobody has named it.
  public var label: String?
  /// The columns to leave out.
  public var ignored: [String]
  /// The columns whose cells are texts, whatever they look like.
  public var texts: [String]
  /// What to do about empty cells.
  public var gaps: Gaps
  /// Whether the first line holds names.
  public var header: Header
  /// What stands before decimals.
  public var decimal: Decimal

  /// Says nothing unless told otherwise.
  public init(
    targets: [String] = [], label: String? = nil, ignored: [String] = [], texts: [String] = [],
    gaps: Gaps = .refuse, header: Header = .auto, decimal: Decimal = .auto
  ) {
    self.targets = targets
    self.label = label
    self.ignored = ignored
    self.texts = texts
    self.gaps = gaps
    self.header = header
    self.decimal = decimal
  }
}
