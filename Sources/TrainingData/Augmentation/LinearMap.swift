#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A linear map of the plane, by the images of its two unit vectors.
struct LinearMap: Equatable {
  let x: SIMD2<Double>
  let y: SIMD2<Double>

  static func rotation(_ angle: Double) -> LinearMap {
    LinearMap(x: SIMD2(cos(angle), sin(angle)), y: SIMD2(-sin(angle), cos(angle)))
  }

  static func shear(_ columnsPerRow: Double) -> LinearMap {
    LinearMap(x: SIMD2(1, 0), y: SIMD2(columnsPerRow, 1))
  }

  static func stretch(_ width: Double) -> LinearMap {
    LinearMap(x: SIMD2(width, 0), y: SIMD2(0, 1))
  }

  func scaled(by factor: Double) -> LinearMap {
    LinearMap(x: x * factor, y: y * factor)
  }

  @inline(__always)
  func apply(_ point: SIMD2<Double>) -> SIMD2<Double> {
    x * point.x + y * point.y
  }

  /// First the right map, then the left one.
  static func * (left: LinearMap, right: LinearMap) -> LinearMap {
    LinearMap(x: left.apply(right.x), y: left.apply(right.y))
  }

  /// The map that undoes this one; nil when it flattens the plane.
  var inverse: LinearMap? {
    let determinant = x.x * y.y - x.y * y.x
    guard abs(determinant) > 1e-9 else { return nil }
    return LinearMap(x: SIMD2(y.y, -x.y) / determinant, y: SIMD2(-y.x, x.x) / determinant)
  }
}
