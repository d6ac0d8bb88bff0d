import MatrixKernels
import Testing

@Suite("Pooling and normalization")
struct PoolingTests {
  @Test(
    "The largest is the first of the largest, and gets the sensitivity", arguments: KernelSet.all)
  func largest(_ set: KernelSet) {
    inBothPrecisions { precision in checkLargest(precision, set) }
  }

  @Test("The mean is that of real pixels, which share the sensitivity", arguments: KernelSet.all)
  func mean(_ set: KernelSet) {
    inBothPrecisions { precision in checkMean(precision, set) }
  }

  @Test("What is not a number is not hidden by larger ones", arguments: KernelSet.all)
  func notANumber(_ set: KernelSet) {
    let windows = GlassboxWindows(1, 3, channels: 1, window: (1, 3))
    for picture: [Float] in [[.nan, 1, 2], [1, .nan, 2], [1, 2, .nan]] {
      var outputs: [Float] = [0]
      var argmax: [UInt32] = [9]
      withUnsafePointer(to: windows) { set.float.poolLargest($0, picture, &outputs, &argmax) }
      #expect(outputs[0].isNaN)
    }
  }

  @Test("Normalizing takes off the mean and divides by the deviation", arguments: KernelSet.all)
  func normalizing(_ set: KernelSet) {
    var numbers = MadeUpNumbers()
    for columns in oddLengths {
      let inputs: [Double] = numbers.array(3 * columns)
      let means: [Double] = numbers.array(columns)
      let deviations: [Double] = numbers.array(columns, in: 0.5...2)
      var outputs = inputs
      set.double.normalize(3, columns, means, deviations, inputs, &outputs)
      let expected = inputs.indices.map {
        (inputs[$0] - means[$0 % columns]) / deviations[$0 % columns]
      }
      #expect(outputs == expected)
    }
  }

  private func checkLargest<Real: TestedPrecision>(_ type: Real.Type, _ set: KernelSet) {
    var numbers = MadeUpNumbers()
    for windows in GlassboxWindows.all {
      let channels = windows.channels
      // Few different numbers, so that many are equal.
      let picture: [Real] = numbers.array(windows.pixels * channels, in: -2...2)
        .map { ($0 as Real).rounded() }
      let sensitivities: [Real] = numbers.array(windows.positions * channels, in: -8...8)
        .map { ($0 as Real).rounded() }
      var expected = [Real](repeating: -.infinity, count: windows.positions * channels)
      var argmax = [Int](repeating: 0, count: expected.count)
      windows.forEachPlace { position, _, pixel in
        for channel in 0..<channels
        where picture[pixel * channels + channel] > expected[position * channels + channel] {
          expected[position * channels + channel] = picture[pixel * channels + channel]
          argmax[position * channels + channel] = pixel * channels + channel
        }
      }
      var expectedBack = [Real](repeating: 0, count: picture.count)
      for (argmax, sensitivity) in zip(argmax, sensitivities) {
        expectedBack[argmax] += sensitivity
      }
      var outputs = [Real](repeating: 7, count: expected.count)
      var places = [UInt32](repeating: 7, count: expected.count)
      var back = [Real](repeating: 7, count: picture.count)
      let functions = Real.functions(of: set)
      withUnsafePointer(to: windows) {
        functions.poolLargest($0, picture, &outputs, &places)
        functions.poolLargestBack($0, sensitivities, places, &back)
      }
      #expect(outputs == expected, "\(windows.text)")
      #expect(back == expectedBack, "\(windows.text)")
    }
  }

  private func checkMean<Real: TestedPrecision>(_ type: Real.Type, _ set: KernelSet) {
    var numbers = MadeUpNumbers()
    for windows in GlassboxWindows.all {
      let channels = windows.channels
      let picture: [Real] = numbers.array(windows.pixels * channels)
      let sensitivities: [Real] = numbers.array(windows.positions * channels)
      var counts = [Double](repeating: 0, count: windows.positions)
      windows.forEachPlace { position, _, _ in counts[position] += 1 }
      var expected = [Double](repeating: 0, count: windows.positions * channels)
      var expectedBack = [Double](repeating: 0, count: picture.count)
      windows.forEachPlace { position, _, pixel in
        for channel in 0..<channels {
          let (to, from) = (position * channels + channel, pixel * channels + channel)
          expected[to] += Double(picture[from]) / counts[position]
          expectedBack[from] += Double(sensitivities[to]) / counts[position]
        }
      }
      var outputs = [Real](repeating: 7, count: expected.count)
      var back = [Real](repeating: 7, count: picture.count)
      let functions = Real.functions(of: set)
      withUnsafePointer(to: windows) {
        functions.poolMean($0, picture, &outputs)
        functions.poolMeanBack($0, sensitivities, &back)
      }
      let units = Double(windows.places)
      expectClose(outputs, expected, units: units, size: 1, "\(windows.text), mean")
      expectClose(back, expectedBack, units: units, size: 1, "\(windows.text), mean, back")
    }
  }
}
