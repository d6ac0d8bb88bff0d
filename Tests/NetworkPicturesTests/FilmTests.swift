import Foundation
import NetworkDescription
import NeuronGraph
import Testing
import TrainingData
import TrainingLoop
import TrainingRuns

@testable import NetworkPictures

/// Tells nothing, and stops after some epochs.
private final class Nobody: TrainingWatcher {
  let last: Int
  private var isOver = false

  init(stoppingAfter last: Int = .max) { self.last = last }

  var shouldStop: Bool { isOver }
  func batchDidEnd(_ progress: TrainingProgress) {
    isOver = progress.epoch >= last && progress.soFar.sampleCount == progress.sampleCount
  }
  func epochDidEnd(_ record: EpochRecord) {}
}

@Suite("A film of a training")
struct FilmTests {
  private func run(epochs: Int) throws -> TrainingRun {
    var blueprint = try Recipe.xor.blueprint()
    blueprint.training.epochs = epochs
    let split = try DataSource.open([], for: blueprint, seed: 1)
    return TrainingRun(
      blueprint: blueprint, engine: .objects,
      samples: try SampleParts(of: split, limit: nil, holdingBack: nil, seed: 1))
  }

  private func film(
    epochs: Int, moments: Int, display: any TrainingWatcher = Nobody()
  ) throws -> (film: Film, network: NeuronNetwork) {
    let run = try run(epochs: epochs)
    return try Film.shot(
      of: run, over: PlaneView(of: run.blueprint, data: nil), moments: moments, side: 9,
      display: display)
  }

  @Test(
    "Moments begin with the start and end with the last epoch, ever further apart",
    arguments: [(1, 8), (2, 2), (5, 48), (200, 8), (500, 48), (100_000, 40)])
  func moments(last: Int, count: Int) {
    let epochs = FilmEpochs.chosen(upTo: last, count: count)
    #expect(epochs.first == 0 && epochs.last == last)
    #expect(epochs.count == min(count, last + 1))
    let steps = zip(epochs.dropFirst(), epochs).map { $0 - $1 }
    #expect(steps.allSatisfy { $0 >= 1 })
    // Rounding may make one step shorter by one.
    #expect(zip(steps.dropFirst(), steps).allSatisfy { $0 >= $1 - 1 })
  }

  @Test("The first moment is the untrained network, the last what training without a film makes")
  func ends() throws {
    let (film, network) = try film(epochs: 30, moments: 4)
    let run = try run(epochs: 30)
    let view = try PlaneView(of: run.blueprint, data: nil)
    let alone = try NeuronNetwork(run.blueprint)
    let first = try PlaneSurvey(of: alone, over: view, side: 9)
    #expect(film.frames.first?.survey.maps == first.maps)
    _ = try Trainer(network: alone, options: run.options).fit(LogicGate.xor.dataset)
    #expect(alone.parameters == network.parameters)
    let last = try PlaneSurvey(of: alone, over: view, side: 9)
    #expect(film.frames.last?.survey.maps == last.maps && first.maps != last.maps)
    #expect(film.frames.map(\.epoch) == FilmEpochs.chosen(upTo: 30, count: 4))
    #expect(film.losses.count == 30 && film.frames.last?.loss == film.losses.last?.loss)
  }

  @Test("A film ends where training is stopped")
  func stopping() throws {
    let (film, _) = try film(epochs: 30, moments: 3, display: Nobody(stoppingAfter: 7))
    #expect(film.frames.map(\.epoch) == [0, 1, 7])
  }

  @Test("The page holds the network's own answers, place by place, and no other page's address")
  func page() throws {
    let (film, network) = try film(epochs: 30, moments: 3)
    let page = film.page
    #expect(!page.contains("{{") && !page.contains("http"))
    let json = try #require(page.firstMatch(of: /application\/json">(.*?)<\/script>/)).1
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let text = try #require(object["answers"] as? String)
    let bytes = try #require(Data(base64Encoded: text))
    #expect(bytes.count == 3 * 9 * 9 * 2)
    let (x, y) = (try #require(object["x"] as? [Double]), try #require(object["y"] as? [Double]))
    for (row, column) in [(0, 0), (0, 8), (8, 3), (4, 4)] {
      let place = 2 * (2 * 81 + row * 9 + column)
      let bits = UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
      let shown = Double(Int16(bitPattern: bits)) / 32767
      let answer = try network.finiteOutputs(for: [
        x[0] + (x[1] - x[0]) * Double(column) / 8, y[1] - (y[1] - y[0]) * Double(row) / 8,
      ])[0]
      #expect(abs(shown - (2 * answer - 1)) < 1e-4)
    }
    let maps = try #require(object["neurons"] as? String)
    let neurons = try #require(Data(base64Encoded: maps))
    #expect(neurons.count == 3 * 6 * 5 * 5, "six neurons, every second of nine places")
  }

  @Test("Side by side there is a column for each moment, with every neuron in it")
  func sheet() throws {
    let svg = try film(epochs: 30, moments: 3).film.drawing.svg()
    for epoch in FilmEpochs.chosen(upTo: 30, count: 3) {
      #expect(svg.contains("id=\"answer-\(epoch)\"") && svg.contains(">epoch \(epoch)<"))
      for neuron in 0..<6 { #expect(svg.contains("id=\"neuron-1.\(neuron)-\(epoch)\"")) }
    }
    #expect(svg.contains("outputs from −1 to 1"))
  }

  @Test("Networks that would take hours are refused, with how large they may be")
  func tooLarge() throws {
    let blueprint = try NetworkBlueprint(
      name: "wide", input: .list(2),
      layers: [.dense(Dense(units: 200)), .dense(Dense(units: 200)), .dense(Dense(units: 1))],
      loss: .meanSquaredError)
    let view = try PlaneView(of: blueprint, data: "xor")
    let run = TrainingRun(
      blueprint: blueprint, engine: .objects,
      samples: try SampleParts(
        of: DataSource.open("xor"), limit: nil, holdingBack: nil, seed: 1))
    let error = #expect(throws: (any Error).self) {
      try Film.shot(of: run, over: view, moments: 2, display: Nobody())
    }
    #expect("\(try #require(error))".contains("20,000 links"))
  }
}
