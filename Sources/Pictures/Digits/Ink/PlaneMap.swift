/// A projection of one plane on another, as a camera makes of a sheet of paper.
///
/// P. Heckbert, "Fundamentals of Texture Mapping and Image Warping", 1989.
struct PlaneMap: Sendable, Equatable {
  private var rows: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)

  static func == (one: PlaneMap, other: PlaneMap) -> Bool { one.rows == other.rows }

  /// What enlarges by a factor.
  init(scale: Double) {
    rows = ([scale, 0, 0], [0, scale, 0], [0, 0, 1])
  }

  /// What brings a rectangle of some size, whose upper left corner is (0, 0), to four corners.
  ///
  /// - Parameter corners: Upper left, upper right, lower right, lower left.
  init(width: Double, height: Double, to corners: [SIMD2<Double>]) {
    let (a, b, c, d) = (corners[0], corners[1], corners[2], corners[3])
    let (right, left, sum) = (b - c, d - c, a - b + c - d)
    let area = right.x * left.y - left.x * right.y
    let g = area == 0 ? 0 : (sum.x * left.y - left.x * sum.y) / area
    let h = area == 0 ? 0 : (right.x * sum.y - sum.x * right.y) / area
    let (u, v) = (b - a + g * b, d - a + h * d)
    rows = (
      [u.x / width, v.x / height, a.x], [u.y / width, v.y / height, a.y],
      [g / width, h / height, 1]
    )
  }

  /// What brings a rectangle of some size, whose upper left corner is (0, 0), to a parallelogram.
  ///
  /// - Parameters:
  ///   - right: From its middle to that of its right side.
  ///   - low: From its middle to that of its lower side.
  init(
    width: Double, height: Double, around middle: SIMD2<Double>, right: SIMD2<Double>,
    low: SIMD2<Double>
  ) {
    self.init(
      width: width, height: height,
      to: [middle - right - low, middle + right - low, middle + right + low, middle - right + low])
  }

  /// What turns a picture of some size by an angle: from the turned one, which has room for all of
  /// it, to the picture itself.
  static func turning(
    width: Int, height: Int, slope: Double
  ) -> (map: PlaneMap, width: Int, height: Int) {
    let length = (1 + slope * slope).squareRoot()
    let (along, down) = (SIMD2(1, slope) / length, SIMD2(-slope, 1) / length)
    let (w, h) = (Double(width), Double(height))
    let turned = SIMD2(w + h * abs(slope), h + w * abs(slope)) / length
    let middle = SIMD2(w, h) / 2
    let (right, low) = (along * (turned.x / 2), down * (turned.y / 2))
    let map = PlaneMap(
      width: turned.x, height: turned.y, around: middle, right: right, low: low)
    return (map, Int(turned.x), Int(turned.y))
  }

  /// What this map does after another.
  func after(_ first: PlaneMap) -> PlaneMap {
    func product(_ row: SIMD3<Double>) -> SIMD3<Double> {
      first.rows.0 * row.x + first.rows.1 * row.y + first.rows.2 * row.z
    }
    var map = self
    map.rows = (product(rows.0), product(rows.1), product(rows.2))
    return map
  }

  /// Where a place comes to lie.
  func apply(_ place: SIMD2<Double>) -> SIMD2<Double> {
    let homogeneous = SIMD3(place.x, place.y, 1)
    let depth = (rows.2 * homogeneous).sum()
    return SIMD2((rows.0 * homogeneous).sum(), (rows.1 * homogeneous).sum()) / depth
  }

  /// The smallest box around a box that has been mapped, within a picture of the given size.
  func apply(_ box: PixelBox, insideWidth width: Int, height: Int) -> PixelBox {
    let places = [(box.x, box.y), (box.right, box.y), (box.x, box.bottom), (box.right, box.bottom)]
      .map { apply(SIMD2(Double($0.0), Double($0.1))) }
    let low = places.reduce(places[0], pointwiseMin)
    let high = places.reduce(places[0], pointwiseMax)
    func pixel(_ place: Double, most: Int) -> Int { Int(min(max(place, 0), Double(most))) }
    let left = pixel(low.x + 1e-9, most: width - 1)
    let top = pixel(low.y + 1e-9, most: height - 1)
    let right = pixel((high.x - 1e-9).rounded(.up), most: width)
    let bottom = pixel((high.y - 1e-9).rounded(.up), most: height)
    return PixelBox(
      x: left, y: top, width: max(right - left, 1), height: max(bottom - top, 1))
  }

  /// The picture that shows at each place what lies where the place is mapped to.
  ///
  /// Beyond the borders lies what lies on them.
  func resampled(_ picture: InkPicture, width: Int, height: Int) -> InkPicture {
    var result = InkPicture(width: width, height: height)
    let (maxX, maxY) = (Double(picture.width - 1), Double(picture.height - 1))
    result.amounts.withUnsafeMutableBufferPointer { results in
      picture.amounts.withUnsafeBufferPointer { amounts in
        for y in 0..<height {
          for x in 0..<width {
            let place = apply(SIMD2(Double(x) + 0.5, Double(y) + 0.5)) - 0.5
            let (px, py) = (min(max(place.x, 0), maxX), min(max(place.y, 0), maxY))
            let (left, top) = (min(Int(px), picture.width - 2), min(Int(py), picture.height - 2))
            let (right, down) = (Float(px - Double(left)), Float(py - Double(top)))
            let first = top * picture.width + left
            let upper = amounts[first] * (1 - right) + amounts[first + 1] * right
            let lower =
              amounts[first + picture.width] * (1 - right)
              + amounts[first + picture.width + 1] * right
            results[y * width + x] = upper * (1 - down) + lower * down
          }
        }
      }
    }
    return result
  }
}
