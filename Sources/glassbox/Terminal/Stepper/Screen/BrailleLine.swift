/// A line of Braille dots, of which a character holds two beside and four above each other.
struct BrailleLine {
  /// The density of a line that is thicker than all others.
  static let thick = 4

  /// The characters it leads from and to, from their left edges.
  let from: (x: Int, y: Int)
  let to: (x: Int, y: Int)
  /// 0 for a few dots, 2 and more for all, 4 for two beside each other.
  let density: Int

  /// The bits of the dots, column by column (Unicode 15, block U+2800).
  private static let bits: [[UInt32]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

  /// Adds the dots to those that other lines have left; text stays.
  func draw(on canvas: inout Canvas, _ look: Canvas.Look) {
    let (start, end) = ((x: from.x * 2, y: from.y * 4 + 1), (x: to.x * 2, y: to.y * 4 + 1))
    let (width, height) = (end.x - start.x, end.y - start.y)
    let count = max(abs(width), abs(height), 1)
    for dot in 0..<count where density > 1 || dot.isMultiple(of: density == 1 ? 2 : 4) {
      let x = start.x + width * dot / count
      let y = start.y + Int((Double(height * dot) / Double(count)).rounded())
      for thickness in 0..<(density == Self.thick ? 2 : 1) {
        add(x, y + thickness, to: &canvas, look)
      }
    }
  }

  private func add(_ x: Int, _ y: Int, to canvas: inout Canvas, _ look: Canvas.Look) {
    guard x >= 0, y >= 0 else { return }
    let cell = (x: x / 2, y: y / 4)
    let bit = Self.bits[x % 2][y % 4]
    guard let present = canvas.character(x: cell.x, y: cell.y)?.unicodeScalars.first?.value else {
      return
    }
    let isBraille = (0x2800..<0x2900).contains(present)
    guard isBraille || present == 0x20,
      let scalar = Unicode.Scalar(0x2800 | (isBraille ? present & 0xFF : 0) | bit)
    else { return }
    canvas.write(String(Character(scalar)), x: cell.x, y: cell.y, look)
  }
}
