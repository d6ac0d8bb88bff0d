import NetworkDescription
import Pictures
import TrainingData

/// Samples that are pictures, to look at.
public enum PictureSample {
  private static let mostInARow = 20

  /// Height, width and channels, if the samples are pictures of one or three.
  public static func shape(of samples: Dataset) -> Shape? {
    guard case .pixels = samples.inputs, samples.inputShape.isPicture,
      [1, 3].contains(samples.inputShape.extents[2])
    else { return nil }
    return samples.inputShape
  }

  /// The first samples side by side, a row for each class with its name before it.
  public static func overview(of samples: Dataset, shape: Shape, most: Int) -> ColourPicture {
    let names = samples.classNames ?? ["all"]
    let labels = samples.labels ?? [Int](repeating: 0, count: samples.count)
    var rows = [[Int]](repeating: [], count: names.count)
    for index in 0..<min(most, samples.count) where rows[labels[index]].count < mostInARow {
      rows[labels[index]].append(index)
    }
    let factor = max(1, 64 / max(shape.extents[0], shape.extents[1]))
    let (width, height) = (shape.extents[1] * factor + 4, shape.extents[0] * factor + 4)
    let shownNames = names.map { String($0.prefix(16)) }
    let left = 12 + (shownNames.map { PictureSheet.textWidth($0, scale: 2) }.max() ?? 0)
    var sheet = PictureSheet(
      width: left + 4 + width * (rows.map(\.count).max() ?? 1), height: 4 + height * names.count)
    for (row, indices) in rows.enumerated() {
      let y = 4 + row * height
      sheet.write(
        shownNames[row], x: 4,
        y: y + (height - 4 - PictureSheet.textHeight(scale: 2)) / 2, scale: 2)
      for (column, index) in indices.enumerated() {
        sheet.place(
          picture(at: index, of: samples, shape).enlarged(by: factor), x: left + column * width,
          y: y)
      }
    }
    return sheet.picture
  }

  /// One sample; a grey one in three equal channels.
  public static func picture(at index: Int, of samples: Dataset, _ shape: Shape) -> ColourPicture {
    let bytes = samples.picture(at: index) ?? []
    let channels = shape.extents[2]
    var picture = ColourPicture(width: shape.extents[1], height: shape.extents[0])
    for pixel in 0..<bytes.count / channels {
      let first = pixel * channels
      picture[pixel % picture.width, pixel / picture.width] =
        channels == 1
        ? Colour(grey: bytes[first])
        : Colour(red: bytes[first], green: bytes[first + 1], blue: bytes[first + 2])
    }
    return picture
  }
}
