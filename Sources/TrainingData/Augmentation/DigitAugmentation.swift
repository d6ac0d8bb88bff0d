import NetworkDescription

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Small random changes to pictures of digits, after which they are still the same digits.
///
/// A network that never sees the same picture twice learns the digit instead of the picture
/// (Simard, Steinkraus and Platt, "Best practices for convolutional neural networks applied to
/// visual document analysis", 2003). The change is a pure function of seed, epoch and sample.
///
/// Each picture is thickened or thinned, then turned, slanted, stretched and wobbled in one
/// resampling that also brings it back to MNIST's convention: ink fills a box of 20 × 20, its
/// centre of mass is in the middle of 28 × 28.
public struct DigitAugmentation: Sendable, Equatable {
  /// How much may change; every amount is the largest one, drawn uniformly in both directions.
  public struct Amounts: Sendable, Equatable {
    /// Turning, in radians.
    public var rotation = 0.15
    /// Slanting: columns of sideways movement for each row.
    public var shear = 0.2
    /// Making wider or narrower, as a part of the width.
    public var stretch = 0.16
    /// Missing the size of the 20 × 20 box, as a part of it.
    public var size = 0.06
    /// Missing the middle, in pixels.
    public var shift = 1.0
    /// Thickening or thinning: 1 moves every edge by a pixel.
    public var thickness = 0.55
    /// Blurring: 1 mixes a pixel evenly with its eight neighbours; half of all pictures stay sharp.
    public var softness = 0.45
    /// How far neighbourhoods of seven pixels stray from each other, in pixels.
    public var wobble = 1.2

    /// The amounts that the digit reader is trained with.
    public init() {}
  }

  /// The seed all changes depend on.
  public let seed: UInt64
  /// How much may change.
  public let amounts: Amounts

  /// The changes of a seed.
  public init(seed: UInt64, amounts: Amounts = Amounts()) {
    self.seed = seed
    self.amounts = amounts
  }

  /// One picture of 28 × 28 bytes, changed; an empty picture stays as it is.
  ///
  /// - Parameters:
  ///   - picture: 784 bytes, 0 where there is no ink.
  ///   - epoch: Every epoch sees another change.
  ///   - sample: The picture's number, below 2²⁴.
  /// - Complexity: about 20 µs in a release build.
  public func augmented(_ picture: ArraySlice<UInt8>, epoch: Int, sample: Int) -> [UInt8] {
    var random = SeededRandom(seed: seed).sequence(.augmentation, layer: sample, step: epoch)
    func amount(_ largest: Double) -> Double { random.nextUniform(-1...1) * largest }

    let thick = StrokeThickness.changed(picture, by: amount(amounts.thickness))
    let inked = SoftEdges.blurred(thick, by: amount(amounts.softness))
    let turn = LinearMap.rotation(amount(amounts.rotation))
    let change = turn * .shear(amount(amounts.shear)) * .stretch(exp(amount(amounts.stretch)))
    guard let extent = InkExtent(of: inked, seenThrough: change) else { return inked }

    let box = Double(DrawnDigit.boxSize) * (1 + amount(amounts.size))
    let map = change.scaled(by: box / extent.largestSide)
    let shift = SIMD2(amount(amounts.shift), amount(amounts.shift))
    let middle = CentreOfMass.middle(ofSize: DrawnDigit.pictureSize) + shift
    guard let inverse = map.inverse else { return inked }
    let wobble = WobbleField(amplitude: amounts.wobble, &random)
    let changed = Resampling.picture(inked) { place in
      inverse.apply(place - middle) + extent.centreOfMass + wobble.stray(at: place)
    }
    return Self.brightened(changed, to: picture.max() ?? 0)
  }

  /// Multiplies all ink so that the brightest pixel has a given brightness: fine strokes fade when
  /// they are thinned and resampled, but a digit finder hands over full contrast.
  private static func brightened(_ picture: [UInt8], to brightest: UInt8) -> [UInt8] {
    guard let found = picture.max(), found > 0, found < brightest else { return picture }
    return picture.map { UInt8(Int($0) * Int(brightest) / Int(found)) }
  }
}

extension DigitAugmentation: Augmentation {
  /// 28 × 28 × 1.
  public var neededShape: Shape? {
    .picture(height: DrawnDigit.pictureSize, width: DrawnDigit.pictureSize, channels: 1)
  }

  /// As ``augmented(_:epoch:sample:)``: there is but one shape.
  public func augmented(
    _ picture: ArraySlice<UInt8>, of shape: Shape, epoch: Int, sample: Int
  ) -> [UInt8] {
    augmented(picture, epoch: epoch, sample: sample)
  }
}
