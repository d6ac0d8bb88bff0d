import NetworkBlueprint

/// Turns the bytes of a model file into a model, checking everything on the way.
struct ModelReading {
  /// What error messages call the file.
  let name: String
  /// How many bytes the file has.
  let size: Int
  /// Reads some of its bytes; only asked for ranges within `size`.
  let read: (Range<Int>) throws(ModelFileError) -> [UInt8]

  /// Reads header, blueprint and tensors, in this order, each checked before the next is read.
  func model() throws(ModelFileError) -> TrainedModel {
    let (header, dataStart) = try header()
    try checkFormat(of: header)
    let blueprint = try blueprint(in: header)
    let classNames = try classNames(in: header, of: blueprint)
    let types = try checkTensors(of: header, against: blueprint)
    try checkLayout(of: header, dataStart: dataStart)
    var tensors: [String: Tensor] = [:]
    for (tensor, entry) in header.entries {
      guard let type = types[tensor] else { continue }
      let bytes = try read(dataStart + entry.begin..<dataStart + entry.end)
      let values = bytes.withUnsafeBytes(type.decode)
      if let index = values.firstIndex(where: { !$0.isFinite }) {
        throw error(
          .notFinite(
            tensor: tensor, index: index, value: "\(values[index])",
            position: dataStart + entry.begin + index * type.size))
      }
      tensors[tensor] = Tensor(shape: entry.shape, values: values)
    }
    do {
      return try TrainedModel(
        blueprint: blueprint, parameters: Parameters(tensors), classNames: classNames)
    } catch {
      throw self.error(.badBlueprint(error))
    }
  }

  private func header() throws(ModelFileError) -> (header: SafetensorsHeader, dataStart: Int) {
    let lengthSize = SafetensorsHeader.lengthSize
    guard size >= lengthSize else { throw error(.tooShort(expected: lengthSize, found: size)) }
    let length = try read(0..<lengthSize).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let largest = min(SafetensorsHeader.longest, size - lengthSize)
    guard length <= UInt64(largest) else {
      throw error(.headerLength(found: length, largest: largest, fileSize: size))
    }
    let dataStart = lengthSize + Int(length)
    guard let text = String(validating: try read(lengthSize..<dataStart), as: UTF8.self) else {
      throw error(.badHeader(problem: "expected UTF-8, found other bytes"))
    }
    do {
      return (try SafetensorsHeader(json: text), dataStart)
    } catch .notJSON(let problem) {
      throw error(.badHeader(problem: problem))
    } catch {
      throw self.error(.badHeader(problem: error.description))
    }
  }

  private func checkFormat(of header: SafetensorsHeader) throws(ModelFileError) {
    guard header.metadata[ModelMetadata.format] == ModelMetadata.formatName else {
      throw error(
        .notAModel(missing: "\"\(ModelMetadata.format)\": \"\(ModelMetadata.formatName)\""))
    }
    let version = try text(ModelMetadata.version, in: header)
    guard version == ModelMetadata.supportedVersion else {
      throw error(
        .unsupportedVersion(found: version, supported: ModelMetadata.supportedVersion))
    }
  }

  private func blueprint(in header: SafetensorsHeader) throws(ModelFileError) -> NetworkBlueprint {
    let text = try text(ModelMetadata.blueprint, in: header)
    do {
      return try NetworkBlueprint(json: text)
    } catch {
      throw self.error(.badBlueprint(error))
    }
  }

  private func classNames(
    in header: SafetensorsHeader, of blueprint: NetworkBlueprint
  ) throws(ModelFileError) -> [String] {
    guard let text = header.metadata[ModelMetadata.classes] else { return [] }
    let expected = "a list of texts in JSON, such as [\"no\",\"yes\"]"
    guard let json = try? JSONValue(parsing: text), case .array(let items) = json else {
      throw error(.badClassNames(expected: expected, found: text.shortenedOnOneLine))
    }
    var names: [String] = []
    for item in items {
      guard case .string(let name) = item else {
        throw error(.badClassNames(expected: expected, found: "\(item.kind) in the list"))
      }
      names.append(name)
    }
    if let expected = TrainedModel.expectedClassNames(of: blueprint, insteadOf: names) {
      throw error(.badClassNames(expected: expected, found: "\(names.count)"))
    }
    return names
  }

  /// Checks that exactly the blueprint's tensors are there, and says of what type each is.
  private func checkTensors(
    of header: SafetensorsHeader, against blueprint: NetworkBlueprint
  ) throws(ModelFileError) -> [String: NumberType] {
    var types: [String: NumberType] = [:]
    for (tensor, specification) in blueprint.parameterSpecifications {
      guard let entry = header.entries[tensor] else {
        throw error(.missingTensor(name: tensor, shape: specification.shape))
      }
      guard entry.shape == specification.shape else {
        throw error(
          .wrongShape(tensor: tensor, expected: specification.shape, found: entry.shape))
      }
      guard let type = NumberType(rawValue: entry.type) else {
        throw error(.wrongNumberType(tensor: tensor, found: entry.type))
      }
      let length = specification.count * type.size
      guard entry.end - entry.begin == length else {
        throw error(
          .wrongLength(tensor: tensor, expected: length, found: entry.end - entry.begin))
      }
      types[tensor] = type
    }
    if let extra = header.entries.keys.filter({ types[$0] == nil }).min() {
      throw error(.extraTensor(name: extra))
    }
    return types
  }

  /// Checks that the tensors lie one after the other and fill the file, as the format demands.
  private func checkLayout(
    of header: SafetensorsHeader, dataStart: Int
  ) throws(ModelFileError) {
    var position = 0
    for (tensor, entry) in header.entries.sorted(by: { $0.value.begin < $1.value.begin }) {
      guard entry.begin == position else {
        throw error(.misplaced(tensor: tensor, expected: position, found: entry.begin))
      }
      position = entry.end
    }
    guard dataStart + position == size else {
      throw error(.wrongSize(expected: dataStart + position, found: size))
    }
  }

  private func text(
    _ key: String, in header: SafetensorsHeader
  ) throws(ModelFileError) -> String {
    guard let text = header.metadata[key] else {
      throw error(.notAModel(missing: "\"\(key)\""))
    }
    return text
  }

  private func error(_ problem: ModelFileError.Problem) -> ModelFileError {
    ModelFileError(file: name, problem: problem)
  }
}
