import NetworkDescription
import Pictures
import TextFormats
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
  public static func overview(of samples: Dataset, shape: Shape, most: Int) -> Drawing {
    let names = samples.classNames ?? ["all"]
    let labels = samples.labels ?? [Int](repeating: 0, count: samples.count)
    var rows = [[Int]](repeating: [], count: names.count)
    for index in 0..<min(most, samples.count) where rows[labels[index]].count < mostInARow {
      rows[labels[index]].append(index)
    }
    let factor = max(1, 64 / max(shape.extents[0], shape.extents[1]))
    let (width, height) = (shape.extents[1] * factor + 4, shape.extents[0] * factor + 4)
    let shownNames = names.map { Drawing.TextStyle.heading.fitting($0.onOneLine, in: 200) }
    let left =
      Drawing.margin + 12
      + (shownNames.map { Drawing.TextStyle.heading.width(of: $0) }.max() ?? 0)
    var drawing = Drawing(
      title: samples.name, width: left + Drawing.margin + width * (rows.map(\.count).max() ?? 1))
    for (row, indices) in rows.enumerated() {
      let y = Drawing.margin + row * height
      drawing.write(
        shownNames[row], x: Drawing.margin, y: y + (height - 16) / 2, .heading)
      for (column, index) in indices.enumerated() {
        drawing.place(
          picture(at: index, of: samples, shape),
          in: PixelBox(x: left + column * width, y: y, width: width - 4, height: height - 4))
      }
    }
    return drawing
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
