import TextFormats

/// By how many pixels a window reaches over each edge of a picture.
public struct EdgePixels: Hashable, Sendable {
  /// Above the first row.
  public var top: Int
  /// Before the first column.
  public var left: Int
  /// Below the last row.
  public var bottom: Int
  /// After the last column.
  public var right: Int

  /// Names the pixels at each edge.
  public init(top: Int, left: Int, bottom: Int, right: Int) {
    self.top = top
    self.left = left
    self.bottom = bottom
    self.right = right
  }

  /// Refuses windows that would lie beyond the picture altogether, where there is nothing to see.
  func check(
    against size: PixelExtent, sizeName: String, kind: String, at index: Int
  ) throws(BlueprintError) {
    let fits =
      (0..<size.height).contains(top) && (0..<size.height).contains(bottom)
      && (0..<size.width).contains(left) && (0..<size.width).contains(right)
    guard fits else {
      throw .badLayer(
        index: index, kind: kind,
        expected: "a padding from 0 to less than the \(sizeName) of \(size)",
        found: "[\(top), \(left), \(bottom), \(right)]")
    }
  }
}

extension EdgePixels: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    var numbers: [Int] = []
    if case .array(let items) = json {
      for case .integer(let number) in items { numbers.append(number) }
      if numbers.count != items.count { numbers = [] }
    }
    guard numbers.count == 4 else {
      throw .wrongType(
        path: path, expected: "\"valid\", \"same\" or [top, left, bottom, right]",
        found: json.kind)
    }
    self.init(top: numbers[0], left: numbers[1], bottom: numbers[2], right: numbers[3])
  }

  package var json: JSONValue {
    .array([.integer(top), .integer(left), .integer(bottom), .integer(right)])
  }
}
