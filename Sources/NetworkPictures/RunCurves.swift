import NetworkDescription
import Pictures
import TrainingRuns

extension LearningCurves {
  /// The curves of finished runs over each other: a panel for each metric, a colour for each run.
  ///
  /// Where there is validation, it is in strong lines, and training in faint ones.
  public static func chart(of runs: [FinishedRun], axes: ChartAxes = .auto) -> Chart {
    let histories = runs.enumerated().compactMap { index, run in
      run.history.map { (run: index, name: run.name, history: $0) }
    }
    var metrics: [String] = []
    for metric in histories.flatMap(\.history.metrics) where !metrics.contains(metric) {
      metrics.append(metric)
    }
    let hasValidation = histories.contains { _, _, history in
      metrics.contains { history.validation($0) != nil }
    }
    let panels = metrics.map { metric in
      LineChart(
        title: words(of: metric), xLabel: "epoch", kind: .ofMetric(metric),
        lines: histories.flatMap { run, name, history in
          let validation = history.validation(metric)
          let training = LineChart.Line(
            name, points: points(of: history, history.training(metric)), colour: run,
            isFaint: validation != nil)
          return [training]
            + (validation.map {
              [LineChart.Line(name, points: points(of: history, $0), colour: run)]
            } ?? [])
        })
    }
    return Chart(
      title: "\(runs.count) runs", panels: panels,
      note: hasValidation
        ? "strong lines: validation where there is any; faint lines: training" : nil,
      axes: axes)
  }

  private static func points(of history: RunHistory, _ numbers: [Double?]) -> [LineChart.Point] {
    thinned(Array(zip(history.epochs, numbers))).compactMap { epoch, number in
      number.map { LineChart.Point(x: Double(epoch), y: $0) }
    }
  }

  /// The words of a metric's name; of one that Glassbox does not know, topFive is top five.
  package static func words(of metric: String) -> String {
    if let known = Metric(rawValue: metric) { return known.title }
    return metric.reduce(into: "") { words, letter in
      words += letter.isUppercase && !words.isEmpty ? " \(letter.lowercased())" : "\(letter)"
    }
  }
}
