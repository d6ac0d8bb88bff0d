import NetworkDescription

/// A tensor that a file has to have.
struct ExpectedTensor {
  let name: String
  let shape: [Int]
  /// Whether each of its numbers must be finite.
  var mustBeFinite = true
  /// Whether it is written with 64 bits in any file: what a normalization takes off large inputs
  /// has more digits than 32 bits hold.
  var mustBeExact = false
}

/// Turns the bytes of a safetensors file into texts and tensors, checking everything on the way.
struct SafetensorsReading {
  /// What error messages call the file.
  let name: String
  /// How many bytes the file has.
  let size: Int
  /// Reads some of its bytes; only asked for ranges within `size`.
  let read: (Range<Int>) throws(ModelFileError) -> [UInt8]
  /// How much memory is free, as far as anything tells.
  var freeMemory: () -> Int? = { nil }

  /// Reads the header, and says where the data begins.
  func header() throws(ModelFileError) -> (header: SafetensorsHeader, dataStart: Int) {
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

  /// Reads exactly the tensors that are expected, each checked before memory is taken for it.
  func tensors(
    _ expected: [ExpectedTensor], of header: SafetensorsHeader, dataStart: Int
  ) throws(ModelFileError) -> [String: Tensor] {
    let types = try checkTensors(of: header, against: expected)
    try checkLayout(of: header, dataStart: dataStart)
    try checkMemory(for: expected)
    var tensors: [String: Tensor] = [:]
    for tensor in expected {
      guard let entry = header.entries[tensor.name], let type = types[tensor.name] else { continue }
      let bytes = try read(dataStart + entry.begin..<dataStart + entry.end)
      let values = bytes.withUnsafeBytes(type.decode)
      if tensor.mustBeFinite, let index = values.firstIndex(where: { !$0.isFinite }) {
        throw error(
          .notFinite(
            tensor: tensor.name, index: index, value: "\(values[index])",
            position: dataStart + entry.begin + index * type.size))
      }
      tensors[tensor.name] = Tensor(shape: entry.shape, values: values)
    }
    return tensors
  }

  /// Checks that exactly these tensors are there, and says of what type each is.
  private func checkTensors(
    of header: SafetensorsHeader, against expected: [ExpectedTensor]
  ) throws(ModelFileError) -> [String: NumberType] {
    var types: [String: NumberType] = [:]
    for tensor in expected {
      let name = tensor.name
      guard let entry = header.entries[name] else {
        throw error(.missingTensor(name: name, shape: tensor.shape))
      }
      guard entry.shape == tensor.shape else {
        throw error(.wrongShape(tensor: name, expected: tensor.shape, found: entry.shape))
      }
      guard let type = NumberType(rawValue: entry.type) else {
        throw error(.wrongNumberType(tensor: name, found: entry.type))
      }
      let length = tensor.shape.reduce(1, *) * type.size
      guard entry.end - entry.begin == length else {
        throw error(.wrongLength(tensor: name, expected: length, found: entry.end - entry.begin))
      }
      types[name] = type
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

  /// Refuses tensors that would take more memory than there is; a file may be larger than that.
  private func checkMemory(for expected: [ExpectedTensor]) throws(ModelFileError) {
    let counts = expected.map { $0.shape.reduce(1, *) }
    // All of them as numbers of 64 bits, and the bytes of one that is being read.
    let needed = 8 * (counts.reduce(0, +) + (counts.max() ?? 0))
    if let free = freeMemory(), needed > free {
      throw error(.noMemory(needed: needed, free: free))
    }
  }

  func error(_ problem: ModelFileError.Problem) -> ModelFileError {
    ModelFileError(file: name, problem: problem)
  }
}
