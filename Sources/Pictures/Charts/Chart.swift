/// Panels with lines, as a picture of vectors or of pixels.
///
/// ```swift
/// let loss = LineChart(title: "loss", xLabel: "epoch", kind: .loss, lines: [
///   .init("training", points: [.init(x: 1, y: 0.9), .init(x: 2, y: 0.4)])
/// ])
/// let chart = Chart(title: "xor", panels: [loss])
/// try chart.drawing.svg()  // <svg xmlns=…
/// chart.drawing.sheet      // the same as pixels
/// ```
///
/// The name of a line stands beside its end, so that twelve are told apart, too.
public struct Chart: Sendable, Equatable {
  /// What stands above all panels.
  public var title: String
  /// The panels, two in a row.
  public var panels: [LineChart]
  /// What stands below all panels, if anything.
  public var note: String?
  /// Which axes are logarithmic.
  public var axes: ChartAxes

  private static let panelsInARow = 2

  /// Puts panels together.
  public init(
    title: String, panels: [LineChart], note: String? = nil, axes: ChartAxes = .auto
  ) {
    self.title = title
    self.panels = panels
    self.note = note
    self.axes = axes
  }

  /// All of it laid out.
  public var drawing: Drawing {
    let panels = laidOut
    let width = panels.map(\.width).max() ?? ChartPanel.leastWidth
    let columns = min(max(panels.count, 1), Self.panelsInARow)
    var drawing = Drawing(title: title, width: columns * width)
    drawing.write(
      Drawing.TextStyle.title.fitting(title, in: columns * width - 2 * Drawing.margin),
      x: Drawing.margin, y: 16, .title)
    var top = 44
    for row in stride(from: 0, to: panels.count, by: Self.panelsInARow) {
      let shown = panels[row..<min(row + Self.panelsInARow, panels.count)]
      for (column, panel) in shown.enumerated() {
        panel.draw(on: &drawing, left: Double(column * width), top: Double(top))
      }
      top += shown.map(\.height).max() ?? 0
    }
    if let note { drawing.write(note, x: Drawing.margin, y: top, .small, .faint) }
    return drawing
  }

  /// Each panel as a drawing of its own, for pages that put them where there is room.
  package var panelDrawings: [Drawing] {
    zip(panels, laidOut).map { panel, layout in
      var drawing = Drawing(title: panel.title, width: layout.width)
      layout.draw(on: &drawing, left: 0, top: 0)
      return drawing
    }
  }

  private var laidOut: [ChartPanel] {
    // All panels count the same epochs, so that what is above one another belongs together.
    let isWidthLogarithmic = panels.contains(where: axes.isWidthLogarithmic)
    return panels.map {
      ChartPanel(
        $0, isWidthLogarithmic: isWidthLogarithmic,
        areHeightsLogarithmic: axes.areHeightsLogarithmic($0))
    }
  }
}
