/// The shape of what one layer hands to the next: a list of numbers, or a picture.
///
/// A list of n numbers is written `[n]` in blueprint files; a picture is `[height, width, channels]`
/// and its numbers are ordered row by row, channels innermost.
public struct Shape: Hashable, Sendable {
  /// The extents: one of them for a list, three for a picture.
  public let extents: [Int]

  /// A list of numbers.
  public static func list(_ count: Int) -> Shape { Shape(extents: [count]) }

  /// A picture of `height` × `width` pixels with `channels` numbers each.
  public static func picture(height: Int, width: Int, channels: Int) -> Shape {
    Shape(extents: [height, width, channels])
  }

  /// How many numbers it holds.
  public var count: Int { extents.reduce(1, *) }

  /// Whether it is [height, width, channels].
  public var isPicture: Bool { extents.count == 3 }

  init(extents: [Int]) {
    self.extents = extents
  }
}

extension Shape: CustomStringConvertible {
  /// The shape as people write it: `784` or `28×28×1`.
  public var description: String {
    extents.map(String.init).joined(separator: "×")
  }
}
