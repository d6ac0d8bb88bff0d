import NetworkBlueprint

extension TrainedModel {
  /// The bytes of a model file: length, header, and the tensors in the order of the layers.
  ///
  /// - Parameters:
  ///   - precision: How many bits each number gets.
  ///   - name: What error messages call the file.
  /// - Throws: ``ModelFileError`` if a number is not finite, or too large for the precision: no
  ///   file is written that could not be read again.
  func encoded(precision: TensorPrecision, name: String) throws(ModelFileError) -> [UInt8] {
    let type = precision.numberType
    var entries: [(String, JSONValue)] = [(SafetensorsHeader.metadataKey, try metadata(name))]
    var data: [UInt8] = []
    data.reserveCapacity(blueprint.parameterCount * type.size)
    for (tensor, specification) in blueprint.parameterSpecifications {
      let entry = SafetensorsHeader.Entry(
        type: type, shape: specification.shape, begin: data.count)
      entries.append((tensor, entry.json))
      for (index, value) in (parameters[tensor]?.values ?? []).enumerated() {
        if let problem = Self.problem(value, tensor: tensor, index: index, precision: precision) {
          throw ModelFileError(file: name, problem: problem)
        }
        switch precision {
        case .float32: data.append(littleEndian: Float(value).bitPattern)
        case .float64: data.append(littleEndian: value.bitPattern)
        }
      }
    }
    var header = Array(JSONValue.object(entries).description.utf8)
    // The reference implementation fills up with spaces, so that the data is aligned.
    while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
    guard header.count <= SafetensorsHeader.longest else {
      throw ModelFileError(
        file: name,
        problem: .headerLength(
          found: UInt64(header.count), largest: SafetensorsHeader.longest,
          fileSize: SafetensorsHeader.lengthSize + header.count + data.count))
    }
    var file: [UInt8] = []
    file.reserveCapacity(SafetensorsHeader.lengthSize + header.count + data.count)
    file.append(littleEndian: UInt64(header.count))
    return file + header + data
  }

  private func metadata(_ name: String) throws(ModelFileError) -> JSONValue {
    let text = blueprint.jsonText
    do {
      // The rate, for one, can be set to NaN after a blueprint was checked.
      _ = try NetworkBlueprint(json: text)
    } catch {
      throw ModelFileError(file: name, problem: .badBlueprint(error))
    }
    var texts: [(String, JSONValue)] = [
      (ModelMetadata.format, .string(ModelMetadata.formatName)),
      (ModelMetadata.version, .string(ModelMetadata.supportedVersion)),
      (ModelMetadata.blueprint, .string(text)),
    ]
    if !classNames.isEmpty {
      let names = JSONValue.array(classNames.map { .string($0) })
      texts.append((ModelMetadata.classes, .string(names.description)))
    }
    return .object(texts)
  }

  private static func problem(
    _ value: Double, tensor: String, index: Int, precision: TensorPrecision
  ) -> ModelFileError.Problem? {
    guard value.isFinite else {
      return .notFinite(tensor: tensor, index: index, value: "\(value)", position: nil)
    }
    guard precision == .float64 || Float(value).isFinite else {
      return .tooLarge(tensor: tensor, index: index, value: value)
    }
    return nil
  }
}

extension [UInt8] {
  fileprivate mutating func append(littleEndian bits: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: bits.littleEndian) { append(contentsOf: $0) }
  }
}
