import MatrixKernels
import Testing

@Suite("Argmax of max pooling, followed back through a convolution")
struct ArgmaxTests {
  /// Pooling that tiles, that overlaps, and that leaves gaps; windows may stick out.
  private static let pools: [(window: (Int, Int), stride: (Int, Int))] = [
    ((2, 2), (2, 2)), ((2, 3), (1, 2)), ((1, 1), (2, 3)),
  ]

  @Test("Agree with a definition by the links of all outputs", arguments: KernelSet.all)
  func agreement(_ set: KernelSet) {
    for (index, windows) in GlassboxWindows.all.enumerated() {
      // Filters in one vector and in several, each with another pooling.
      for (turn, filters) in [5, 17].enumerated() {
        let pool = Self.pools[(index + turn) % Self.pools.count]
        let pooling = GlassboxWindows(
          windows.output_height, windows.output_width, channels: filters, window: pool.window,
          stride: pool.stride, same: true)
        check(windows, pooling, seed: index, Float.self, set)
        check(windows, pooling, seed: index, Double.self, set)
      }
    }
  }

  @Test("Pay where windows are large, and not where they are small", arguments: KernelSet.all)
  func paying(_ set: KernelSet) {
    func pays(channels: Int, window: Int) -> Bool {
      let windows = GlassboxWindows(16, 16, channels: channels, window: (window, window))
      let pool = GlassboxWindows(
        windows.output_height, windows.output_width, channels: 32, window: (2, 2), stride: (2, 2))
      return set.float.planArgmax(windows, pool, 32).pays
    }
    #expect(pays(channels: 32, window: 3))
    #expect(pays(channels: 64, window: 5))
    #expect(!pays(channels: 1, window: 1))
    #expect(!pays(channels: 1, window: 3))
  }

  /// Some sensitivities are zero, and of the others some come from the same place.
  private func check<Real: TestedPrecision>(
    _ windows: GlassboxWindows, _ pool: GlassboxWindows, seed: Int, _ type: Real.Type,
    _ set: KernelSet
  ) {
    var numbers = MadeUpNumbers(seed: UInt64(seed * 100 + pool.channels))
    let (filters, channels) = (pool.channels, windows.channels)
    let picture: [Real] = numbers.array(windows.pixels * channels)
    let kernel: [Real] = numbers.array(windows.places * channels * filters)
    let sensitivities: [Real] = numbers.array(pool.positions * filters)
      .map { abs($0) < 0.3 ? 0 : $0 }
    var expected = (
      kernel: kernel.map { _ in 0.0 }, bias: [Double](repeating: 0, count: filters),
      picture: picture.map { _ in 0.0 }
    )
    // What each output of the convolution has to say, once its pooling windows have chosen.
    var outputs = [Double](repeating: 0, count: windows.positions * filters)
    var places = [[Int]](repeating: [], count: pool.positions)
    pool.forEachPlace { position, _, pixel in places[position].append(pixel) }
    let argmax = sensitivities.indices.map { index in
      UInt32(numbers.below(places[index / filters].count))
    }
    for (index, sensitivity) in sensitivities.enumerated() {
      outputs[places[index / filters][Int(argmax[index])] * filters + index % filters] +=
        Double(sensitivity)
      expected.bias[index % filters] += Double(sensitivity)
    }
    windows.forEachPlace { position, place, pixel in
      for channel in 0..<channels {
        for filter in 0..<filters {
          let link = (place * channels + channel) * filters + filter
          let sensitivity = outputs[position * filters + filter]
          expected.kernel[link] += sensitivity * Double(picture[pixel * channels + channel])
          expected.picture[pixel * channels + channel] += sensitivity * Double(kernel[link])
        }
      }
    }

    let functions = Real.functions(of: set)
    let plan = functions.planArgmax(windows, pool, filters)
    var transposed = [Real](repeating: 7, count: plan.transposed_count)
    var workspace = [Real](repeating: 7, count: plan.workspace_count)
    var transposedGradient = [Real](repeating: 0, count: plan.transposed_count)
    var gradient = [Real](repeating: 7, count: kernel.count)
    var bias = [Real](repeating: 0, count: filters)
    var back = [Real](repeating: 7, count: picture.count)
    withUnsafePointer(to: plan) {
      functions.transposeKernelByFilter($0, kernel, &transposed)
      functions.followArgmax(
        $0, picture, sensitivities, argmax, transposed, &workspace, &transposedGradient, &bias,
        &back)
      functions.transposeGradientBack($0, transposedGradient, &gradient)
    }
    let what = "\(set.name) \(Real.self) \(windows.text), pools of \(pool.text)"
    let terms = Double(pool.positions) + 2
    expectClose(gradient, expected.kernel, units: terms, size: 1, "\(what), gradient")
    expectClose(bias, expected.bias, units: terms, size: 1, "\(what), gradient of the bias")
    expectClose(
      back, expected.picture, units: Double(windows.places * pool.places * filters) + 2, size: 1,
      "\(what), back")
  }
}
