import DigitReading
import MatrixEngine
import ModelFiles
import NetworkDescription
import NeuronGraph
import TextFormats
import TrainingData

/// A network that can read, taught somebody's own hand; drawn digits among them keep it from
/// forgetting all others.
final class Teaching {
  /// How it reads the own drawings before and after, of both parts.
  struct Accuracy {
    let learned: Double
    let heldOut: Double
  }

  let before: Accuracy
  private(set) var after: Accuracy
  private let reader: DigitReader
  private let network: MatrixNetwork<Float>
  private let own: (learned: Dataset, heldOut: Dataset)
  private let mixed: Dataset
  private let epochs: Int
  private var order: [Int] = []
  private(set) var epoch = 0
  private var place = 0

  private static let batchSize = 16
  /// Every own drawing is learned from so often in an epoch: as it is, and moved by a pixel.
  private static let moves = [
    (0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1),
  ]
  /// The usual rate of Adam.
  private static let learningRate = 0.001

  /// - Parameter epochs: How often it sees everything.
  init(_ reader: DigitReader, _ samples: OwnSamples, epochs: Int) throws(PlainError) {
    let outputs = reader.network.outputCount
    let learned = samples.part(heldOut: false), heldOut = samples.part(heldOut: true)
    guard !learned.isEmpty, !heldOut.isEmpty else {
      throw PlainError(
        "teach: expected two drawings of a digit at least, one to learn from and one to be tested "
          + "on, found \(samples.all.count) in all: draw and name some more")
    }
    self.reader = reader
    self.epochs = epochs
    own = (
      try Dataset(learned, named: "own drawings", outputs: outputs),
      try Dataset(heldOut, named: "own drawings, held out", outputs: outputs)
    )
    let repeated = learned.flatMap { sample in
      Self.moves.map { sample.moved(right: $0.0, down: $0.1) }
    }
    let drawn = DrawnDigits(seed: 7)
    let others = (0..<repeated.count).map { index in
      let digit = drawn.digit(at: index)
      return OwnSamples.Sample(pixels: digit.picture(), label: digit.label)
    }
    mixed = try Dataset(repeated + others, named: "own and drawn", outputs: outputs)
    network = try PlainError.plainly { () throws(BlueprintError) in
      var blueprint = reader.network.blueprint
      blueprint.optimizer = .adam(Adam(learningRate: Self.learningRate))
      return try MatrixNetwork(
        onOneThread: blueprint, parameters: reader.network.parameters, rows: Self.batchSize)
    }
    before = try Self.accuracy(of: network, on: own)
    after = before
  }

  var isDone: Bool { epoch >= epochs }
  var share: Double { Double(epoch) / Double(epochs) }

  /// One training step; after the last one the reader reads with what was learned.
  func step() throws(PlainError) {
    if place == 0 { order = SeededRandom(seed: 1).permutation(of: mixed.count, step: epoch) }
    let batch = order[place..<min(place + Self.batchSize, order.count)]
    _ = try PlainError.plainly { () throws(NetworkError) in
      try network.train(on: mixed, samples: batch)
    }
    place = batch.endIndex
    guard place == order.count else { return }
    place = 0
    epoch += 1
    if isDone { after = try Self.accuracy(of: network, on: own) }
  }

  /// The model with what was learned.
  func model() throws(PlainError) -> TrainedModel {
    try PlainError.plainly { () throws(BlueprintError) in
      try TrainedModel(reader.form, parameters: network.parameters)
    }
  }

  private static func accuracy(
    of network: MatrixNetwork<Float>, on own: (learned: Dataset, heldOut: Dataset)
  ) throws(PlainError) -> Accuracy {
    func share(_ data: Dataset) throws(PlainError) -> Double {
      let result = try PlainError.plainly { () throws(InputError) in
        try network.evaluate(on: data, samples: Array(0..<data.count)[...]).result
      }
      return Double(result.correctCount) / Double(data.count)
    }
    return Accuracy(learned: try share(own.learned), heldOut: try share(own.heldOut))
  }
}
