import NetworkDescription
import TextFormats

extension TrainedModel {
  /// A model file: length, header, and the tensors in the order of the layers.
  ///
  /// - Parameters:
  ///   - type: How each number is written.
  ///   - name: What error messages call the file.
  /// - Throws: ``ModelFileError`` if a number is not finite, or too large for the precision: no
  ///   file is written that could not be read again.
  func writing(
    type: NumberType, name: String
  ) throws(ModelFileError) -> SafetensorsWriting {
    var writing = SafetensorsWriting(
      name: name, type: type, metadata: try form.metadata(name))
    for expected in blueprint.expectedTensors() {
      guard let tensor = parameters[expected.name] else { continue }
      try writing.append(tensor, expected)
    }
    return writing
  }

  /// The same, with as many bits for each number as are asked for.
  func writing(
    precision: TensorPrecision, name: String
  ) throws(ModelFileError) -> SafetensorsWriting {
    try writing(type: precision.numberType, name: name)
  }

  /// The bytes of a model file, for who writes it together with others.
  package func encoded(precision: TensorPrecision, name: String) throws(ModelFileError) -> [UInt8] {
    try writing(precision: precision, name: name).file()
  }

  /// The bytes of a model file that is as short as can be while every number stays what it is.
  package func encodedBriefly(name: String) throws(ModelFileError) -> [UInt8] {
    let numbers = blueprint.parameterSpecifications.flatMap { name, specification in
      specification.role.isTrainable ? parameters[name]?.values ?? [] : []
    }
    let type: NumberType =
      if numbers.allSatisfy({ NumberType.double(halfPrecision: NumberType.halfPrecision($0)) == $0 }
      ) {
        .float16
      } else if numbers.allSatisfy({ Double(Float($0)) == $0 }) {
        .float32
      } else {
        .float64
      }
    return try writing(type: type, name: name).file()
  }
}

extension ModelForm {
  /// How many bytes a model file of this form has.
  ///
  /// - Parameter name: What error messages call the file.
  /// - Throws: ``ModelFileError`` if there can be no such file, whatever is learned.
  public func fileSize(
    precision: TensorPrecision, name: String
  ) throws(ModelFileError) -> Int {
    var writing = SafetensorsWriting(
      name: name, type: precision.numberType, metadata: try metadata(name))
    for expected in blueprint.expectedTensors() { writing.reserve(expected) }
    return try writing.fileSize()
  }

  func metadata(_ name: String) throws(ModelFileError) -> JSONValue {
    let text = try blueprint.checkedText(name)
    var texts: [(String, JSONValue)] = [
      (ModelMetadata.format, .string(ModelMetadata.formatName)),
      (ModelMetadata.version, .string(ModelMetadata.supportedVersion)),
      (ModelMetadata.blueprint, .string(text)),
    ]
    if !classNames.isEmpty {
      let names = JSONValue.array(classNames.map { .string($0) })
      texts.append((ModelMetadata.classes, .string(names.description)))
    }
    if let table { texts.append((ModelMetadata.table, .string(table.json.description))) }
    return .object(texts)
  }
}

extension NetworkBlueprint {
  /// The blueprint as text that can be read again, without long lists of first weights.
  ///
  /// - Parameter name: What error messages call the file that it is for.
  func checkedText(_ name: String) throws(ModelFileError) -> String {
    do {
      let text = try withoutLongStarts.jsonText
      // The rate, for one, can be set to NaN after a blueprint was checked.
      _ = try NetworkBlueprint(json: text)
      return text
    } catch {
      throw ModelFileError(file: name, problem: .badBlueprint(error))
    }
  }
}
