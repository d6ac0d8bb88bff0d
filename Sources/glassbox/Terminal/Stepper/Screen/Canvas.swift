/// A screen of characters, each with a look, which is drawn as a whole.
struct Canvas {
  /// How a character looks; without colours it is still bold, dim or reversed.
  struct Look: Equatable {
    /// Signs have a colour each, which also people tell apart who see no red or green; red is for
    /// errors alone.
    enum Tint: Equatable {
      case plain, positive, negative, heading, error
    }

    var tint = Tint.plain
    /// 0 is faint, 3 is strong.
    var strength = 2
    var isBold = false
    var isReversed = false

    static let plain = Look()
    static let faint = Look(strength: 0)
    static let bold = Look(isBold: true)
    static let marked = Look(isBold: true, isReversed: true)
    static let heading = Look(tint: .heading, isBold: true)
    static let error = Look(tint: .error, isBold: true)

    /// The look of a number: by its sign, and by its size compared with the largest around.
    static func of(_ number: Double, largest: Double) -> Look {
      let share = largest > 0 ? abs(number) / largest : 0
      let strength = number.isNaN || share > 0.66 ? 3 : share > 0.33 ? 2 : share > 0.1 ? 1 : 0
      return Look(
        tint: number > 0 ? .positive : number < 0 ? .negative : .plain, strength: strength)
    }
  }

  private struct Cell: Equatable {
    var character: Character = " "
    var look = Look.plain
  }

  let width: Int
  let height: Int
  private var cells: [Cell]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    cells = Array(repeating: Cell(), count: width * height)
  }

  /// Writes text from a place on; what does not fit is cut off.
  mutating func write(_ text: String, x: Int, y: Int, _ look: Look = .plain, upTo end: Int? = nil) {
    guard (0..<height).contains(y) else { return }
    let end = min(end ?? width, width)
    var x = x
    for character in text.withoutControls {
      if x >= end {
        if x == end, end > 0 { cells[y * width + end - 1].character = "…" }
        return
      }
      if x >= 0 { cells[y * width + x] = Cell(character: character, look: look) }
      x += 1
    }
  }

  /// What stands at a place; nil outside.
  func character(x: Int, y: Int) -> Character? {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return nil }
    return cells[y * width + x].character
  }

  /// What a terminal has to be sent to show it.
  func text(inColour: Bool) -> String {
    var text = "\u{1B}[H"
    for y in 0..<height {
      var look = Look.plain
      var line = ""
      for cell in cells[y * width..<(y + 1) * width] {
        if cell.look != look {
          line += cell.look.escape(inColour: inColour)
          look = cell.look
        }
        line.append(cell.character)
      }
      text += line + "\u{1B}[0m\u{1B}[K" + (y + 1 < height ? "\n" : "")
    }
    return text
  }
}

extension Canvas.Look {
  fileprivate func escape(inColour: Bool) -> String {
    var codes = ["0"]
    if isBold { codes.append("1") }
    if isReversed { codes.append("7") }
    if inColour {
      switch tint {
      case .positive: codes.append("38;5;\(TerminalColour.positive[strength])")
      case .negative: codes.append("38;5;\(TerminalColour.negative[strength])")
      case .error: codes.append("38;5;\(TerminalColour.error)")
      case .heading: codes.append("38;5;\(TerminalColour.heading)")
      case .plain: if strength == 0 { codes.append("38;5;\(TerminalColour.faint)") }
      }
    } else if strength == 0, !isReversed {
      codes.append("2")
    }
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}
