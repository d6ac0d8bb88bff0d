import NetworkPictures

/// The inputs of a network as a picture in characters, where there are too many for a column.
///
/// A character stands for some pixels, twice as many down as across, as characters are that much
/// taller; its density is that of their mean size, and a colour tells the sign.
struct InputPicture {
  /// The smallest picture: a list of fewer inputs is one of numbers.
  private static let leastCount = 64
  private static let shades: [Character] = [" ", "░", "▒", "▓", "█"]

  let width: Int
  let height: Int
  private let arrangement: PixelArrangement
  private let channels: Int
  /// How many pixels across a character stands for.
  private let scale: Int

  /// The picture, as large as fits into so many columns and rows; nil for inputs that are none.
  init?(_ view: NetworkView, columns: Int, rows: Int) {
    let shape = view.inputShape
    guard shape.count >= Self.leastCount, columns > 0, rows > 0 else { return nil }
    let isColour = shape.isPicture && shape.extents[2] > 1
    channels = isColour ? shape.extents[2] : 1
    let plane =
      isColour ? .picture(height: shape.extents[0], width: shape.extents[1], channels: 1) : shape
    guard let arrangement = PixelArrangement(plane) else { return nil }
    self.arrangement = arrangement
    scale = max(
      1, (arrangement.width - 1) / columns + 1, (arrangement.height - 1) / (2 * rows) + 1)
    width = (arrangement.width - 1) / scale + 1
    height = (arrangement.height - 1) / (2 * scale) + 1
  }

  /// What stands above it: `input 28 × 28`.
  var title: String { "input \(arrangement.height) × \(arrangement.width)" }

  /// The character in which an input is.
  func place(of input: Int) -> (x: Int, y: Int) {
    let pixel = input / channels
    return (
      x: pixel % arrangement.width / scale, y: pixel / arrangement.width / (2 * scale)
    )
  }

  func draw(_ view: NetworkView, on canvas: inout Canvas, x: Int, y: Int) {
    let cells = means(of: view)
    let largest = cells.reduce(0) { max($0, abs($1 ?? 0)) }
    for (index, mean) in cells.enumerated() {
      let share = largest > 0 ? abs(mean ?? 0) / largest : 0
      let shade = mean == nil ? "·" : Self.shades[min(4, Int((share * 4).rounded(.up)))]
      canvas.write(
        String(shade), x: x + index % width, y: y + index / width,
        mean == nil ? .faint : .of(mean ?? 0, largest: 0))
    }
  }

  /// What the characters stand for; nil where an input has not come yet.
  private func means(of view: NetworkView) -> [Double?] {
    var sums = [Double](repeating: 0, count: width * height)
    var counts = [Int](repeating: 0, count: width * height)
    for input in view.layers[0] {
      guard let output = view.neurons[input].output, output.isFinite else { continue }
      let (x, y) = place(of: input)
      sums[y * width + x] += output
      counts[y * width + x] += 1
    }
    return zip(sums, counts).map { $1 == 0 ? nil : $0 / Double($1) }
  }
}
