/// A rectangle of whole pixels; x counts columns from the left, y rows from the top.
public struct PixelBox: Sendable, Equatable, Hashable {
  /// The leftmost column.
  public var x: Int
  /// The topmost row.
  public var y: Int
  /// The number of columns.
  public var width: Int
  /// The number of rows.
  public var height: Int

  /// Makes a box of its corner and size.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The first column right of the box.
  package var right: Int { x + width }
  /// The first row below the box.
  package var bottom: Int { y + height }
  /// The longer side.
  var side: Int { max(width, height) }
  /// The middle, from left to right.
  var middleX: Double { Double(x) + Double(width) / 2 }
  /// The middle, from top to bottom.
  var middleY: Double { Double(y) + Double(height) / 2 }

  /// The smallest box that holds two.
  func union(_ other: PixelBox) -> PixelBox {
    let left = min(x, other.x)
    let top = min(y, other.y)
    return PixelBox(
      x: left, y: top, width: max(right, other.right) - left,
      height: max(bottom, other.bottom) - top)
  }

  /// The box grown by a margin on all sides, but not beyond a picture of the given size.
  func grown(by margin: Int, insideWidth: Int, height insideHeight: Int) -> PixelBox {
    let left = max(x - margin, 0)
    let top = max(y - margin, 0)
    return PixelBox(
      x: left, y: top, width: min(right + margin, insideWidth) - left,
      height: min(bottom + margin, insideHeight) - top)
  }

  /// Whether it comes within a margin of the border of a picture of the given size.
  func touchesBorder(within margin: Int = 0, ofWidth width: Int, height: Int) -> Bool {
    x <= margin || y <= margin || right >= width - margin || bottom >= height - margin
  }

  /// Whether it comes within a pixel of two sides of a picture that meet.
  func liesInCorner(ofWidth pictureWidth: Int, height pictureHeight: Int) -> Bool {
    (x <= 1 || right >= pictureWidth - 1) && (y <= 1 || bottom >= pictureHeight - 1)
  }

  /// How many columns two boxes share; negative: the gap between them.
  func sharedColumns(with other: PixelBox) -> Int {
    min(right, other.right) - max(x, other.x)
  }

  /// How many rows two boxes share; negative: the gap between them.
  func sharedRows(with other: PixelBox) -> Int {
    min(bottom, other.bottom) - max(y, other.y)
  }
}
