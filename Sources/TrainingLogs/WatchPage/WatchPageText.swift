import NetworkDescription
import NetworkPictures
import Pictures
import TextFormats
import TracePages
import TrainingLoop
import TrainingRuns
import WatchPageFiles

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The HTML of a ``WatchPage`` as it is at a moment.
struct WatchPageText {
  /// So many trainings are shown with curves and pictures: those that go on, and the best others.
  static let mostShown = 12
  /// After how many seconds the page is loaded anew.
  private static let renewal = 2
  /// After how many seconds without anything new it says so.
  private static let patience = 90
  private static let mostRows = 20

  let title: String
  let runs: [WatchedRun]
  let isOver: Bool

  var page: String {
    get throws {
      let frame = glassbox_watch_page()
      let template = String(
        decoding: UnsafeRawBufferPointer(start: frame.bytes, count: frame.count), as: UTF8.self)
      let written = Int((Date().timeIntervalSince1970 * 1000).rounded())
      return PageTemplate(template).filled(
        [
          (
            "{{renewal}}",
            isOver
              ? ""
              : "<noscript><meta http-equiv=\"refresh\" content=\"\(Self.renewal)\"></noscript>"
          ), ("{{title}}", title.html),
        ] + PageTemplate.signColours + [
          (
            "{{state}}",
            "data-written=\"\(written)\" data-patience=\"\(Self.patience)\""
              + (isOver ? "" : " data-renews=\"\(Self.renewal * 1000)\"")
          ), ("{{body}}", try body),
        ])
    }
  }

  private var body: String {
    get throws {
      if runs.count == 1, let run = runs.first {
        return try [
          header("\(run.phaseWord)\(run.words)"), "<main>", contents(of: run, chart: true),
          "</main>",
        ].joined(separator: "\n")
      }
      let shown = shown
      return try [
        header(words), "<main>", overview, curves(of: shown.map { runs[$0] }),
        shown.map { try section($0) }.joined(separator: "\n"), "</main>",
      ].joined(separator: "\n")
    }
  }

  private func header(_ words: String) -> String {
    "<header><h1>\(title.html)</h1><p class=\"phase\" id=\"phase\">\(words.html)</p>"
      + "<p id=\"age\"></p></header>"
  }

  // MARK: - Several trainings

  private var words: String {
    let over = runs.count { if case .over = $0.phase { true } else { false } }
    let left = secondsLeft.map { ", about \(duration($0)) left" } ?? ""
    return "\(over) of \(runs.count) runs over" + (isOver ? "" : left)
  }

  /// How long the runs that go on will take, and as many others as wait behind each.
  private var secondsLeft: Double? {
    let present = runs.filter { $0.phase == .training }
    let waiting = runs.count { $0.phase == .waiting }
    guard !present.isEmpty, let most = present.compactMap(\.secondsLeft).max() else { return nil }
    let whole = runs.filter { $0.phase != .waiting }.map { $0.seconds + ($0.secondsLeft ?? 0) }
    let mean = whole.reduce(0, +) / Double(max(1, whole.count))
    return most + mean * Double((waiting + present.count - 1) / present.count)
  }

  /// The runs that are shown with everything, by their numbers, in their order.
  private var shown: [Int] {
    let begun = runs.indices.filter { runs[$0].phase != .waiting }
    let ranked = begun.sorted { one, other in
      let (first, second) = (runs[one], runs[other])
      if (first.phase == .training) != (second.phase == .training) {
        return first.phase == .training
      }
      return first.decidingLoss < second.decidingLoss
    }
    return ranked.prefix(Self.mostShown).sorted()
  }

  private var overview: String {
    let kind = runs.compactMap { $0.last?.training.quality.kind }.first ?? .classes
    let hasValidation = runs.contains { $0.last?.validation != nil }
    let titles = ["run", "state", "time", "left"] + Self.titles(of: kind, hasValidation)
    let linked = Set(shown)
    let rows = runs.enumerated().map { index, run in
      let name = run.title.html
      return HTML.row(
        [
          linked.contains(index) ? "<a href=\"#run-\(index + 1)\">\(name)</a>" : name,
          run.words.html, run.seconds > 0 ? duration(run.seconds) : "",
          run.secondsLeft.map { duration($0) } ?? "",
        ] + Self.cells(of: run.last, kind, hasValidation))
    }
    return HTML.table(id: "runs", titles, rows)
  }

  /// The titles of the columns with an epoch's figures.
  private static func titles(
    of kind: TargetKind, _ hasValidation: Bool
  ) -> [String] {
    kind.metrics.map(\.title)
      + (hasValidation ? kind.metrics.map { "validation \($0.title)" } : [])
  }

  /// The cells below those titles; of an epoch that is not there yet they are dashes.
  private static func cells(
    of epoch: EpochFigures?, _ kind: TargetKind, _ hasValidation: Bool
  ) -> [String] {
    kind.metrics.map { HTML.number(epoch?.training[$0], $0) }
      + (hasValidation ? kind.metrics.map { HTML.number(epoch?.validation?[$0], $0) } : [])
  }

  private func curves(of runs: [WatchedRun]) throws -> String {
    let begun = runs.filter { $0.last != nil }
    guard !begun.isEmpty else { return "" }
    let chart = LearningCurves.chart(
      ofRuns: begun.map { ($0.title, $0.figures) }, title: "")
    let note =
      begun.count < self.runs.count
      ? "<p>\(begun.count) of \(self.runs.count) runs: those that go on, and the best others</p>"
      : ""
    return try "<h2>curves</h2>\(note)" + HTML.pictures(chart)
  }

  private func section(_ index: Int) throws -> String {
    let run = runs[index]
    let isOpen = run.phase == .training ? " open" : ""
    return try "<details class=\"run\" id=\"run-\(index + 1)\"\(isOpen)>"
      + "<summary id=\"run-\(index + 1)-title\">\(run.title.html): \(run.words.html)</summary>"
      + contents(of: run, chart: false) + "</details>"
  }

  // MARK: - One training

  private func contents(of run: WatchedRun, chart: Bool) throws -> String {
    let share = run.doneEpochs / Double(max(1, run.epochs))
    var parts = [
      "<progress max=\"1\" value=\"\(share)\" aria-label=\"epochs that are over\"></progress>",
      figures(of: run),
    ]
    if chart, run.last != nil {
      parts.append(try HTML.pictures(LearningCurves.chart(run.figures, title: "")))
    }
    if !run.pictures.isEmpty {
      parts.append(HTML.pictures(run.pictures.map { ($0.svg, $0.width, $0.caption) }))
    }
    parts.append(lastEpochs(of: run))
    let settings = run.settings.map { name, value in
      let text = if case .string(let text) = value { text } else { value.description }
      return "<dt>\(name.html)</dt><dd>\(text.html)</dd>"
    }
    parts.append("<h3>settings</h3><dl class=\"settings\">\(settings.joined())</dl>")
    return parts.joined(separator: "\n")
  }

  private func figures(of run: WatchedRun) -> String {
    var entries: [(String, String)] = []
    if let last = run.last {
      let kind = last.training.quality.kind
      entries.append(("epochs over", HTML.data("\(last.epoch)", grouped(last.epoch), "epoch")))
      entries += kind.metrics.map {
        ($0.title, HTML.number(last.training[$0], $0, key: $0.key))
      }
      if let validation = last.validation {
        entries += kind.metrics.map {
          ("validation \($0.title)", HTML.number(validation[$0], $0, key: $0.validationKey))
        }
      }
    }
    if let progress = run.progress {
      entries.append(
        (
          "loss so far in epoch \(progress.epoch)", HTML.number(progress.soFar.loss, .loss)
        ))
    }
    if let rate = run.samplesPerSecond, rate < 1e15 {
      entries.append(("samples a second", grouped(Int(max(0, rate)))))
    }
    if run.seconds > 0 { entries.append(("time", duration(run.seconds))) }
    if let left = run.secondsLeft { entries.append(("time left, about", duration(left))) }
    let items = entries.map { "<div><dt>\($0.html)</dt><dd>\($1)</dd></div>" }
    return "<dl class=\"figures\">\(items.joined())</dl>"
  }

  private func lastEpochs(of run: WatchedRun) -> String {
    guard let last = run.last else { return "" }
    let kind = last.training.quality.kind
    let hasValidation = last.validation != nil
    let titles = ["epoch"] + Self.titles(of: kind, hasValidation) + ["time"]
    let rows = run.figures.suffix(Self.mostRows).reversed().map { epoch in
      HTML.row(
        [grouped(epoch.epoch)] + Self.cells(of: epoch, kind, hasValidation)
          + [duration(epoch.seconds)])
    }
    return "<h3>the last epochs</h3>" + HTML.table(id: nil, titles, rows)
  }
}

extension WatchedRun {
  /// What decides which runs are shown: validation where there is any.
  fileprivate var decidingLoss: Double {
    let loss = last.map { ($0.validation ?? $0.training).loss } ?? .infinity
    return loss.isNaN ? .infinity : loss
  }

  /// Before the words of one that goes on.
  fileprivate var phaseWord: String { phase == .training ? "training: " : "" }
}
