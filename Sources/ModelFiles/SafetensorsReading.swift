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

/// Where a tensor's numbers lie in a file, and of what type they are.
struct TensorPlace {
  let tensor: ExpectedTensor
  let bytes: Range<Int>
  let type: NumberType
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
    try tensors(at: places(of: expected, in: header, dataStart: dataStart))
  }

  /// Reads tensors, if there is memory for them.
  func tensors(at places: [TensorPlace]) throws(ModelFileError) -> [String: Tensor] {
    try checkMemory(for: places)
    var tensors: [String: Tensor] = [:]
    for place in places {
      var values: [Double] = []
      values.reserveCapacity(place.tensor.shape.reduce(1, *))
      try forEachBlock(of: place) { (block: [Double]) in values += block }
      tensors[place.tensor.name] = Tensor(shape: place.tensor.shape, values: values)
    }
    return tensors
  }

  /// Finds exactly the tensors that are expected, and checks all but their numbers.
  func places(
    of expected: [ExpectedTensor], in header: SafetensorsHeader, dataStart: Int
  ) throws(ModelFileError) -> [TensorPlace] {
    let places = try expected.map { tensor throws(ModelFileError) in
      try place(of: tensor, in: header, dataStart: dataStart)
    }
    let names = Set(expected.map { $0.name })
    if let extra = header.entries.keys.filter({ !names.contains($0) }).min() {
      throw error(.extraTensor(name: extra))
    }
    try checkLayout(of: header, dataStart: dataStart)
    return places
  }

  private func place(
    of tensor: ExpectedTensor, in header: SafetensorsHeader, dataStart: Int
  ) throws(ModelFileError) -> TensorPlace {
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
    return TensorPlace(
      tensor: tensor, bytes: dataStart + entry.begin..<dataStart + entry.end, type: type)
  }

  /// Hands on the numbers of a tensor, block after block: memory that is used again need not be
  /// asked for.
  func forEachBlock<Number: BinaryFloatingPoint>(
    of place: TensorPlace, _ body: ([Number]) -> Void
  ) throws(ModelFileError) {
    let (type, size) = (place.type, place.type.size)
    var rest = place.bytes
    while !rest.isEmpty {
      let block = rest.prefix(Self.blockCount * size)
      let bytes = try read(block)
      if place.tensor.mustBeFinite,
        let index = bytes.withUnsafeBytes(type.firstThatIsNotFinite)
      {
        let position = block.lowerBound + index * size
        let values = bytes.withUnsafeBytes(type.decode)
        throw error(
          .notFinite(
            tensor: place.tensor.name, index: (position - place.bytes.lowerBound) / size,
            value: "\(values[index])", position: position))
      }
      body(bytes.withUnsafeBytes { type.decode($0, as: Number.self) })
      rest = block.upperBound..<rest.upperBound
    }
  }

  /// How many numbers are read at once.
  private static let blockCount = 1 << 13

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
  private func checkMemory(for places: [TensorPlace]) throws(ModelFileError) {
    // All of them as numbers of 64 bits.
    let needed = places.reduce(0) { $0 + 8 * $1.tensor.shape.reduce(1, *) }
    if let free = freeMemory(), needed > free {
      throw error(.noMemory(needed: needed, free: free))
    }
  }

  func error(_ problem: ModelFileError.Problem) -> ModelFileError {
    ModelFileError(file: name, problem: problem)
  }
}
