import NetworkDescription

/// A way to understand the extents of a file's input, which says neither whether the first counts
/// samples nor whether a picture's channels are first or last.
struct InputReading {
  /// What the extents of one sample are.
  enum Order {
    case channelsFirst, channelsLast
    /// Rows and columns of grey.
    case grey
    case list
  }

  /// Whether the first extent counts samples.
  let hasBatch: Bool
  /// What the others are, where no operator says it.
  let order: Order

  /// The ways to try, the likeliest first.
  static func likely(for dims: [Int?]) -> [InputReading] {
    var ways = readings(of: Array(dims.dropFirst())).map { InputReading(hasBatch: true, order: $0) }
    // A first extent that is open can only count samples; one of 1 says nothing either way.
    if let first = dims.first.flatMap({ $0 }), first > 1 || dims.count == 1 {
      ways += readings(of: dims).map { InputReading(hasBatch: false, order: $0) }
    }
    return ways
  }

  private static func readings(of dims: [Int?]) -> [Order] {
    switch dims.count {
    case 2 where (dims[0] ?? 1) > 1 && (dims[1] ?? 1) > 1: return [.grey, .list]
    case 3:
      // Grey, or 3 or 4 colours.
      let colours: [Int?] = [1, 3, 4]
      let isLast = colours.contains(dims[2]) && !colours.contains(dims[0])
      return isLast
        ? [.channelsLast, .channelsFirst, .list] : [.channelsFirst, .channelsLast, .list]
    default: return [.list]
    }
  }

  /// The shape of a picture of these extents; nil for a list.
  func picture(of dims: [Int]) -> Shape? {
    switch order {
    case .channelsFirst: .picture(height: dims[1], width: dims[2], channels: dims[0])
    case .channelsLast: .picture(height: dims[0], width: dims[1], channels: dims[2])
    case .grey: .picture(height: dims[0], width: dims[1], channels: 1)
    case .list: nil
    }
  }
}
