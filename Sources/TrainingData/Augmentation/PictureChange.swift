import NetworkDescription

extension PictureAugmentation {
  /// One change, drawn for an epoch and a sample.
  struct Change: Equatable {
    /// Columns to the right.
    var columns = 0
    /// Rows down.
    var rows = 0
    /// Whether it is mirrored, first of all.
    var isFlipped = false
    /// The turn, clockwise as rows count downwards, in radians.
    var angle = 0.0
    /// By what its size is multiplied.
    var size = 1.0
    /// How many columns to the right it moves when it is cropped.
    var croppedColumns = 0
    /// How many rows down it moves then.
    var croppedRows = 0
    /// By what the distance of values from their channel's mean is multiplied.
    var contrast = 1.0
    /// What is added to each value then.
    var brightness = 0.0
    /// The square that is wiped out at last.
    var cutout = Square()
  }

  /// A square of pixels, which may reach out of the picture.
  struct Square: Equatable {
    var row = 0
    var column = 0
    var side = 0
  }

  /// The change that a sample undergoes in an epoch.
  ///
  /// All numbers are drawn whatever is wanted, so that adding a kind of change leaves the others.
  func change(_ shape: Shape, epoch: Int, sample: Int) -> Change {
    let (height, width) = (shape.extents[0], shape.extents[1])
    var random = SeededRandom(seed: seed).sequence(.augmentation, layer: sample, step: epoch)
    func amount(_ largest: Double) -> Double { random.nextUniform(-1...1) * largest }
    func pixels(_ share: Double, of side: Int) -> Int {
      let most = (share * Double(side)).rounded()
      return Int((random.nextUnit() * (2 * most + 1)).rounded(.down) - most)
    }
    func place(in side: Int) -> Int { Int(random.nextUnit() * Double(side)) }

    var change = Change()
    change.rows = pixels(shift, of: height)
    change.columns = pixels(shift, of: width)
    change.isFlipped = random.nextUnit() < 0.5 && flips
    change.angle = amount(rotation) * Double.pi / 180
    change.size = 1 + amount(zoom)
    change.croppedRows = pixels(crop, of: height)
    change.croppedColumns = pixels(crop, of: width)
    change.contrast = 1 + amount(contrast)
    change.brightness = amount(brightness) * 255
    // Its middle is any pixel, so that pixels at the edge go as often as others.
    let side = Int((cutout * Double(min(height, width))).rounded())
    change.cutout = Square(
      row: place(in: height) - side / 2, column: place(in: width) - side / 2, side: side)
    return change
  }
}

extension PictureAugmentation.Change {
  /// The bytes of the changed picture.
  func applied(to source: UnsafeBufferPointer<UInt8>, of shape: Shape) -> [UInt8] {
    var bytes = MovedPicture(source: source, shape: shape, change: self).bytes
    if croppedRows != 0 || croppedColumns != 0 {
      bytes = CroppedPicture.bytes(bytes, of: shape, rows: croppedRows, columns: croppedColumns)
    }
    if contrast != 1 || brightness != 0 {
      PictureLight.change(&bytes, of: shape, contrast: contrast, brightness: brightness)
    }
    if cutout.side > 0 { PictureCutout.wipe(cutout, from: &bytes, of: shape) }
    return bytes
  }
}
