extension Drawing {
  /// How words look.
  package enum TextStyle: String, CaseIterable, Sendable {
    case title, heading, label, small

    /// Pixels of an em.
    package var size: Double {
      switch self {
      case .title: 20
      case .heading: 16
      case .label: 14
      case .small: 12
      }
    }

    package var weight: PictureSheet.TextWeight {
      self == .title || self == .heading ? .bold : .regular
    }

    /// How high capitals are.
    package var height: Int { PictureSheet.textHeight(size: size) }

    /// How wide words are.
    package func width(of text: String) -> Int {
      PictureSheet.textWidth(text, size: size, weight: weight)
    }

    /// As much of a text as a width has room for.
    package func fitting(_ text: String, in width: Int) -> String {
      guard self.width(of: text) > width else { return text }
      var shown = text
      while !shown.isEmpty, self.width(of: shown + "…") > width { shown.removeLast() }
      return shown + "…"
    }
  }

  /// How a line looks.
  package struct LineLook: Sendable {
    let ink: DrawingInk
    let width: Double
    let dashes: [Double]
    let opacity: Double

    /// - Parameter dashes: How long dashes and gaps are, in turn; none for a whole line.
    package init(
      _ ink: DrawingInk, width: Double = 1, dashes: [Double] = [], opacity: Double = 1
    ) {
      self.ink = ink
      self.width = width
      self.dashes = dashes
      self.opacity = opacity
    }
  }

  /// How a point looks.
  package struct MarkLook: Sendable {
    /// What a point is drawn as.
    package enum Shape: Sendable {
      case disc, diamond
    }

    let shape: Shape
    let radius: Double
    let ink: DrawingInk
    let edge: DrawingInk

    /// - Parameter radius: To the outside of the edge.
    package init(_ shape: Shape, radius: Double, _ ink: DrawingInk, edge: DrawingInk) {
      self.shape = shape
      self.radius = radius
      self.ink = ink
      self.edge = edge
    }
  }
}
