import NetworkDescription
import Pictures
import TrainingRuns

/// The metrics of a training, epoch by epoch, as a picture.
public enum LearningCurves {
  private static let mostPoints = 1000

  /// A panel for each metric, with lines for training and, if it was measured, validation.
  public static func chart(
    _ epochs: [EpochFigures], title: String, axes: ChartAxes = .auto
  ) -> Chart {
    Chart(
      title: title,
      panels: (epochs.first?.training.quality.kind ?? .classes).metrics.map { metric in
        let validation = points(of: epochs, metric) { $0.validation }
        return LineChart(
          title: metric.title, xLabel: "epoch", kind: .ofMetric(metric.title),
          lines: [.init("training", points: points(of: epochs, metric) { $0.training })]
            + (validation.isEmpty ? [] : [.init("validation", points: validation)]))
      }, axes: axes)
  }

  /// Trainings over each other: a panel for each metric that any of them has, a colour for each.
  ///
  /// Where there is validation, it is in strong lines, and training in faint ones.
  public static func chart(
    ofRuns runs: [(name: String, epochs: [EpochFigures])], title: String,
    axes: ChartAxes = .auto
  ) -> Chart {
    let kinds = Set(runs.compactMap(\.epochs.first?.training.quality.kind))
    let metrics = Metric.allCases.filter { metric in
      (kinds.isEmpty ? [.classes] : kinds).contains { $0.metrics.contains(metric) }
    }
    let hasValidation = runs.contains { $0.epochs.contains { $0.validation != nil } }
    let panels = metrics.map { metric in
      LineChart(
        title: metric.title, xLabel: "epoch", kind: .ofMetric(metric.title),
        lines: runs.enumerated().flatMap { index, run in
          let training = LineChart.Line(
            run.name, points: points(of: run.epochs, metric) { $0.training }, colour: index,
            isFaint: hasValidation)
          guard hasValidation else { return [training] }
          return [
            training,
            LineChart.Line(
              run.name, points: points(of: run.epochs, metric) { $0.validation }, colour: index,
              isFaint: false),
          ]
        })
    }
    return Chart(
      title: title, panels: panels,
      note: hasValidation ? "strong lines: validation, faint lines: training" : "training",
      axes: axes)
  }

  /// A line's points; where there are more epochs than pixels, some are left out.
  public static func points(
    of epochs: [EpochFigures], _ metric: Metric,
    _ part: (EpochFigures) -> EpochFigures.Measured?
  ) -> [LineChart.Point] {
    thinned(epochs).compactMap { epoch in
      part(epoch)?[metric].map { LineChart.Point(x: Double(epoch.epoch), y: $0) }
    }
  }

  /// As many of some epochs as there are pixels, the first fifty and the last among them: on a
  /// logarithmic axis the first have most of the room.
  static func thinned<Epoch>(_ epochs: [Epoch]) -> [Epoch] {
    let step = max(1, (epochs.count + mostPoints - 1) / mostPoints)
    return epochs.enumerated()
      .filter {
        $0.offset < 50 || $0.offset.isMultiple(of: step) || $0.offset == epochs.count - 1
      }
      .map(\.element)
  }
}

extension LineChart.Kind {
  /// What a metric's name says of its heights: losses and errors fall towards 0.
  public static func ofMetric(_ name: String) -> LineChart.Kind {
    let name = name.lowercased()
    return name.hasSuffix("loss") || name.hasSuffix("error") ? .loss : .score
  }
}
