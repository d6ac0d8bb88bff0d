import NetworkDescription
import TextFormats

/// Puts texts and tensors together to the bytes of a safetensors file.
struct SafetensorsWriting {
  /// What error messages call the file.
  let name: String
  /// How many bits each number gets.
  let type: NumberType
  private var entries: [(String, JSONValue)]
  /// The tensors, one after the other.
  private(set) var data: [UInt8] = []
  /// How many bytes all tensors have, those included that are only reserved.
  private var dataSize = 0

  init(name: String, type: NumberType, metadata: JSONValue) {
    self.name = name
    self.type = type
    entries = [(SafetensorsHeader.metadataKey, metadata)]
  }

  /// Makes room for a tensor behind those that are there, to learn how long the file will be.
  mutating func reserve(_ expected: ExpectedTensor) {
    let type = expected.mustBeExact ? .float64 : type
    let entry = SafetensorsHeader.Entry(type: type, shape: expected.shape, begin: dataSize)
    entries.append((expected.name, entry.json))
    dataSize = entry.end
  }

  /// Adds a tensor behind those that are there.
  ///
  /// - Throws: ``ModelFileError`` for a number that is not finite, if each must be, or too large
  ///   for the precision.
  mutating func append(_ tensor: Tensor, _ expected: ExpectedTensor) throws(ModelFileError) {
    reserve(expected)
    let type = expected.mustBeExact ? .float64 : type
    data.reserveCapacity(dataSize)
    for (index, value) in tensor.values.enumerated() {
      if expected.mustBeFinite,
        let problem = problem(value, type, tensor: expected.name, index: index)
      {
        throw ModelFileError(file: name, problem: problem)
      }
      data.append(littleEndian: value, as: type)
    }
  }

  /// The whole file: length, header, and the tensors in the order they were added.
  func file() throws(ModelFileError) -> [UInt8] { try head() + data }

  /// How many bytes the whole file has.
  func fileSize() throws(ModelFileError) -> Int { try head().count + dataSize }

  /// Length and header.
  func head() throws(ModelFileError) -> [UInt8] {
    var header = Array(JSONValue.object(entries).description.utf8)
    // The reference implementation fills up with spaces, so that the data is aligned.
    while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
    guard header.count <= SafetensorsHeader.longest else {
      throw ModelFileError(
        file: name,
        problem: .headerLength(
          found: UInt64(header.count), largest: SafetensorsHeader.longest,
          fileSize: SafetensorsHeader.lengthSize + header.count + dataSize))
    }
    var head: [UInt8] = []
    head.append(littleEndian: UInt64(header.count))
    return head + header
  }

  private func problem(
    _ value: Double, _ type: NumberType, tensor: String, index: Int
  ) -> ModelFileError.Problem? {
    guard value.isFinite else {
      return .notFinite(tensor: tensor, index: index, value: "\(value)", position: nil)
    }
    let fits =
      switch type {
      case .float64: true
      case .float16: value.magnitude < NumberType.greatestHalf
      case .float32, .brainFloat16: Float(value).isFinite
      }
    guard fits else {
      return .tooLarge(tensor: tensor, index: index, value: value)
    }
    return nil
  }
}

extension [UInt8] {
  fileprivate mutating func append(littleEndian value: Double, as type: NumberType) {
    switch type {
    case .float16: append(littleEndian: NumberType.halfPrecision(value))
    case .brainFloat16: append(littleEndian: UInt16(Float(value).bitPattern >> 16))
    case .float32: append(littleEndian: Float(value).bitPattern)
    case .float64: append(littleEndian: value.bitPattern)
    }
  }

  fileprivate mutating func append(littleEndian bits: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: bits.littleEndian) { append(contentsOf: $0) }
  }
}
