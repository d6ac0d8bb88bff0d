import PlaygroundFiles
import TextFormats

/// The page that reads handwriting, as one HTML file: style, program, engine and model.
///
/// The sources that read in `glassbox read` read in it, compiled to WebAssembly; it asks nobody for
/// anything.
public struct DigitsPage: Sendable {
  /// What the page calls its model.
  public let modelName: String
  /// The bytes of its model file.
  public let model: [UInt8]
  /// The page of the playground that is one click away; nil where there is none.
  public let playground: String?

  /// A page that reads with a model.
  ///
  /// - Parameters:
  ///   - model: The bytes of a model file for pictures of digits.
  ///   - name: What the page calls it.
  ///   - playground: The address of the playground, beside the page.
  public init(model: [UInt8], named name: String, playground: String? = nil) {
    (self.model, modelName, self.playground) = (model, name, playground)
  }

  /// The whole file.
  public var html: String {
    let content = JSONValue.object([
      ("model", .object([("name", .string(modelName))])),
      ("playground", playground.map { .string($0) } ?? .null),
    ])
    return PageParts(
      frame: glassbox_digits_frame(), style: glassbox_digits_style(),
      engine: glassbox_digits_engine(), worker: glassbox_digits_worker(),
      program: glassbox_digits_program()
    ).page(content: content, model: model)
  }
}
