import TextFormats

/// Tensors as blueprint files write them: lists within lists, `[[0.15, 0.25], [0.2, 0.3]]`.
extension Tensor {
  /// Reads lists within lists; those of one depth must be of one length.
  init(nested json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    var shape: [Int] = []
    var level = json
    while case .array(let items) = level {
      shape.append(items.count)
      guard let first = items.first else { break }
      level = first
    }
    guard !shape.isEmpty else {
      throw .wrongType(
        path: path, expected: "numbers in lists, such as [[0.5, -0.5]]", found: json.kind)
    }
    var values: [Double] = []
    try Self.append(json, shape[...], at: path, to: &values)
    self.init(shape: shape, values: values)
  }

  private static func append(
    _ json: JSONValue, _ shape: ArraySlice<Int>, at path: JSONPath, to values: inout [Double]
  ) throws(BlueprintError) {
    guard let count = shape.first else {
      values.append(try number(json, at: path))
      return
    }
    guard case .array(let items) = json, items.count == count else {
      throw .wrongType(
        path: path, expected: "a list of \(count), as the first one beside it", found: json.kind)
    }
    for (index, item) in items.enumerated() {
      try append(item, shape.dropFirst(), at: path.appending(index: index), to: &values)
    }
  }

  private static func number(_ json: JSONValue, at path: JSONPath) throws(BlueprintError) -> Double
  {
    switch json {
    case .integer(let number): return Double(number)
    case .number(let number) where number.isFinite: return number
    case .number(let number):
      throw .wrongType(path: path, expected: "a finite number", found: "\(number)")
    default: throw .wrongType(path: path, expected: "a number", found: json.kind)
    }
  }

  /// The numbers as lists within lists.
  var nestedJSON: JSONValue { Self.nested(values[...], shape[...]) }

  private static func nested(_ values: ArraySlice<Double>, _ shape: ArraySlice<Int>) -> JSONValue {
    guard let count = shape.first else { return .number(values.first ?? 0) }
    let size = values.count / max(1, count)
    return .array(
      (0..<count).map { index in
        let start = values.startIndex + index * size
        return nested(values[start..<start + size], shape.dropFirst())
      })
  }
}

extension ParameterSpecification {
  /// Refuses numbers to start with that are not as many, or not arranged, as the layer needs.
  func checkStart(ofLayer index: Int, _ kind: String) throws(BlueprintError) {
    guard case .given(let tensor) = initializer else { return }
    let what = role == .bias ? "biases" : "weights"
    guard tensor.shape == shape, tensor.values.count == count else {
      throw .badLayer(
        index: index, kind: kind, expected: "\(what) shaped \(shape), which is \(extents)",
        found: "\(tensor.shape)".shortenedOnOneLine)
    }
  }

  /// What the extents stand for.
  private var extents: String {
    switch shape.count {
    case 1: "one for each unit"
    case 2: "[inputs, units]"
    default: "[kernel height, kernel width, channels, filters]"
    }
  }
}
