import MatrixKernels
import Testing

@Suite("Convolutions")
struct ConvolutionTests {
  private static let filterCounts = [1, 3, 16, 33]

  @Test("Agree, forward and back, with their definition", arguments: KernelSet.all)
  func agreement(_ set: KernelSet) {
    for (index, windows) in GlassboxWindows.all.enumerated() {
      for filters in Self.filterCounts {
        check(windows, filters, seed: index, Float.self, set)
        check(windows, filters, seed: index, Double.self, set)
      }
    }
  }

  @Test(
    "A window as long as the picture takes no longer for a long stride", arguments: KernelSet.all)
  func longStride(_ set: KernelSet) {
    let windows = GlassboxWindows(
      3, 3, channels: 2, window: (3, 3), stride: (1_000_000, 1_000_000), same: true)
    check(windows, 4, seed: 1, Double.self, set)
  }

  @Test("Activations are those of the kernels of activations", arguments: KernelSet.all)
  func activations(_ set: KernelSet) {
    let windows = GlassboxWindows(4, 5, channels: 3, window: (2, 2))
    let convolution = MadeUpConvolution<Float>(windows, 19, seed: 5, set)
    let sums = convolution.sums(.identity).sums
    for activation in [
      GlassboxActivation.identity, .sigmoid, .tanh, .relu, .leakyRelu,
    ] {
      let together = convolution.sums(activation)
      #expect(together.sums == sums)
      var expected = sums
      var same = sums
      same.withUnsafeMutableBufferPointer { sums in
        expected.withUnsafeMutableBufferPointer { outputs in
          guard let sums = sums.baseAddress, let outputs = outputs.baseAddress else { return }
          set.float.activate(activation, 0.1, windows.positions, 19, 19, nil, sums, outputs)
        }
      }
      #expect(together.outputs == expected)
      #expect(convolution.outputsInPlace(activation) == expected)
    }
  }

  /// Expects all three products to be as close as sums of so many rounded products can be.
  private func check<Real: TestedPrecision>(
    _ windows: GlassboxWindows, _ filters: Int, seed: Int, _ type: Real.Type, _ set: KernelSet
  ) {
    let convolution = MadeUpConvolution<Real>(windows, filters, seed: seed, set)
    let expected = convolution.expectation
    let what = "\(set.name) \(Real.self) \(windows.text), \(filters) filters"
    let forwardTerms = Double(windows.places * windows.channels)
    expectClose(
      convolution.sums(.identity).sums, expected.sums, units: forwardTerms, size: 1,
      "\(what), forward")
    expectClose(
      convolution.pictureSensitivities, expected.pictureSensitivities,
      units: Double(windows.places * filters), size: 1, "\(what), back")
    let gradients = convolution.gradients
    expectClose(
      gradients.kernel, expected.kernelGradient, units: Double(windows.positions) + 2, size: 1,
      "\(what), gradient")
    expectClose(
      gradients.bias, expected.biasGradient, units: Double(windows.positions) + 2, size: 1,
      "\(what), gradient of the bias")
  }
}
