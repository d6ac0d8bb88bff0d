import ArgumentParser
import TrainingData

/// How all commands are told what a table means, where a look at it is not enough.
struct TableOptionGroup: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Of a table: the columns with numbers to put out, separated by commas.",
      valueName: "columns"))
  var targets: String?

  @Option(help: ArgumentHelp("Of a table: the column with the classes.", valueName: "column"))
  var label: String?

  @Option(
    help: ArgumentHelp(
      "Of a table: columns to leave out, separated by commas.", valueName: "columns"))
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp(
      "Of a table: columns whose cells are texts, such as postal codes, separated by commas.",
      valueName: "columns"))
  var texts: [String] = []

  @Option(
    help: """
      Of a table with empty cells: mean puts the column's mean there, drop leaves out the line.
      """)
  var missing: TableOptions.Gaps = .refuse

  @Option(help: "Of a table: whether its first line holds names: yes, no or auto.")
  var header: TableOptions.Header = .auto

  @Option(
    help: """
      Of a table: what stands before decimals: point, comma or auto; of the first two, the other \
      one may then stand between thousands.
      """)
  var decimal: TableOptions.Decimal = .auto

  func validate() throws {
    guard targets == nil || label == nil else {
      throw ValidationError("--label: cannot go with --targets: an answer is a class or numbers")
    }
  }

  /// What was said.
  var choice: TableOptions {
    TableOptions(
      targets: Self.names(in: targets.map { [$0] } ?? []), label: label,
      ignored: Self.names(in: ignore), texts: Self.names(in: texts), gaps: missing, header: header,
      decimal: decimal)
  }

  /// The names between the commas, without blanks around them.
  private static func names(in lists: [String]) -> [String] {
    lists.flatMap { $0.split(separator: ",") }.map { String($0).trimmingBlanks }
  }
}

extension TableOptions.Gaps: ExpressibleByArgument {}

extension TableOptions.Header: ExpressibleByArgument {}

extension TableOptions.Decimal: ExpressibleByArgument {}
