import TextFormats

/// A height and a width in pixels: the size of a window, or how far it moves on.
public struct PixelExtent: Hashable, Sendable {
  /// How many rows.
  public var height: Int
  /// How many columns.
  public var width: Int

  /// Puts a height and a width together.
  public init(height: Int, width: Int) {
    self.height = height
    self.width = width
  }

  /// The same in both directions.
  public init(_ side: Int) {
    self.init(height: side, width: side)
  }
}

extension PixelExtent: ExpressibleByIntegerLiteral {
  /// The same in both directions: `let kernel: PixelExtent = 3`.
  public init(integerLiteral side: Int) {
    self.init(side)
  }
}

extension PixelExtent: CustomStringConvertible {
  /// The extent as people write it: `3×3`.
  public var description: String { "\(height)×\(width)" }
}

extension PixelExtent: JSONRepresentable {
  package init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    switch json {
    case .integer(let side): self.init(side)
    case .array(let items):
      guard items.count == 2, case .integer(let height) = items[0],
        case .integer(let width) = items[1]
      else { fallthrough }
      self.init(height: height, width: width)
    default:
      throw .wrongType(
        path: path, expected: "a whole number, or [height, width]", found: json.kind)
    }
  }

  package var json: JSONValue { .array([.integer(height), .integer(width)]) }
}
