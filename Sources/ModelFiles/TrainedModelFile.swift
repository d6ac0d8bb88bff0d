import NetworkDescription

extension TrainedModel {
  /// Reads a model file.
  ///
  /// The whole header is checked before memory is taken for the tensors, so that a damaged file
  /// costs no more than its own size.
  ///
  /// - Throws: ``ModelFileError`` for anything that is not a complete, sound model.
  public init(contentsOf path: String) throws(ModelFileError) {
    self = try ModelReading(file: SafetensorsReading(path: path)).model()
  }

  /// Writes a model file, replacing an older one only once the new one is complete.
  ///
  /// - Parameters:
  ///   - path: Where; the folder has to exist.
  ///   - precision: ``TensorPrecision/float64`` keeps every number exactly.
  /// - Throws: ``ModelFileError`` if it cannot be written, or if a number is not finite.
  public func write(
    to path: String, precision: TensorPrecision = .float64
  ) throws(ModelFileError) {
    try writing(precision: precision, name: path).write(to: path)
  }
}
