import DigitReading
import ModelFiles
import NetworkDescription
import PlaygroundPages
import TextFormats
import TrainingRuns

/// The page that shows a network: the one about digits for pictures of 28 × 28 pixels with ten answers,
/// the plane's for others.
enum NetworkPage {
  /// Whether the page about digits takes a network.
  static func readsDigits(_ model: TrainedModel) -> Bool {
    (try? DigitReader.check(model.form, named: model.blueprint.name)) != nil
  }

  /// What the plane's page begins with.
  ///
  /// - Throws: `CommandFailure` for a network of pictures that it has no room for, with what the page about
  ///   digits takes.
  static func plane(
    _ blueprint: NetworkBlueprint, _ content: () throws -> PlaygroundContent
  ) throws -> PlaygroundContent {
    do {
      return try content()
    } catch {
      guard blueprint.input.isPicture else { throw error }
      throw CommandFailure(
        "\(error). The page about digits takes networks of 28 × 28 pixels with 10 answers or 11; this one "
          + "has \(blueprint.input) and \(blueprint.output.count)")
    }
  }
}
