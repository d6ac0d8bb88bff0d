import Explanation
import NetworkDescription
import NetworkPictures
import TextFormats
import TrainingRuns

/// Finished runs as tables and as JSON.
struct ComparisonText {
  private let runs: [FinishedRun]
  private let metrics: [String]
  private let differences: BlueprintDifferences?

  init(_ runs: [FinishedRun]) {
    self.runs = runs
    var metrics: [String] = []
    for metric in runs.flatMap({ $0.history?.metrics ?? [] }) where !metrics.contains(metric) {
      metrics.append(metric)
    }
    self.metrics = metrics
    let blueprints = runs.compactMap(\.blueprint)
    differences = blueprints.count > 1 ? BlueprintDifferences(among: blueprints) : nil
  }

  /// The figures after the last epoch, and what differs in the blueprints.
  var text: String {
    var parts = ["\(figures)", differencesText]
    let without = runs.filter { $0.history == nil }.map(\.name)
    if !without.isEmpty { parts.append("no history: \(without.joined(separator: ", "))") }
    let companions = runs.compactMap(\.companion).map(\.onOneLine)
    if !companions.isEmpty {
      let shown = companions.prefix(4) + (companions.count > 4 ? ["…"] : [])
      parts.append("found beside them: \(shown.joined(separator: ", "))")
    }
    return parts.joined(separator: "\n\n")
  }

  private var figures: TextTable {
    let columns = columns
    var table = TextTable(columns: [.left("run")] + columns.map { .right($0.title) })
    for run in runs { table.add([run.name] + columns.map { $0.cell(run) }) }
    return table
  }

  /// The columns that at least one run has something for.
  private var columns: [(title: String, cell: (FinishedRun) -> String)] {
    var columns: [(title: String, cell: (FinishedRun) -> String)] = [
      ("parameters", { $0.blueprint.map { grouped($0.parameterCount) } ?? "" }),
      ("epochs", { $0.history.map { grouped($0.epochs.last ?? 0) } ?? "" }),
    ]
    for metric in metrics {
      let words = LearningCurves.words(of: metric)
      columns.append((words, { Self.number($0.history?.training(metric).last, metric) }))
      columns.append(
        ("validation \(words)", { Self.number($0.history?.validation(metric)?.last, metric) }))
    }
    columns.append(("best epoch", Self.best))
    columns.append(("time", { $0.history?.seconds.map(duration) ?? "" }))
    return columns.filter { column in runs.contains { !column.cell($0).isEmpty } }
  }

  private static func number(_ number: Double??, _ metric: String) -> String {
    guard let number = number ?? nil else { return "" }
    return metric == "accuracy" ? percent(number) : NumberText(number).text
  }

  private static func best(_ run: FinishedRun) -> String {
    guard let history = run.history, let best = history.best else { return "" }
    return grouped(history.epochs[best])
  }

  private var differencesText: String {
    let known = runs.filter { $0.blueprint != nil }
    guard let differences else {
      return "blueprints: "
        + (known.isEmpty
          ? "no model beside the histories" : "only that of \(known[0].name) is known")
    }
    guard !differences.settings.isEmpty else { return "blueprints: no difference" }
    let settings = differences.settings.map { setting in
      [setting.name] + setting.values.map { $0.map(BlueprintDifferences.text) ?? "–" }
    }
    let names = ["setting"] + known.map(\.name)
    // A row for each of what there is more of, so that the table stays narrow.
    let rows =
      settings.count >= known.count
      ? [names] + settings
      : names.indices.map { column in
        [column == 0 ? "run" : names[column]] + settings.map { $0[column] }
      }
    var table = TextTable(columns: rows[0].map { .left($0) })
    for row in rows.dropFirst() { table.add(row) }
    return "what differs in the blueprints:\n\n\(table)"
  }

  /// All of it for programs.
  var json: JSONValue {
    let known = runs.filter { $0.blueprint != nil }.map(\.name)
    let settings = (differences?.settings ?? []).map { setting in
      (
        setting.name,
        JSONValue.object(
          Array(zip(known, setting.values.map { $0 ?? .null })))
      )
    }
    return .object([
      ("runs", .array(runs.map(entry))),
      ("differences", differences == nil ? .null : .object(settings)),
    ])
  }

  private func entry(_ run: FinishedRun) -> JSONValue {
    let history = run.history
    let epochs: JSONValue? = history?.epochs.last.map { .integer($0) }
    let last = history.map { figures(of: $0, at: $0.epochs.count - 1) }
    let best = history.flatMap { history in history.best.map { figures(of: history, at: $0) } }
    let seconds: JSONValue? = history?.seconds.map { .number($0) }
    return .object([
      ("name", .string(run.name)), ("file", .string(run.file)),
      ("epochs", epochs ?? .null), ("last", last ?? .null), ("best", best ?? .null),
      ("seconds", seconds ?? .null),
      ("parameters", run.blueprint.map { .integer($0.parameterCount) } ?? .null),
      ("blueprint", run.blueprint?.json ?? .null),
    ])
  }

  private func figures(of history: RunHistory, at place: Int) -> JSONValue {
    func value(_ numbers: [Double?]?) -> JSONValue {
      (numbers?[place]).flatMap { $0 }.map { .number($0) } ?? .null
    }
    return .object(
      [("epoch", .integer(history.epochs[place]))]
        + history.metrics.flatMap { metric in
          [
            (metric, value(history.training(metric))),
            (
              "validation" + metric.prefix(1).uppercased() + metric.dropFirst(),
              value(history.validation(metric))
            ),
          ]
        })
  }
}
