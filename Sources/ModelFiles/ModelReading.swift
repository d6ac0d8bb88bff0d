import NetworkDescription
import TextFormats

/// Turns the bytes of a model file into a model, checking everything on the way.
struct ModelReading {
  let file: SafetensorsReading

  /// Reads header, blueprint and tensors, in this order, each checked before the next is read.
  func model() throws(ModelFileError) -> TrainedModel {
    let (header, dataStart) = try file.header()
    let texts = HeaderTexts(file: file, header: header) { .notAModel(missing: $0) }
    try texts.check(
      format: ModelMetadata.formatName, version: ModelMetadata.supportedVersion)
    let blueprint = try texts.blueprint()
    let classNames = try classNames(in: header, of: blueprint)
    let tensors = try file.tensors(
      blueprint.expectedTensors(), of: header, dataStart: dataStart)
    do {
      return try TrainedModel(
        blueprint: blueprint, parameters: Parameters(tensors), classNames: classNames,
        table: try header.metadata[ModelMetadata.table].map { text throws(BlueprintError) in
          try TableForm(json: JSONValue(blueprint: text), at: .root.appending("table"))
        })
    } catch {
      throw file.error(.badBlueprint(error))
    }
  }

  private func classNames(
    in header: SafetensorsHeader, of blueprint: NetworkBlueprint
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
