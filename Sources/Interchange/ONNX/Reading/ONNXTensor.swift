import ModelFiles
import SystemFiles

/// The numbers of a constant in an ONNX file, checked against what the file says of them.
struct ONNXTensor: Equatable {
  /// The extents, outermost first; none for a single number.
  let dims: [Int]
  /// The numbers, row by row.
  ///
  /// Whole ones beyond 2⁵³ lose their last digits, which no shape has.
  let values: [Double]
  /// Whether they are whole numbers, which division leaves whole.
  let isWhole: Bool

  init(dims: [Int], values: [Double], isWhole: Bool = false) {
    self.dims = dims
    self.values = values
    self.isWhole = isWhole
  }

  /// A list of whole numbers, such as a shape.
  init(list: [Int]) {
    self.init(dims: [list.count], values: list.map(Double.init), isWhole: true)
  }

  /// The numbers as whole ones, those that are too large as the largest.
  var integers: [Int] { values.map(Self.integer) }

  /// The only number, where there is just one.
  var single: Double? { values.count == 1 ? values[0] : nil }

  private static func integer(_ value: Double) -> Int {
    Int(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max)
  }
}

extension ONNXTensor {
  /// Reads a tensor of a file.
  ///
  /// - Parameter folder: Where its data may lie if it is not in the file; nil for nowhere.
  init(_ tensor: ONNXTensorProto, in folder: String?) throws(ImportProblem) {
    let place = "tensor '\(tensor.name)'"
    guard let count = Self.count(tensor.dims) else {
      throw ImportProblem(
        place, "expected extents of a tensor that fits in memory, found \(tensor.dims)")
    }
    let values = try Self.values(of: tensor, count: count, place, folder)
    guard values.count == count else {
      throw ImportProblem(
        place, "expected \(count) numbers for the shape \(tensor.dims), found \(values.count)")
    }
    let real: [ONNXTensorProto.DataType] = [.float, .double, .float16, .bfloat16]
    self.init(
      dims: tensor.dims.map(Int.init), values: values, isWhole: !real.contains(tensor.dataType))
  }

  /// How many numbers there are; nil if no memory could hold them.
  static func count(_ dims: [Int64]) -> Int? {
    var count: Int64 = 1
    for extent in dims {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard extent >= 0, !overflow, product <= Int64(mostNumbers) else { return nil }
      count = product
    }
    return Int(count)
  }

  /// A network of a gigabyte; more is no network to be looked at link by link.
  static let mostNumbers = 1 << 28

  private static func values(
    of tensor: ONNXTensorProto, count: Int, _ place: String, _ folder: String?
  ) throws(ImportProblem) -> [Double] {
    if tensor.dataLocation == .external {
      let bytes = try ExternalData(tensor, place).read(in: folder)
      return try decoded(bytes, tensor.dataType, count: count, place)
    }
    if !tensor.rawData.isEmpty {
      return try decoded(Array(tensor.rawData), tensor.dataType, count: count, place)
    }
    switch tensor.dataType {
    case .float: return tensor.floatData.map(Double.init)
    case .double: return tensor.doubleData
    case .int64: return tensor.int64Data.map(Double.init)
    case .uint32, .uint64: return tensor.uint64Data.map(Double.init)
    case .float16, .bfloat16:
      let bits = tensor.int32Data.flatMap {
        [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
      }
      return try decoded(bits, tensor.dataType, count: count, place)
    case .int32, .int16, .int8, .uint16, .uint8, .bool: return tensor.int32Data.map(Double.init)
    case .undefined, .string, .UNRECOGNIZED: throw unreadable(tensor.dataType, place)
    }
  }

  private static func decoded(
    _ bytes: [UInt8], _ type: ONNXTensorProto.DataType, count: Int, _ place: String
  ) throws(ImportProblem) -> [Double] {
    let number: (size: Int, decode: (UnsafeRawBufferPointer) -> [Double]) =
      switch type {
      case .float: (4, NumberType.float32.decode)
      case .double: (8, NumberType.float64.decode)
      case .float16: (2, NumberType.float16.decode)
      case .bfloat16: (2, NumberType.brainFloat16.decode)
      case .int64: (8, { whole($0, Int64.self) })
      case .int32: (4, { whole($0, Int32.self) })
      case .int16: (2, { whole($0, Int16.self) })
      case .int8: (1, { whole($0, Int8.self) })
      case .uint64: (8, { whole($0, UInt64.self) })
      case .uint32: (4, { whole($0, UInt32.self) })
      case .uint16: (2, { whole($0, UInt16.self) })
      case .uint8, .bool: (1, { whole($0, UInt8.self) })
      case .undefined, .string, .UNRECOGNIZED: throw unreadable(type, place)
      }
    guard bytes.count == count * number.size else {
      throw ImportProblem(
        place, "expected \(count * number.size) bytes of data, found \(bytes.count)")
    }
    return bytes.withUnsafeBytes(number.decode)
  }

  private static func whole<Number: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: UnsafeRawBufferPointer, _: Number.Type
  ) -> [Double] {
    let size = MemoryLayout<Number>.size
    return (0..<bytes.count / size).map {
      Double(Number(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * size, as: Number.self)))
    }
  }

  private static func unreadable(
    _ type: ONNXTensorProto.DataType, _ place: String
  ) -> ImportProblem {
    ImportProblem(place, "expected numbers, found type \(type.rawValue): convert it to FLOAT")
  }
}

/// Data that lies in a file of its own, beside the model.
private struct ExternalData {
  private let location: String
  private let offset: Int
  private let length: Int?
  private let place: String

  init(_ tensor: ONNXTensorProto, _ place: String) throws(ImportProblem) {
    var entries: [String: String] = [:]
    for entry in tensor.externalData { entries[entry.key] = entry.value }
    self.place = place
    location = entries["location"] ?? ""
    offset = Int(entries["offset"] ?? "0") ?? -1
    length = entries["length"].map { Int($0) ?? -1 }
    guard offset >= 0, (length ?? 0) >= 0 else {
      throw ImportProblem(
        place,
        "expected an offset and a length of at least 0, found \(entries["offset"] ?? "none") "
          + "and \(entries["length"] ?? "none")")
    }
  }

  /// Only what lies in the model's own folder is read, wherever a hostile file points to.
  func read(in folder: String?) throws(ImportProblem) -> [UInt8] {
    let parts = location.split(separator: "/", omittingEmptySubsequences: false)
    guard !location.isEmpty, !parts.contains(".."), !parts.contains(""), !location.contains("\0")
    else {
      throw ImportProblem(
        place, "expected data in a file beside the model, found '\(location)': put it there")
    }
    guard let folder else {
      throw ImportProblem(place, "its data is in '\(location)', which is not at hand")
    }
    let path = "\(folder)/\(location)"
    guard FileType(ofPath: path, followingLinks: false) == .file else {
      throw ImportProblem(place, "expected its data in \(path), found no file there")
    }
    do {
      let file = try OrdinaryFile(path)
      let (end, overflow) = offset.addingReportingOverflow(length ?? max(0, file.size - offset))
      guard !overflow, offset <= file.size, end <= file.size else {
        throw ImportProblem(
          place,
          "expected data up to byte \(overflow ? .max : end) of \(path), found "
            + "\(file.size) bytes")
      }
      return try file.read(offset..<end)
    } catch let problem as ImportProblem {
      throw problem
    } catch {
      throw ImportProblem(place, "\(path): cannot read it: \(error)")
    }
  }
}
