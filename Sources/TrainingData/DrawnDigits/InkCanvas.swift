import Pictures

/// A sheet that strokes are drawn on: one byte of ink a pixel, 0 for none, 255 for full.
///
/// Edges are smooth: a pixel that is half covered gets half the ink.
public struct InkCanvas: Equatable, Sendable {
  /// Pixels in a row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// The ink, row by row.
  public private(set) var ink: [UInt8]

  /// An empty sheet.
  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    ink = [UInt8](repeating: 0, count: self.width * self.height)
  }

  /// Draws a stroke; its coordinates are pixels, (0, 0) the upper left corner of the sheet.
  ///
  /// - Parameters:
  ///   - stroke: Where the pen goes and how hard it presses.
  ///   - penWidth: The width of a stroke at pressure 1, in pixels.
  /// - Complexity: O(pixels near the stroke), for each piece of its path.
  public mutating func draw(_ stroke: PenStroke, penWidth: Double) {
    let path = stroke.path
    let radii = stroke.pressure.map { $0 * penWidth / 2 }
    for index in path.indices {
      let next = min(index + 1, path.endIndex - 1)
      if next > index || path.count == 1 {
        drawPiece(from: path[index], to: path[next], radii[index], radii[next])
      }
    }
  }

  /// Draws one straight piece with round ends: the pixels nearer to it than its radius.
  private mutating func drawPiece(
    from start: SIMD2<Double>, to end: SIMD2<Double>, _ startRadius: Double, _ endRadius: Double
  ) {
    let reach = max(startRadius, endRadius) + 0.5
    let columns = pixels(min(start.x, end.x) - reach, max(start.x, end.x) + reach, limit: width)
    let rows = pixels(min(start.y, end.y) - reach, max(start.y, end.y) + reach, limit: height)
    let direction = end - start
    let lengthSquared = (direction * direction).sum()
    let scale = lengthSquared > 0 ? 1 / lengthSquared : 0
    let width = width
    ink.withUnsafeMutableBufferPointer { ink in
      for row in rows {
        for column in columns {
          // The nearest place on the piece, as a part of the way from its start to its end.
          let offset = SIMD2(Double(column) + 0.5, Double(row) + 0.5) - start
          let along = min(1, max(0, (offset * direction).sum() * scale))
          let gap = offset - direction * along
          let radius = startRadius + (endRadius - startRadius) * along
          let cover = radius + 0.5 - (gap * gap).sum().squareRoot()
          guard cover > 0 else { continue }
          // A pen narrower than a pixel cannot cover it all.
          let most = min(1, 2 * radius)
          let byte = UInt8(min(most, cover) * 255 + 0.5)
          let index = row * width + column
          ink[index] = max(ink[index], byte)
        }
      }
    }
  }

  /// The pixels between two coordinates that are on the sheet.
  private func pixels(_ low: Double, _ high: Double, limit: Int) -> Range<Int> {
    let first = Int(max(0, min(Double(limit), low.rounded(.down))))
    let last = Int(max(0, min(Double(limit), high.rounded(.up))))
    return first..<max(first, last)
  }

  /// The sheet as a picture in two colours, blended where a pixel is partly covered.
  public func picture(ink inkColour: Colour, paper: Colour) -> ColourPicture {
    var picture = ColourPicture(width: width, height: height, filledWith: paper)
    for y in 0..<height {
      for x in 0..<width where ink[y * width + x] > 0 {
        picture[x, y] = paper.mixed(with: inkColour, share: Int(ink[y * width + x]))
      }
    }
    return picture
  }
}

extension Colour {
  /// This colour with `share` of 255 parts replaced by another one.
  fileprivate func mixed(with other: Colour, share: Int) -> Colour {
    func mix(_ own: UInt8, _ theirs: UInt8) -> UInt8 {
      UInt8((Int(own) * (255 - share) + Int(theirs) * share + 127) / 255)
    }
    return Colour(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }
}
