import NetworkDescription
import TextFormats

/// A model file of which everything but its numbers has been read and checked.
///
/// Numbers are read when somebody asks for them: who computes with other ones, as the matrix engine does,
/// need not have them all in double precision first.
package struct ModelReading {
  /// What the file says besides the numbers.
  package let form: ModelForm
  private let file: SafetensorsReading
  private let places: [TensorPlace]

  /// Begins to read the bytes of a model file, which may start at any address.
  ///
  /// - Parameter name: What error messages call it.
  /// - Throws: ``ModelFileError`` for anything that is not a complete model.
  package init(bytes: UnsafeRawBufferPointer, name: String) throws(ModelFileError) {
    try self.init(
      file: SafetensorsReading(name: name, size: bytes.count) { range throws(ModelFileError) in
        Array(bytes[range])
      })
  }

  /// Reads header, blueprint and the places of the tensors, in this order, each checked before the
  /// next is read.
  init(file: SafetensorsReading) throws(ModelFileError) {
    let (header, dataStart) = try file.header()
    let texts = HeaderTexts(file: file, header: header) { .notAModel(missing: $0) }
    try texts.check(
      format: ModelMetadata.formatName, version: ModelMetadata.supportedVersion)
    let blueprint = try texts.blueprint()
    let classNames = try Self.classNames(in: header, of: blueprint, file)
    places = try file.places(of: blueprint.expectedTensors(), in: header, dataStart: dataStart)
    let table: TableForm?
    do {
      table = try header.metadata[ModelMetadata.table].map { text throws(BlueprintError) in
        try TableForm(json: JSONValue(blueprint: text), at: .root.appending("table"))
      }
    } catch {
      throw file.error(.badBlueprint(error))
    }
    form = ModelForm(blueprint: blueprint, classNames: classNames, table: table)
    self.file = file
  }

  /// Hands on the numbers of a tensor in single precision, block after block.
  ///
  /// - Throws: ``ModelFileError`` for numbers that are not finite, or that cannot be read.
  package func forEachBlock(
    of tensor: String, _ body: ([Float]) -> Void
  ) throws(ModelFileError) {
    for place in places where place.tensor.name == tensor {
      try file.forEachBlock(of: place, body)
    }
  }

  /// The model with all its numbers.
  func model() throws(ModelFileError) -> TrainedModel {
    let parameters = Parameters(try file.tensors(at: places))
    do {
      return try TrainedModel(form, parameters: parameters)
    } catch {
      throw file.error(.badBlueprint(error))
    }
  }

  private static func classNames(
    in header: SafetensorsHeader, of blueprint: NetworkBlueprint, _ file: SafetensorsReading
  ) throws(ModelFileError) -> [String] {
    guard let text = header.metadata[ModelMetadata.classes] else { return [] }
    let expected = "a list of texts in JSON, such as [\"no\",\"yes\"]"
    guard let json = try? JSONValue(parsing: text), case .array(let items) = json else {
      throw file.error(.badClassNames(expected: expected, found: text.shortenedOnOneLine))
    }
    var names: [String] = []
    for item in items {
      guard case .string(let name) = item else {
        throw file.error(.badClassNames(expected: expected, found: "\(item.kind) in the list"))
      }
      names.append(name)
    }
    if let expected = TrainedModel.expectedClassNames(of: blueprint, insteadOf: names) {
      throw file.error(.badClassNames(expected: expected, found: "\(names.count)"))
    }
    return names
  }
}

extension NetworkBlueprint {
  /// The tensors of a network in a file.
  ///
  /// - Parameter prefix: What their names begin with.
  func expectedTensors(
    prefix: String = "", mustBeFinite: Bool = true
  ) -> [ExpectedTensor] {
    parameterSpecifications.map { name, specification in
      ExpectedTensor(
        name: prefix + name, shape: specification.shape, mustBeFinite: mustBeFinite,
        mustBeExact: !specification.role.isTrainable)
    }
  }
}
