import MatrixKernels
import NetworkDescription

/// How fast one product of matrices is on one core in single precision, and how fast it could be.
public struct KernelSpeed: Sendable {
  /// What was computed.
  public let name: String
  /// Floating-point operations a second; a multiply-add is two.
  public let achieved: Double
  /// The best this core did meanwhile, with multiply-adds that wait for nothing.
  public let peak: Double

  init(_ name: String, _ speed: GlassboxSpeed) {
    self.name = name
    achieved = speed.achieved
    peak = speed.peak
  }

  /// Measures the products of a dense layer: sums, gradient and input sensitivities.
  ///
  /// - Parameter seconds: How long each of them is measured.
  public static func dense(
    batch: Int, inputs: Int, units: Int, kernels: KernelChoice, seconds: Double
  ) -> [KernelSpeed] {
    func measure(
      _ rows: Int, _ columns: Int, _ depth: Int, aIsTransposed: Bool = false,
      bIsTransposed: Bool = false
    ) -> KernelSpeed {
      let shape = GlassboxProductShape(
        rows: rows, columns: columns, depth: depth, a_is_transposed: aIsTransposed,
        b_is_transposed: bIsTransposed, skips_zeros: false,
        a_stride: aIsTransposed ? rows : depth, b_stride: bIsTransposed ? depth : columns,
        c_stride: columns)
      let name =
        "\(rows)×\(depth)\(aIsTransposed ? "ᵀ" : "") · \(depth)×\(columns)"
        + "\(bIsTransposed ? "ᵀ" : "")"
      return withUnsafePointer(to: kernels.kernels) {
        KernelSpeed(name, glassbox_measure_product($0, shape, seconds))
      }
    }
    return [
      measure(batch, units, inputs), measure(inputs, units, batch, aIsTransposed: true),
      measure(batch, inputs, units, bIsTransposed: true),
    ]
  }

  /// Measures the products of a convolution over pictures: forward, gradient and back.
  ///
  /// What is counted is one multiply-add for every position, weight of a filter, and filter.
  ///
  /// - Parameters:
  ///   - input: The shape of a picture that the convolution fits.
  ///   - isFirst: Whether it is a network's first layer, which need not go back.
  ///   - seconds: How long each of them is measured.
  public static func convolution(
    _ layer: Conv2D, over input: Shape, isFirst: Bool, kernels: KernelChoice, seconds: Double
  ) -> [KernelSpeed] {
    let windows = GlassboxWindows(layer.window, over: input)
    let name = "\(input) → \(layer.filters), \(layer.window.size) \(layer.window.padding.json)"
    var products: [(String, GlassboxConvolutionProduct)] = [
      ("forward", .forward), ("gradient", .gradient),
    ]
    if !isFirst { products.append(("back", .back)) }
    return products.map { what, product in
      withUnsafePointer(to: kernels.kernels) {
        KernelSpeed(
          "\(name), \(what)",
          glassbox_measure_convolution($0, windows, layer.filters, product, seconds))
      }
    }
  }
}
