import MatrixEngine
import NetworkDescription

/// The products that training spends its time with, each beside the peak of one core.
package struct KernelBenchmark {
  private let kernels: KernelChoice
  private let seconds: Double

  package init(kernels: KernelChoice, seconds: Double) {
    self.kernels = kernels
    self.seconds = seconds
  }

  /// Those of dense layers: `mnist-mlp` and `mnist-softmax`.
  package func dense() -> [KernelSpeed] {
    let layers = [(128, 784, 512), (128, 512, 512), (128, 512, 10), (32, 784, 10)]
    return layers.flatMap { batch, inputs, units in
      KernelSpeed.dense(
        batch: batch, inputs: inputs, units: units, kernels: kernels, seconds: seconds)
    }
  }

  /// Those of convolutions: the shapes of the recipes for pictures.
  package func convolutions() -> [KernelSpeed] {
    let layers: [(side: Int, channels: Int, filters: Int, SlidingWindow.Padding)] = [
      (32, 3, 32, .valid), (30, 32, 32, .valid), (14, 32, 32, .valid), (12, 32, 32, .valid),
      (30, 32, 64, .same), (16, 64, 64, .same), (28, 1, 32, .valid), (26, 32, 64, .valid),
    ]
    return layers.flatMap { side, channels, filters, padding in
      KernelSpeed.convolution(
        Conv2D(filters: filters, kernel: 3, padding: padding),
        over: .picture(height: side, width: side, channels: channels), isFirst: channels <= 3,
        kernels: kernels,
        seconds: seconds)
    }
  }
}
