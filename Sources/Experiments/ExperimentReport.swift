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

  /// What the targets of the runs are; as a rule all have the same data.
  private var kinds: Set<TargetKind> {
    let found = Set(outcomes.compactMap(\.kind))
    return found.isEmpty ? [.classes] : found
  }

  /// What is measured of any run.
  private var metrics: [Metric] {
    Metric.allCases.filter { metric in kinds.contains { $0.metrics.contains(metric) } }
  }

  /// What decides which epoch of a run was best.
  private var deciding: [Metric] {
    metrics.filter { metric in kinds.contains { $0.deciding == metric } }
  }

  /// The runs of each variation, in the order of the file; variations without any are left out.
  private var variations: [(name: String, runs: [RunOutcome])] {
    experiment.variations.enumerated().compactMap { index, variation in
      let runs = outcomes.filter { $0.run.variation == index }
      return runs.isEmpty ? nil : (variation.name, runs)
    }
  }

  private static let allTitles =
    ["variation", "parameters", "epochs"] + Metric.allCases.map(\.title)
    + Metric.allCases.map { "validation \($0.title)" } + ["best (epoch)", "time"]

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
      let deciding = (runs.compactMap(\.kind).first ?? .classes).deciding
      let best = mean(deciding, runs.map { $0.best?.validation })
      return [
        name + Self.note(on: runs), parameters.joined(separator: ", "),
        Self.mean(runs.map { Double($0.epochs.count) }) { mean, _ in grouped(Int(mean)) },
      ]
        + Metric.allCases.map { mean($0, last.map(\.training)) }
        + Metric.allCases.map { mean($0, last.map(\.validation)) } + [
          best.isEmpty ? "" : "\(best) (\(bestEpochs.map(String.init).joined(separator: ", ")))",
          duration(runs.flatMap(\.epochs).reduce(0) { $0 + $1.seconds }),
        ]
    }
  }

  /// How many runs did not come to their end, in brackets; nothing if all did.
  private static func note(on runs: [RunOutcome]) -> String {
    let failed = runs.count(where: \.isFailed)
    let unfinished = runs.count { $0.ending == .stopped }
    let outrun = runs.count { if case .outrun = $0.ending { true } else { false } }
    let words = [(failed, "failed"), (unfinished, "unfinished"), (outrun, "outrun")].filter {
      $0.0 > 0
    }
    .map { count, word in runs.count == 1 ? word : "\(count) \(word)" }
    return words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
  }

  /// The mean of a metric over the runs that have it; nothing if none does.
  private func mean(_ metric: Metric, _ measured: [EpochFigures.Measured?]) -> String {
    Self.mean(measured.compactMap { $0?[metric] }, metric == .accuracy ? percentMean : plainMean)
  }

  private func plainMean(_ mean: Double, _ deviation: Double?) -> String {
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
        + cells.map(\.markdown).joined(separator: " | ") + " |"
    }
    var lines = ["# \(experiment.name.markdown)", ""]
    if let question = experiment.question { lines += [question.markdown, ""] }
    let (titles, rows) = cells
    lines += [line(titles), "|---|" + titles.dropFirst().map { _ in "---:|" }.joined()]
    lines += rows.map(line)
    if experiment.seeds.count > 1 {
      lines += [
        "", "Means and deviations of \(experiment.seeds.count) seeds, after the last epoch.",
      ]
    }
    let names = metrics.map(\.title).joined(separator: " and ")
    lines += ["", "![\(names), epoch by epoch](curves.svg)"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// A row for each run, with all digits.
  public var csv: String {
    let header =
      ["variation", "seed", "parameters", "epochs"] + metrics.map(\.key)
      + metrics.map(\.validationKey) + deciding.map(\.bestKey)
      + ["bestEpoch", "seconds", "problem"]
    let rows = outcomes.map { outcome in
      let last = outcome.epochs.last
      var problem = ""
      if case .failed(let reason) = outcome.ending { problem = reason }
      func cell(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }
      let cells = [
        experiment.variations[outcome.run.variation].name,
        "\(outcome.run.blueprint.seed)", "\(outcome.run.blueprint.parameterCount)",
        "\(outcome.epochs.count)",
      ]
      let measured =
        metrics.map { cell(last?.training[$0]) }
        + metrics.map { cell(last?.validation?[$0]) }
        + deciding.map { cell(outcome.best?.validation?[$0]) }
      let ending = [
        outcome.best.map { "\($0.epoch)" } ?? "",
        "\(outcome.epochs.reduce(0) { $0 + $1.seconds })", problem,
      ]
      return commaSeparated(cells + measured + ending)
    }
    return ([commaSeparated(header)] + rows).joined(separator: "\n") + "\n"
  }

  /// The curves of all variations over each other: validation in strong lines, training in faint.
  public var curves: Chart {
    LearningCurves.chart(
      ofRuns: variations.map { ($0.name, Self.mean(of: $0.runs)) }, title: experiment.name)
  }

  /// Epoch by epoch the mean of all runs that came so far.
  private static func mean(of runs: [RunOutcome]) -> [EpochFigures] {
    let longest = runs.map(\.epochs.count).max() ?? 0
    return (0..<longest).compactMap { index in
      let epochs = runs.compactMap { index < $0.epochs.count ? $0.epochs[index] : nil }
      return EpochFigures.Measured.mean(of: epochs.map(\.training)).map {
        EpochFigures(
          epoch: index + 1, training: $0,
          validation: EpochFigures.Measured.mean(of: epochs.compactMap(\.validation)), seconds: 0)
      }
    }
  }
}

extension EpochFigures.Measured {
  /// The means of several; nil of none.
  fileprivate static func mean(of measured: [Self]) -> Self? {
    func mean(_ metric: Metric) -> Double? {
      let known = measured.compactMap { $0[metric] }
      return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }
    guard let loss = mean(.loss) else { return nil }
    if let accuracy = mean(.accuracy) { return Self(loss: loss, quality: .accuracy(accuracy)) }
    return mean(.meanAbsoluteError).map {
      Self(loss: loss, quality: .errors(meanAbsolute: $0, rSquared: mean(.rSquared)))
    }
  }
}
