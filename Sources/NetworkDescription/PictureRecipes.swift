/// The recipes that look at pictures through windows.
extension Recipe {
  /// Adadelta with a rate of 1, batches of 128, 12 epochs: 99.25 % of MNIST's test set, says Keras.
  func mnistCNN() throws(BlueprintError) -> NetworkBlueprint {
    try NetworkBlueprint(
      name: rawValue, input: .picture(height: 28, width: 28, channels: 1),
      layers: [
        .conv2D(Conv2D(filters: 32, kernel: 3, activation: .relu)),
        .conv2D(Conv2D(filters: 64, kernel: 3, activation: .relu)),
        .maxPooling2D(MaxPooling2D(pool: 2)), .dropout(Dropout(rate: 0.25)), .flatten,
        .dense(Dense(units: 128, activation: .relu)), .dropout(Dropout(rate: 0.5)),
        .dense(Dense(units: 10, activation: .softmax)),
      ],
      loss: .categoricalCrossEntropy, optimizer: .adadelta(Adadelta(learningRate: 1)),
      training: TrainingDefaults(epochs: 12, batchSize: 128))
  }

  /// Four convolutions, and Adam whose rate falls to 1 % of its start over 14 epochs of MNIST,
  /// 30,000 drawn digits and 60,000 marks that are none, of 100 kinds.
  func digitReader() throws(BlueprintError) -> NetworkBlueprint {
    let pooling = Layer.maxPooling2D(MaxPooling2D(pool: 2))
    func convolution(_ filters: Int) -> Layer {
      .conv2D(Conv2D(filters: filters, kernel: 3, activation: .relu))
    }
    return try NetworkBlueprint(
      name: rawValue, input: .picture(height: 28, width: 28, channels: 1),
      layers: [
        convolution(16), convolution(32), pooling, convolution(64), pooling, convolution(128),
        .flatten, .dropout(Dropout(rate: 0.3)), .dense(Dense(units: 192, activation: .relu)),
        .dense(Dense(units: 110, activation: .softmax)),
      ],
      loss: .categoricalCrossEntropy,
      optimizer: .adam(Adam(schedule: .exponential(decaySteps: 1000, decayRate: 0.74))),
      training: TrainingDefaults(epochs: 14, batchSize: 128))
  }

  /// Adam with Keras' defaults, batches of 128, 100 epochs: 79.35 %, says the article it is from.
  func cifar10CNN() throws(BlueprintError) -> NetworkBlueprint {
    let convolution = Layer.conv2D(Conv2D(filters: 32, kernel: 3, activation: .relu))
    let block = [
      convolution, convolution, .maxPooling2D(MaxPooling2D(pool: 2)), .dropout(Dropout(rate: 0.25)),
    ]
    return try smallPictures(
      block + block + [
        .flatten, .dense(Dense(units: 256, activation: .relu)), .dropout(Dropout(rate: 0.5)),
      ], optimizer: .adam(Adam()), TrainingDefaults(epochs: 100, batchSize: 128))
  }

  /// The same author's deeper stack: Adam, batches of 256, 75 epochs, 81.40 %.
  func cifar10Deep() throws(BlueprintError) -> NetworkBlueprint {
    func convolution(_ filters: Int, _ padding: SlidingWindow.Padding = .valid) -> Layer {
      .conv2D(
        Conv2D(
          filters: filters, kernel: 3, padding: padding, activation: .leakyRelu(slope: 0.003)))
    }
    let pool = Layer.maxPooling2D(MaxPooling2D(pool: 2))
    return try smallPictures(
      [
        convolution(32), convolution(64, .same), convolution(32), convolution(32), pool,
        .dropout(Dropout(rate: 0.35)),
        convolution(32), convolution(64, .same), convolution(32), pool,
        .dropout(Dropout(rate: 0.25)), .flatten,
        .dense(Dense(units: 256, activation: .relu)), .dropout(Dropout(rate: 0.35)),
        .dense(Dense(units: 256, activation: .relu)), .dropout(Dropout(rate: 0.25)),
      ], optimizer: .adam(Adam()), TrainingDefaults(epochs: 75, batchSize: 256))
  }

  /// TFLearn's CIFAR-10 example: Adam with a rate of 0.001, batches of 96, 50 epochs.
  ///
  /// Its convolutions and pools pad ("same"), its weights start uniform within √(3 / fan in)
  /// ("uniform scaling"), and its Adam has an epsilon of 10⁻⁸. It takes one mean and one deviation
  /// off all channels; we take those of each channel, which are nearly the same.
  func cifar10TFLearn() throws(BlueprintError) -> NetworkBlueprint {
    func convolution(_ filters: Int, channels: Int) -> Layer {
      let limit = (3 / Double(3 * 3 * channels)).squareRoot()
      return .conv2D(
        Conv2D(
          filters: filters, kernel: 3, padding: .same, activation: .relu,
          weightInitializer: .uniform(limit: limit)))
    }
    let pool = Layer.maxPooling2D(MaxPooling2D(pool: 2, padding: .same))
    return try smallPictures(
      [
        .normalization, convolution(32, channels: 3), pool, convolution(64, channels: 32),
        convolution(64, channels: 64), pool, .flatten,
        .dense(Dense(units: 512, activation: .relu)), .dropout(Dropout(rate: 0.5)),
      ], optimizer: .adam(Adam(epsilon: 1e-8)), TrainingDefaults(epochs: 50, batchSize: 96))
  }

  /// Wide where pictures have become small, as VGG's networks are (Simonyan and Zisserman, 2015), and
  /// with exponential linear units, which learn fast without a normalization over the batch (Clevert,
  /// Unterthiner and Hochreiter, "Fast and accurate deep network learning by exponential linear
  /// units", 2016).
  ///
  /// Adam, batches of 64, a rate that falls from 0.0015 to 3 % of that in 24 epochs of 50,000 pictures.
  func cifar10ELU() throws(BlueprintError) -> NetworkBlueprint {
    func convolution(_ filters: Int) -> Layer {
      .conv2D(
        Conv2D(filters: filters, kernel: 3, padding: .same, activation: .elu(alpha: 1)))
    }
    let pool = Layer.maxPooling2D(MaxPooling2D(pool: 2))
    return try smallPictures(
      [
        .normalization, convolution(64), pool, convolution(96), convolution(96), pool,
        convolution(192), convolution(192), pool, convolution(256), pool, .flatten,
        .dropout(Dropout(rate: 0.3)),
      ],
      optimizer: .adam(
        Adam(
          learningRate: 0.0015, schedule: .exponential(decaySteps: 18_768, decayRate: 0.03))),
      TrainingDefaults(epochs: 24, batchSize: 64))
  }

  /// Ten classes of pictures of 32 × 32 pixels in colour.
  private func smallPictures(
    _ hidden: [Layer], optimizer: Optimizer, _ training: TrainingDefaults
  ) throws(BlueprintError) -> NetworkBlueprint {
    try NetworkBlueprint(
      name: rawValue, input: .picture(height: 32, width: 32, channels: 3),
      layers: hidden + [.dense(Dense(units: 10, activation: .softmax))],
      loss: .categoricalCrossEntropy, optimizer: optimizer, training: training)
  }
}
