import ModelFiles
import PlaygroundFiles
import TextFormats
import TrainingData

/// The page that reads handwriting, as one HTML file: style, program, engine and model.
///
/// The sources that read in `glassbox read` read in it, compiled to WebAssembly; it asks nobody for
/// anything.
public struct DigitsPage: Sendable {
  /// What the page calls its model.
  public let modelName: String
  /// The bytes of its model file, as short as can be.
  public let model: [UInt8]
  /// Whether that is the one which comes with the program.
  public let isShipped: Bool
  /// The page of the playground that is one click away; nil where there is none.
  public let otherPage: String?
  /// Digits that its untrained network learns from; nil for those that the page draws itself.
  private var data: JSONValue?

  /// How many samples a page may have inside.
  public static let counts = 20...10_000
  /// How many it has unless asked otherwise.
  public static let usualCount = 2000

  /// A page that reads with a model.
  ///
  /// - Parameters:
  ///   - model: A model for pictures of digits.
  ///   - name: What the page calls it.
  ///   - isShipped: Whether it is the one that comes with the program.
  ///   - otherPage: The address of the playground, beside the page.
  /// - Throws: `ModelFileError` for a model that cannot be written, `PlainError` for one that is too large.
  public init(
    model: TrainedModel, named name: String, isShipped: Bool = false, otherPage: String? = nil
  ) throws {
    self.model = try model.encodedBriefly(name: name)
    guard self.model.count <= Self.mostModelBytes else {
      throw PlainError(
        "\(name): expected a model of at most \(grouped(Self.mostModelBytes)) bytes, which a page has room "
          + "for, found \(grouped(self.model.count)): choose a smaller one")
    }
    (modelName, self.isShipped, self.otherPage) = (name, isShipped, otherPage)
  }

  /// As much as the page takes from a dropped file, too.
  private static let mostModelBytes = 200_000_000

  /// Puts the first samples of a dataset inside, to be learned from.
  ///
  /// - Throws: `PlainError` for samples that are no pictures of digits.
  public mutating func add(_ samples: Dataset, count: Int) throws(PlainError) {
    let taken = samples.prefix(count)
    guard taken.inputCount == 784, case .pixels(let pixels) = taken.inputs,
      let labels = taken.labels, labels.allSatisfy({ (0...9).contains($0) })
    else {
      throw PlainError(
        "\(samples.name): expected pictures of digits, 28 × 28 pixels with labels from 0 to 9: give "
          + "a folder with MNIST's files or with pictures of digits")
    }
    data = .object([
      ("name", .string(samples.name)), ("count", .integer(taken.count)),
      ("pixels", .string(Base64.text(pixels))),
      ("labels", .string(Base64.text(labels.map { UInt8($0) }))),
    ])
  }

  /// The whole file.
  public var html: String {
    let content = JSONValue.object([
      ("model", .object([("name", .string(modelName)), ("isShipped", .bool(isShipped))])),
      ("otherPage", otherPage.map { .string($0) } ?? .null), ("data", data ?? .null),
    ])
    return PageParts(
      frame: glassbox_digits_frame(), style: glassbox_digits_style(),
      engine: glassbox_digits_engine(), worker: glassbox_digits_worker(),
      program: glassbox_digits_program()
    ).page(content: content, others: [("{{model}}", Base64.text(model))])
  }
}
