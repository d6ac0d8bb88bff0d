import NetworkDescription
import Pictures
import TextFormats
import TrainingData
import TrainingLoop

/// The worst mistakes side by side: each picture with what it is, what it was taken for, and how
/// sure the network was.
public enum MistakePicture {
  private static let mostMistakes = 60
  private static let columns = 10

  /// The worst mistakes first.
  ///
  /// - Throws: `PlainError` when the samples are no pictures.
  public static func drawing(of evaluation: Evaluation, on samples: Dataset) throws -> Drawing {
    let pixels = try arrangement(of: samples)
    let worst = evaluation.worstMistakes(mostMistakes)
    guard !worst.isEmpty else { return Self.noMistakes }
    let cells = worst.map { mistake in
      let names = [mistake.trueClass, mistake.answer].map {
        String(evaluation.classNames[$0].prefix(4))
      }
      let share = decimal(100 * mistake.probability, digits: 0)
      return (
        picture: picture(samples.input(of: mistake.sample), pixels),
        enlargement: pixels.enlargement, label: "\(names[0]) → \(names[1]) \(share) %"
      )
    }
    return Drawing(
      title: "What it is → what it was taken for, and how surely", rowsOf: cells,
      columns: columns, leastWidth: 560)
  }

  /// How the samples' numbers lie in a picture, or that they do not.
  @discardableResult
  public static func arrangement(of samples: Dataset) throws -> PixelArrangement {
    guard let pixels = PixelArrangement(samples.inputShape) else {
      throw PlainError(
        "--mistakes: expected samples that are grey pictures or a square number of pixels, found "
          + "\(samples.inputShape) inputs")
    }
    return pixels
  }

  /// Numbers as greys, the least of them black and the largest white.
  private static func picture(_ numbers: [Double], _ pixels: PixelArrangement) -> ColourPicture {
    let least = min(numbers.min() ?? 0, 0)
    let most = max(numbers.max() ?? 1, 1)
    var picture = ColourPicture(width: pixels.width, height: pixels.height)
    for (index, number) in numbers.enumerated() {
      // Halved, because the difference of two numbers can be too large for a number.
      let share = (number / 2 - least / 2) / (most / 2 - least / 2)
      picture[index % pixels.width, index / pixels.width] =
        Colour(grey: UInt8((255 * min(max(share, 0), 1)).rounded()))
    }
    return picture
  }

  private static var noMistakes: Drawing {
    var drawing = Drawing(title: "No mistakes", width: 200)
    drawing.write("No mistakes", x: Drawing.margin, y: Drawing.margin, .title)
    return drawing
  }
}
