import NetworkBlueprint
import Pictures
import TrainingLoop

/// Loss and accuracy, epoch by epoch, as a picture.
enum LearningCurves {
  private static let mostPoints = 1000

  /// A panel for each, with lines for training and, if it was measured, validation.
  static func chart(_ records: [EpochRecord], title: String) -> SVGChart {
    SVGChart(
      title: title,
      panels: [
        panel("loss", of: records) { $0.loss },
        panel("accuracy", of: records) { $0.accuracy },
      ])
  }

  private static func panel(
    _ name: String, of records: [EpochRecord], _ number: (BatchResult) -> Double
  ) -> LineChart {
    // More points than pixels only make the file larger; the last one is never left out.
    let step = max(1, (records.count + mostPoints - 1) / mostPoints)
    let shown = records.enumerated()
      .filter { $0.offset.isMultiple(of: step) || $0.offset == records.count - 1 }
      .map(\.element)
    let training = shown.map { LineChart.Point(x: Double($0.epoch), y: number($0.training)) }
    let validation = shown.compactMap { record in
      record.validation.map { LineChart.Point(x: Double(record.epoch), y: number($0)) }
    }
    return LineChart(
      title: name, xLabel: "epoch",
      lines: [.init("training", points: training)]
        + (validation.isEmpty ? [] : [.init("validation", points: validation)]))
  }
}
