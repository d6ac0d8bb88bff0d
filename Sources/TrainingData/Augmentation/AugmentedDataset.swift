import NetworkDescription

/// Pictures that look a little different every epoch.
///
/// ```swift
/// var training = try AugmentedDataset(mnist, augmentation: DigitAugmentation(seed: 1))
/// training.epoch = 2  // other changes than in epoch 1
/// ```
public struct AugmentedDataset: SampleSource {
  /// The pictures before they are changed.
  public let base: Dataset
  /// How they are changed.
  public let augmentation: any Augmentation
  /// Which epoch's changes are seen.
  public var epoch: Int
  private let pixels: [UInt8]

  /// Wraps pictures.
  ///
  /// - Throws: ``DatasetError`` unless the inputs are pictures, of the size that the augmentation
  ///   takes.
  public init(
    _ base: Dataset, augmentation: any Augmentation, epoch: Int = 0
  ) throws(DatasetError) {
    guard case .pixels(let pixels) = base.inputs, base.inputShape.isPicture,
      augmentation.neededShape.map({ $0 == base.inputShape }) ?? true
    else {
      throw .notPictures(
        dataset: base.name, expected: augmentation.neededShape, found: base.inputShape)
    }
    self.base = base
    self.augmentation = augmentation
    self.epoch = epoch
    self.pixels = pixels
  }

  /// How many pictures there are.
  public var count: Int { base.count }
  /// How many numbers a picture has.
  public var inputCount: Int { base.inputCount }
  /// How many classes there are.
  public var targetCount: Int { base.targetCount }
  /// That of the pictures before they are changed.
  public var targetKind: TargetKind { base.targetKind }
  /// That of the pictures before they are changed.
  public var classBoundary: Double { base.classBoundary }

  /// One picture as this epoch shows it, row by row, channels innermost.
  public func picture(at sample: Int) -> [UInt8] {
    let original = pixels[sample * inputCount..<(sample + 1) * inputCount]
    return augmentation.augmented(
      original, of: base.inputShape, epoch: epoch, sample: sample)
  }

  /// Copies the chosen pictures as this epoch shows them, or their targets, which do not change.
  @_specialize(where Number == Float)
  @_specialize(where Number == Double)
  public func copy<Number: BinaryFloatingPoint>(
    _ part: SamplePart, of samples: ArraySlice<Int>,
    to destination: UnsafeMutableBufferPointer<Number>
  ) {
    guard part == .inputs else { return base.copy(part, of: samples, to: destination) }
    for (position, sample) in samples.enumerated() {
      for (offset, byte) in picture(at: sample).enumerated() {
        destination[position * inputCount + offset] = pixelValue(byte)
      }
    }
  }
}
