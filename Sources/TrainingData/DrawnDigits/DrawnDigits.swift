import NetworkDescription

/// Digits drawn by the program itself: endless, and the same for the same seed.
///
/// Picture i is a pure function of the seed and i, whoever asks and in whatever order. The digits
/// come in turn, 0 to 9, so every class has as many samples as the others.
///
/// ```swift
/// let drawn = DrawnDigits(seed: 1)
/// drawn.digit(at: 7).label        // 7
/// drawn.dataset(0..<60_000).count // 60000
/// ```
public struct DrawnDigits: Sendable {
  /// The seed all pictures depend on.
  public let seed: UInt64

  /// How far the hands differ: 1 as people do, 0 all neat and alike.
  public let liveliness: Double

  /// The digits of a seed.
  ///
  /// - Parameters:
  ///   - seed: Which digits.
  ///   - liveliness: How far the hands differ: 1 as people do, to train with; 0.4, say, for
  ///     pictures to look at.
  public init(seed: UInt64, liveliness: Double = 1) {
    self.seed = seed
    self.liveliness = liveliness
  }

  /// The digit with a number, as strokes; draw it at any size.
  public func digit(at index: Int) -> DrawnDigit {
    let label = ((index % 10) + 10) % 10
    var random = SeededRandom(seed: seed).sequence(.data, step: index)
    let hand = Handwriting(liveliness: liveliness, &random)
    let form = DigitForms.choice(among: DigitForms.all[label], &random)
    return DrawnDigit(label: label, form: form.name, drawing: hand.write(form, &random))
  }

  /// The digits with the given numbers as pictures in MNIST's manner.
  ///
  /// - Complexity: O(`indices.count`); about 20 µs a picture in a release build.
  public func dataset(_ indices: Range<Int>, name: String = "drawn digits") -> Dataset {
    let size = DrawnDigit.pictureSize
    var pixels: [UInt8] = []
    pixels.reserveCapacity(indices.count * size * size)
    var labels: [Int] = []
    for index in indices {
      let digit = digit(at: index)
      pixels += digit.picture()
      labels.append(digit.label)
    }
    return Dataset(
      checkedName: name, inputShape: .picture(height: size, width: size, channels: 1),
      inputs: .pixels(pixels), targets: .classes(labels, names: (0...9).map(String.init)),
      count: indices.count)
  }

  /// Digits to train with and, from further on in the endless row, digits to test with.
  public func split(training: Int = 30_000, test: Int = 2_000) -> DataSplit {
    let end = max(0, training)
    return DataSplit(
      train: dataset(0..<end, name: "drawn digits"),
      test: dataset(end..<end + max(0, test), name: "drawn digits (test)"))
  }
}
