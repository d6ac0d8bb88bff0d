import NetworkDescription
import Pictures
import TrainingRuns

/// The metrics of a training, epoch by epoch, as a picture.
public enum LearningCurves {
  private static let mostPoints = 1000

  /// A panel for each metric, with lines for training and, if it was measured, validation.
  public static func chart(_ epochs: [EpochFigures], title: String) -> SVGChart {
    SVGChart(
      title: title,
      panels: (epochs.first?.training.quality.kind ?? .classes).metrics.map { metric in
        let validation = points(of: epochs, metric) { $0.validation }
        return LineChart(
          title: metric.title, xLabel: "epoch",
          lines: [.init("training", points: points(of: epochs, metric) { $0.training })]
            + (validation.isEmpty ? [] : [.init("validation", points: validation)]))
      })
  }

  /// A line's points; where there are more epochs than pixels, some are left out, never the last.
  public static func points(
    of epochs: [EpochFigures], _ metric: Metric,
    _ part: (EpochFigures) -> EpochFigures.Measured?
  ) -> [LineChart.Point] {
    let step = max(1, (epochs.count + mostPoints - 1) / mostPoints)
    return epochs.enumerated()
      .filter { $0.offset.isMultiple(of: step) || $0.offset == epochs.count - 1 }
      .compactMap { _, epoch in
        part(epoch)?[metric].map { LineChart.Point(x: Double(epoch.epoch), y: $0) }
      }
  }
}
