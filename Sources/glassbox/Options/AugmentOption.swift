import ArgumentParser
import TextFormats
import TrainingRuns

/// The option that says how pictures are changed a little.
struct AugmentOption: ParsableArguments {
  // A text first: what the parser cannot turn into a value it would take for something else.
  @Option(
    name: .customLong("augment"), defaultAsFlag: "digits", parsing: .next,
    help: ArgumentHelp(
      "Show pictures a little changed, differently every epoch: \(AugmentChoice.words).",
      valueName: "changes"))
  var text: String?

  func validate() throws {
    do {
      _ = try choice()
    } catch let failure as PlainError {
      throw ValidationError(failure.description)
    }
  }

  /// What was chosen; nil for no changes.
  func choice() throws -> AugmentChoice? {
    try text.map(AugmentChoice.init(parsing:))
  }
}
