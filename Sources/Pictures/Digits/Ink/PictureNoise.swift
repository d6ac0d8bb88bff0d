/// How strong the random grain of a picture is.
enum PictureNoise {
  /// The standard deviation of the noise.
  ///
  /// A difference of second differences takes out everything that changes evenly and leaves noise
  /// times 6 (J. Immerkær, "Fast noise variance estimation", Computer Vision and Image
  /// Understanding 64, 1996). The median in place of the mean keeps strokes from counting.
  static func deviation(of picture: InkPicture) -> Float {
    guard picture.width > 2, picture.height > 2 else { return 0 }
    let width = picture.width - 2
    let count = width * (picture.height - 2)
    // As many as the median looks at.
    let differences = stride(from: 0, to: count, by: samplingStep(for: count)).map { index in
      let (y, x) = (index / width + 1, index % width + 1)
      let corners =
        picture[x - 1, y - 1] + picture[x + 1, y - 1] + picture[x - 1, y + 1]
        + picture[x + 1, y + 1]
      let sides = picture[x, y - 1] + picture[x - 1, y] + picture[x + 1, y] + picture[x, y + 1]
      return abs(corners - 2 * sides + 4 * picture[x, y])
    }
    // The median of a normal distribution's absolute values is 0.6745 deviations.
    return percentile(0.5, of: differences) / (6 * 0.6745)
  }
}
