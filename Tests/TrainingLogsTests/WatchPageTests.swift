import BrowserTabs
import Foundation
import NetworkDescription
import Testing
import ToySets
import TrainingData
import TrainingLogs
import TrainingLoop
import TrainingRuns

@Suite("The page of a training")
final class WatchPageTests {
  private let path = FileManager.default.temporaryDirectory.appending(
    path: "glassbox-\(UUID().uuidString).html"
  ).path()

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  private static let hostile = "<script>alert('\u{1B}&\"')</script>\n\u{202E}"

  private func run(_ name: String = "watched", epochs: Int = 3) throws -> TrainingRun {
    let samples = LogicGate.xor.dataset
    let blueprint = try NetworkBlueprint(
      name: name, input: .list(2),
      layers: [
        .dense(Dense(units: 4, activation: .tanh)), .dense(Dense(units: 1, activation: .sigmoid)),
      ], loss: .binaryCrossEntropy, training: TrainingDefaults(epochs: epochs, batchSize: 2))
    return TrainingRun(
      blueprint: blueprint, engine: .objects,
      samples: try SampleParts(
        of: DataSplit(train: samples, test: samples), limit: nil, holdingBack: nil, seed: 1))
  }

  private func page(_ runs: [TrainingRun], title: String = "watched") throws -> WatchPage {
    try WatchPage(
      path, title: title,
      runs: runs.map {
        .init(
          title: $0.blueprint.name, blueprint: $0.blueprint, engine: $0.engine, augment: nil)
      })
  }

  private func train(
    _ run: TrainingRun, on page: WatchPage, _ index: Int = 0, pausing pause: Double = 0
  ) throws -> (watched: WatchedTraining, epochs: [EpochRecord]) {
    let network = try run.network(parameters: nil, threads: 1)
    let watched = try WatchedTraining(on: page, index, of: run, network, data: ["xor"])
    return (watched, try run.fit(network, watcher: Listener(watched, pausing: pause)))
  }

  private var text: String { get throws { try String(contentsOfFile: path, encoding: .utf8) } }

  /// The number with a key, with all its digits.
  private func number(_ key: String) throws -> Double? {
    let marker = "data-key=\"\(key)\" value=\""
    guard let start = try text.range(of: marker) else { return nil }
    return Double(try text[start.upperBound...].prefix { $0 != "\"" })
  }

  @Test("Its last figures are those of the history, and once over it is not loaded again")
  func lastEpoch() throws {
    let run = try run()
    let page = try page([run])
    #expect(try text.contains("data-renews=") && text.contains("waiting"))
    let (watched, epochs) = try train(run, on: page)
    try watched.end(.finished)
    // What a history keeps of it.
    let rows = HistoryTable.epochs(in: HistoryTable.text(epochs.map { EpochFigures($0) }))
    let last = try #require(rows?.last)
    #expect(try number("epoch") == 3)
    #expect(try number("loss") == last.training.loss)
    #expect(try number("accuracy") == last.training[.accuracy])
    #expect(try number("validationLoss") == last.validation?.loss)
    #expect(try number("validationAccuracy") == last.validation?[.accuracy])
    #expect(try !text.contains("data-renews=") && !text.contains("http-equiv=\"refresh\""))
    for caption in ["boundary, after 3 epochs", "confusion, after 3 epochs"] {
      #expect(try text.contains(caption))
    }
  }

  @Test("Names do no harm, and nothing is asked for from outside")
  func names() throws {
    let runs = [try run(Self.hostile), try run("plain")]
    let page = try page(runs, title: Self.hostile)
    let (watched, _) = try train(runs[0], on: page)
    try watched.end(.failed(Self.hostile))
    try page.finish()
    let text = try text
    #expect(!text.contains("<script>alert") && text.contains("&lt;script&gt;alert"))
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    for word in ["src=\"", "url(", "@import", "fetch(", "<link"] { #expect(!text.contains(word)) }
    let addresses = text.matches(of: /https?:\/\/[^"' ]+/).map { String($0.output) }
    #expect(Set(addresses).subtracting(["http://www.w3.org/2000/svg"]).isEmpty)
  }

  @Test("Of several trainings each has a row, and those that were begun are shown")
  func several() throws {
    let runs = try (1...3).map { try run("run \($0)") }
    let page = try page(runs, title: "three runs")
    let (watched, epochs) = try train(runs[1], on: page, 1)
    try watched.end(.finished)
    try page.ended(2, after: epochs.map { EpochFigures($0) }, .outrun(epochs: 3))
    #expect(try text.contains("2 of 3 runs over") && text.contains("data-renews="))
    #expect(try text.contains("run 2: finished"))
    #expect(try text.contains("run 3: outrun by others after 3 epochs"))
    #expect(try !text.contains("id=\"run-1\""))
    try page.finish()
    #expect(try !text.contains("data-renews="))
  }

  @Test("A page that cannot be written says so")
  func unwritable() throws {
    #expect(throws: (any Error).self) {
      _ = try WatchPage("/dev/full/x.html", title: "", runs: [])
    }
  }

  @Test(
    "In a browser the page renews itself, keeps the place that is looked at, and stays at the end",
    .enabled(if: Chromium.path != nil, Comment(rawValue: Chromium.isMissing)))
  func renewal() throws {
    let run = try run(epochs: 4)
    let page = try page([run])
    // So long that the page is written in between.
    let (watched, _) = try train(run, on: page, pausing: 1.1)
    let tab = try Tab(URL(filePath: path), on: .init(width: 390, height: 500, isDark: true))
    defer { try? tab.close() }
    // The width of a phone is enough.
    #expect(try tab.number("document.documentElement.scrollWidth") <= 390)
    _ = try tab.value("window.isFirst = true; scrollTo(0, 300)")
    try wait(in: tab, until: "!window.isFirst && document.readyState === 'complete'")
    #expect(try tab.number("scrollY") == 300)
    #expect(try tab.text("document.getElementById('phase').textContent").contains("training"))
    try watched.end(.finished)
    try wait(in: tab, until: "document.getElementById('phase').textContent === 'finished'")
    _ = try tab.value("window.isLast = true")
    #expect(try tab.isTrue("!('renews' in document.body.dataset)"))
    let loss = try #require(try number("loss"))
    #expect(try tab.text("document.querySelector('[data-key=loss]').value") == "\(loss)")
    // Longer than it takes to be loaded anew.
    Thread.sleep(forTimeInterval: 3)
    #expect(try tab.isTrue("window.isLast === true"))
    #expect(tab.complaints == [])
    #expect(Set(tab.requests).count == 1)
  }

  /// Waits for something to become true; a page that is just being loaded has no answer.
  private func wait(in tab: Tab, until condition: String) throws {
    for _ in 0..<600 {
      if (try? tab.isTrue(condition)) == true { return }
      Thread.sleep(forTimeInterval: 0.1)
    }
    Issue.record("\(condition): not so in a minute")
  }
}

/// Tells a page how training goes.
private final class Listener: TrainingWatcher {
  private let watched: WatchedTraining
  private let pause: Double

  /// - Parameter pause: How long the second epoch takes besides.
  init(_ watched: WatchedTraining, pausing pause: Double) {
    (self.watched, self.pause) = (watched, pause)
  }

  var shouldStop: Bool { false }
  func batchDidEnd(_ progress: TrainingProgress) { try? watched.batchDidEnd(progress) }
  func epochDidEnd(_ record: EpochRecord) {
    if record.epoch == 2 { Thread.sleep(forTimeInterval: pause) }
    try? watched.epochDidEnd(record)
  }
}
