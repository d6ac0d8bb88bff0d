import NetworkDescription
import NetworkPictures
import Pictures
import TextFormats
import TrainingLoop
import TrainingRuns

/// What an experiment came to, as tables and curves.
public struct ExperimentReport {
  private let experiment: ExperimentFile
  private let outcomes: [RunOutcome]

  /// Reports what the runs of an experiment came to.
  public init(experiment: ExperimentFile, outcomes: [RunOutcome]) {
    self.experiment = experiment
    self.outcomes = outcomes
  }

  /// The runs of each variation, in the order of the file; variations without any are left out.
  private var variations: [(name: String, runs: [RunOutcome])] {
    experiment.variations.enumerated().compactMap { index, variation in
      let runs = outcomes.filter { $0.run.variation == index }
      return runs.isEmpty ? nil : (variation.name, runs)
    }
  }

  private static let allTitles = [
    "variation", "parameters", "epochs", "loss", "accuracy", "validation loss",
    "validation accuracy", "best (epoch)", "time",
  ]

  /// Titles, and a row for each variation, without columns in which there is nothing.
  private var cells: (titles: [String], rows: [[String]]) {
    let rows = allRows
    let used = Self.allTitles.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    return (used.map { Self.allTitles[$0] }, rows.map { row in used.map { row[$0] } })
  }

  /// A row for each variation: the means of its runs after their last epochs.
  private var allRows: [[String]] {
    variations.map { name, runs in
      let last = runs.compactMap(\.epochs.last)
      let parameters = Set(runs.map(\.run.blueprint.parameterCount)).sorted().map(grouped)
      let bestEpochs = runs.compactMap { $0.best?.epoch }
      let best = Self.mean(runs.compactMap { $0.best?.validation?.accuracy }, percentMean)
      return [
        name + Self.note(on: runs), parameters.joined(separator: ", "),
        Self.mean(runs.map { Double($0.epochs.count) }) { mean, _ in grouped(Int(mean)) },
        Self.mean(last.map(\.training.loss), lossMean),
        Self.mean(last.map(\.training.accuracy), percentMean),
        Self.mean(last.compactMap(\.validation?.loss), lossMean),
        Self.mean(last.compactMap(\.validation?.accuracy), percentMean),
        best.isEmpty ? "" : "\(best) (\(bestEpochs.map(String.init).joined(separator: ", ")))",
        duration(runs.flatMap(\.epochs).reduce(0) { $0 + $1.seconds }),
      ]
    }
  }

  /// How many runs did not come to their end, in brackets; nothing if all did.
  private static func note(on runs: [RunOutcome]) -> String {
    let failed = runs.count { if case .failed = $0.ending { true } else { false } }
    let unfinished = runs.count { $0.ending == .stopped }
    let words = [(failed, "failed"), (unfinished, "unfinished")].filter { $0.0 > 0 }
      .map { count, word in runs.count == 1 ? word : "\(count) \(word)" }
    return words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
  }

  private func lossMean(_ mean: Double, _ deviation: Double?) -> String {
    decimal(mean, digits: 4) + (deviation.map { " ± \(decimal($0, digits: 4))" } ?? "")
  }

  private func percentMean(_ mean: Double, _ deviation: Double?) -> String {
    decimal(100 * mean, digits: 2) + (deviation.map { " ± \(decimal(100 * $0, digits: 2))" } ?? "")
      + " %"
  }

  /// The mean, and the deviation of a sample where there are several; nothing for no numbers.
  private static func mean(
    _ numbers: [Double], _ text: (_ mean: Double, _ deviation: Double?) -> String
  ) -> String {
    guard !numbers.isEmpty else { return "" }
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    guard numbers.count > 1 else { return text(mean, nil) }
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return text(mean, (squares / Double(numbers.count - 1)).squareRoot())
  }

  /// The table for the terminal.
  package var table: TextTable {
    let (titles, rows) = cells
    var table = TextTable(
      columns: titles.prefix(1).map { .left($0) } + titles.dropFirst().map { .right($0) })
    for row in rows { table.add(row) }
    return table
  }

  /// A page with the table and the curves.
  public var markdown: String {
    func line(_ cells: [String]) -> String {
      "| "
        + cells.map { $0.onOneLine.split(separator: "|").joined(separator: "\\|") }
        .joined(separator: " | ") + " |"
    }
    var lines = ["# \(experiment.name.onOneLine)", ""]
    if let question = experiment.question { lines += [question.onOneLine, ""] }
    let (titles, rows) = cells
    lines += [line(titles), "|---|" + titles.dropFirst().map { _ in "---:|" }.joined()]
    lines += rows.map(line)
    if experiment.seeds.count > 1 {
      lines += [
        "", "Means and deviations of \(experiment.seeds.count) seeds, after the last epoch.",
      ]
    }
    lines += ["", "![loss and accuracy, epoch by epoch](curves.svg)"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// A row for each run, with all digits.
  public var csv: String {
    let header =
      "variation,seed,parameters,epochs,loss,accuracy,validationLoss,validationAccuracy,"
      + "bestValidationAccuracy,bestEpoch,seconds,problem"
    let rows = outcomes.map { outcome in
      let last = outcome.epochs.last
      var problem = ""
      if case .failed(let reason) = outcome.ending { problem = reason }
      return [
        Self.quoted(experiment.variations[outcome.run.variation].name),
        "\(outcome.run.blueprint.seed)", "\(outcome.run.blueprint.parameterCount)",
        "\(outcome.epochs.count)",
        last.map { "\($0.training.loss)" } ?? "", last.map { "\($0.training.accuracy)" } ?? "",
        last?.validation.map { "\($0.loss)" } ?? "",
        last?.validation.map { "\($0.accuracy)" } ?? "",
        outcome.best?.validation.map { "\($0.accuracy)" } ?? "",
        outcome.best.map { "\($0.epoch)" } ?? "",
        "\(outcome.epochs.reduce(0) { $0 + $1.seconds })", Self.quoted(problem),
      ].joined(separator: ",")
    }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  /// A field as RFC 4180 wants it.
  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// The curves of all variations over each other: validation in strong lines, training in faint.
  public var curves: Chart {
    let means = variations.map { (name: $0.name, epochs: Self.mean(of: $0.runs)) }
    let hasValidation = means.contains { $0.epochs.contains { $0.validation != nil } }
    let panels = EpochFigures.Measured.kinds.map { title, number in
      var lines: [LineChart.Line] = []
      for (index, mean) in means.enumerated() {
        let training = LearningCurves.points(of: mean.epochs, { $0.training }, number)
        lines.append(.init(mean.name, points: training, colour: index, isFaint: hasValidation))
        if hasValidation {
          let validation = LearningCurves.points(of: mean.epochs, { $0.validation }, number)
          lines.append(.init(mean.name, points: validation, colour: index, isFaint: false))
        }
      }
      return LineChart(title: title, xLabel: "epoch", kind: .ofMetric(title), lines: lines)
    }
    return Chart(
      title: experiment.name, panels: panels,
      note: hasValidation ? "strong lines: validation, faint lines: training" : "training")
  }

  /// Epoch by epoch the mean of all runs that came so far.
  private static func mean(of runs: [RunOutcome]) -> [EpochFigures] {
    let longest = runs.map(\.epochs.count).max() ?? 0
    return (0..<longest).map { index in
      let epochs = runs.compactMap { index < $0.epochs.count ? $0.epochs[index] : nil }
      func mean(_ figures: [EpochFigures.Measured]) -> EpochFigures.Measured {
        EpochFigures.Measured(
          loss: figures.reduce(0) { $0 + $1.loss } / Double(figures.count),
          accuracy: figures.reduce(0) { $0 + $1.accuracy } / Double(figures.count))
      }
      let validation = epochs.compactMap(\.validation)
      return EpochFigures(
        epoch: index + 1, training: mean(epochs.map(\.training)),
        validation: validation.isEmpty ? nil : mean(validation), seconds: 0)
    }
  }
}
