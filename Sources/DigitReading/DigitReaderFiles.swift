import MatrixEngine
import ModelFiles
import Pictures
import TextFormats

/// Readers of models and pictures that are files, and of the model inside the library.
extension DigitReader {
  /// Asks the model that comes with the library.
  ///
  /// - Parameter kernels: The instruction set to use; by default the fastest of the processor.
  public convenience init(kernels: KernelChoice? = nil) throws {
    let shipped = ShippedFile.reader
    let model = try ModelReading(bytes: shipped.bytes, name: shipped.name)
    try Self.check(model.form, named: "the model inside the program")
    // Its numbers have 16 bits, so that none is lost in single precision.
    self.init(
      form: model.form,
      asking: try MatrixNetwork(
        model.form.blueprint, rows: 1, kernels: kernels, numbers: model.forEachBlock),
      exactParameters: nil)
  }

  /// The model that comes with the library.
  package static func shippedModel() throws -> TrainedModel {
    let shipped = ShippedFile.reader
    return try TrainedModel(bytes: shipped.bytes, name: shipped.name)
  }

  /// Asks a model of your own.
  ///
  /// - Parameters:
  ///   - model: A network of 784 inputs and 10 outputs; more stand for what is no digit.
  ///   - name: What errors call it.
  ///   - kernels: The instruction set to use; by default the fastest of the processor.
  /// - Throws: `PlainError` for a network of another size.
  public convenience init(
    model: TrainedModel, named name: String = "the model", kernels: KernelChoice? = nil
  ) throws {
    try Self.check(model.form, named: name)
    self.init(
      form: model.form,
      asking: try MatrixNetwork(
        model.blueprint, parameters: model.parameters, rows: 1, kernels: kernels),
      exactParameters: model.parameters)
  }

  /// The digits of a PNG file, line by line.
  ///
  /// Where a picture is transparent, it lies on white paper, unless nothing shows on that.
  ///
  /// - Parameter keepingStages: Whether each digit has pictures of the steps to its pixels.
  /// - Throws: `PictureError` for a file that is no readable PNG.
  public func read(pngFile path: String, keepingStages: Bool = false) throws -> [DigitAnswer] {
    let picture = try PNGReader().grey(atPath: path, on: .contrasting)
    return try read(picture, keepingStages: keepingStages)
  }

  /// The digits of a PNG file's bytes, line by line.
  ///
  /// - Parameter name: What errors call the picture.
  /// - Throws: `PictureError` for bytes that are no readable PNG.
  public func read(
    png bytes: [UInt8], named name: String = "the picture", keepingStages: Bool = false
  ) throws -> [DigitAnswer] {
    let picture = try PNGReader().grey(from: bytes, named: name, on: .contrasting)
    return try read(picture, keepingStages: keepingStages)
  }
}
