import NetworkDescription

/// Random changes of place, size and light, for grey and colour pictures of any size.
///
/// ```swift
/// let changes = PictureAugmentation(seed: 1, shift: 0.1, flips: true, rotation: 15)
/// var training = try AugmentedDataset(pictures, augmentation: changes)
/// ```
///
/// A picture is mirrored, turned and zoomed, shifted, cropped, gets another contrast and brightness,
/// and loses a square, in this order. Shifts and crops are whole pixels, so that a picture that is
/// neither turned nor zoomed stays as sharp as it was; turned and zoomed ones are interpolated
/// between four pixels. The customary changes for small photographs, as in Krizhevsky, Sutskever and
/// Hinton, "ImageNet classification with deep convolutional neural networks", 2012, section 4.1, and
/// in DeVries and Taylor, "Improved regularization of convolutional neural networks with cutout",
/// 2017.
public struct PictureAugmentation: Augmentation, Equatable {
  /// Half a turn to either side is every turn, in degrees.
  package static let largestRotation = 180.0
  /// Nothing is left of a picture that is a whole size smaller.
  package static let largestZoom = 0.9

  /// The seed all changes depend on.
  public package(set) var seed: UInt64
  /// The farthest shift, as a share of the picture's width and height: 0 to 1; the edge goes on.
  public package(set) var shift: Double
  /// Whether every other picture, chosen at random, is its mirror image.
  public package(set) var flips: Bool
  /// The farthest turn to either side, in degrees: 0 to 180.
  public package(set) var rotation: Double
  /// How much larger or smaller it may become, as a share of its size: 0 to 0.9.
  public package(set) var zoom: Double
  /// How far black is put around it, as a share of its width and height, before a window of the old
  /// size is cut out: 0 to 1.
  public package(set) var crop: Double
  /// How much stronger or weaker its contrast may become, as a share of it: 0 to 1.
  public package(set) var contrast: Double
  /// How much brighter or darker it may become, as a share of the way from black to white: 0 to 1.
  public package(set) var brightness: Double
  /// The side of the square that is wiped out, as a share of the picture's shorter side: 0 to 1.
  public package(set) var cutout: Double

  /// The changes of a seed; amounts are the largest ones, all smaller ones are as likely.
  ///
  /// An amount beyond its range counts as the nearest one within.
  public init(
    seed: UInt64, shift: Double = 0, flips: Bool = false, rotation: Double = 0, zoom: Double = 0,
    crop: Double = 0, contrast: Double = 0, brightness: Double = 0, cutout: Double = 0
  ) {
    func within(_ amount: Double, _ most: Double) -> Double { amount > 0 ? min(amount, most) : 0 }
    self.seed = seed
    self.shift = within(shift, 1)
    self.flips = flips
    self.rotation = within(rotation, Self.largestRotation)
    self.zoom = within(zoom, Self.largestZoom)
    self.crop = within(crop, 1)
    self.contrast = within(contrast, 1)
    self.brightness = within(brightness, 1)
    self.cutout = within(cutout, 1)
  }

  /// The same amounts, drawn from another seed.
  package func seeded(_ seed: UInt64) -> PictureAugmentation {
    var changes = self
    changes.seed = seed
    return changes
  }

  /// Pictures of any size.
  public var neededShape: Shape? { nil }

  /// One picture, changed.
  ///
  /// - Complexity: O(numbers); in a release build some 15 µs for 32 × 32 × 3, 80 µs with every change.
  public func augmented(
    _ picture: ArraySlice<UInt8>, of shape: Shape, epoch: Int, sample: Int
  ) -> [UInt8] {
    let change = change(shape, epoch: epoch, sample: sample)
    return picture.withUnsafeBufferPointer { change.applied(to: $0, of: shape) }
  }
}
