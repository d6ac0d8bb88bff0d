/// Deciding whether a picture shows dark ink on light paper or light ink on dark.
enum Polarity {
  /// Whether the ink is darker than its paper.
  ///
  /// Three signs are added up, each in deviations of brightness from its surroundings, so that
  /// slow changes of light do not count:
  /// - ink takes less room than paper, so the rarer side of the brightness is ink (skewness);
  /// - the border of the picture is mostly paper;
  /// - its corners are paper even where a digit fills the picture.
  static func inkIsDark(in brightness: InkPicture) -> Bool {
    let shortest = min(brightness.width, brightness.height)
    // In small pictures the digit fills the surroundings; there the light is even anyway.
    let surroundings = shortest < 48 ? 0 : Double(shortest) / 4
    let level =
      surroundings == 0
      ? nil : LocalMean.blurred(brightness, radius: Int(surroundings.rounded()))
    var differences = brightness
    if let level {
      for index in differences.amounts.indices {
        differences.amounts[index] -= level.amounts[index]
      }
    }
    let count = Double(differences.amounts.count)
    let mean = differences.amounts.reduce(0) { $0 + Double($1) } / count
    var square = 0.0
    var cube = 0.0
    for value in differences.amounts {
      let difference = Double(value) - mean
      square += difference * difference
      cube += difference * difference * difference
    }
    let deviation = (square / count).squareRoot()
    guard deviation > 0 else { return true }
    let skewness = cube / count / (deviation * deviation * deviation)
    let (border, corners) = borderAndCornerMeans(of: differences)
    let paperIsLight =
      -min(max(skewness, -3), 3) + (border - mean) / deviation + (corners - mean) / deviation
    return paperIsLight >= 0
  }

  private static func borderAndCornerMeans(
    of picture: InkPicture
  ) -> (border: Double, corners: Double) {
    let shortest = min(picture.width, picture.height)
    let rim = max(shortest / 32, 1)
    let corner = max(shortest / 10, 1)
    var border = (sum: 0.0, count: 0.0)
    var corners = (sum: 0.0, count: 0.0)
    for y in 0..<picture.height {
      let fromEdgeY = min(y, picture.height - 1 - y)
      for x in 0..<picture.width {
        let fromEdgeX = min(x, picture.width - 1 - x)
        let value = Double(picture[x, y])
        if min(fromEdgeX, fromEdgeY) < rim { border = (border.sum + value, border.count + 1) }
        if max(fromEdgeX, fromEdgeY) < corner { corners = (corners.sum + value, corners.count + 1) }
      }
    }
    return (border.sum / border.count, corners.sum / corners.count)
  }
}
