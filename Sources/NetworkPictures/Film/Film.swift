import NetworkDescription
import NeuronGraph
import TextFormats
import TrainingLoop
import TrainingRuns

/// How a network learns a plane: what it answers, and what every neuron puts out, epoch after epoch.
public struct Film {
  /// One moment of a training.
  struct Frame {
    /// How many epochs are over.
    let epoch: Int
    /// The mean loss of the epoch; nil at the start.
    let loss: Double?
    let survey: PlaneSurvey
  }

  /// Neurons of one layer that are shown.
  struct Cast {
    /// The layer's number; that of the inputs is 0.
    let layer: Int
    let activation: String
    /// How many of its neurons are shown, the first ones.
    let shown: Int
    let all: Int
  }

  let title: String
  let view: PlaneView
  let frames: [Frame]
  /// The hidden layers; the answer stands for the last.
  let casts: [Cast]
  /// The losses of all epochs, in order.
  let losses: [(epoch: Int, loss: Double)]
  /// How many epochs there would have been.
  let epochs: Int

  private static let mostInALayer = 16

  /// How many moments it shows.
  public var frameCount: Int { frames.count }

  /// How many hidden neurons are shown, and how many there are.
  public var neuronCounts: (shown: Int, all: Int) {
    (casts.reduce(0) { $0 + $1.shown }, casts.reduce(0) { $0 + $1.all })
  }

  init(
    of network: NeuronNetwork, title: String, over view: PlaneView, frames: [Frame],
    losses: [(epoch: Int, loss: Double)], epochs: Int
  ) {
    self.title = title
    self.view = view
    self.frames = frames
    self.losses = losses
    self.epochs = epochs
    casts = network.layers.enumerated().dropFirst().dropLast()
      .filter { $0.element.dropout == nil }
      .map { number, layer in
        Cast(
          layer: number, activation: layer.neurons.first?.activation.name ?? "",
          shown: min(layer.neurons.count, Self.mostInALayer), all: layer.neurons.count)
      }
  }
}

extension Film {
  /// Trains a network from its first weights, and films it.
  ///
  /// - Parameters:
  ///   - run: What is trained, on what.
  ///   - view: The plane it is seen on.
  ///   - count: How many moments are wanted.
  ///   - side: Into how many places a side of the plane is cut.
  ///   - display: Is told how training goes, and may stop it; the film then ends there.
  /// - Returns: The film, and the network as it is at its end.
  /// - Throws: `PlainError` for networks that are too large, and what training throws.
  public static func shot(
    of run: TrainingRun, over view: PlaneView, moments count: Int, side: Int = usualSide,
    display: any TrainingWatcher
  ) throws -> (film: Film, network: NeuronNetwork) {
    let blueprint = run.blueprint
    guard blueprint.linkCount <= mostLinks else {
      throw PlainError(
        "--film: expected a network of at most \(grouped(mostLinks)) links, found "
          + "\(grouped(blueprint.linkCount)) in \(blueprint.name)")
    }
    let network = try NeuronNetwork(blueprint, parameters: run.firstParameters)
    let camera = try FilmCamera(
      network, over: view, side: side,
      epochs: FilmEpochs.chosen(upTo: blueprint.training.epochs, count: count), display: display)
    _ = try run.fit(network, watcher: camera)
    let film = try Film(
      of: network, title: blueprint.name.shortenedOnOneLine, over: view,
      frames: camera.finishedFrames(), losses: camera.losses, epochs: blueprint.training.epochs)
    return (film, network)
  }

  /// Into how many places a side is cut: an odd number, so that every second one makes a whole, too.
  public static let usualSide = 49

  /// The whole plane is asked at every moment, which takes as long as learning thousands of samples.
  private static let mostLinks = 20_000
}

/// Looks at a network after chosen epochs of its training.
private final class FilmCamera: TrainingWatcher {
  private let network: NeuronNetwork
  private let view: PlaneView
  private let side: Int
  private let epochs: Set<Int>
  private let display: any TrainingWatcher
  private var frames: [Film.Frame]
  var losses: [(epoch: Int, loss: Double)] { thinned.elements }
  private var thinned = ThinnedHistory<(epoch: Int, loss: Double)>(
    number: { $0.epoch }, loss: { _ in nil })
  private var problem: (any Error)?

  init(
    _ network: NeuronNetwork, over view: PlaneView, side: Int, epochs: [Int],
    display: any TrainingWatcher
  ) throws {
    self.network = network
    self.view = view
    self.side = side
    self.epochs = Set(epochs)
    self.display = display
    frames = [
      Film.Frame(
        epoch: 0, loss: nil, survey: try PlaneSurvey(of: network, over: view, side: side))
    ]
  }

  var shouldStop: Bool { display.shouldStop || problem != nil }

  func batchDidEnd(_ progress: TrainingProgress) { display.batchDidEnd(progress) }

  func epochDidEnd(_ record: EpochRecord) {
    thinned.append((record.epoch, record.loss))
    if epochs.contains(record.epoch) || display.shouldStop { look(after: record) }
    display.epochDidEnd(record)
  }

  private func look(after record: EpochRecord) {
    do {
      frames.append(
        Film.Frame(
          epoch: record.epoch, loss: record.loss,
          survey: try PlaneSurvey(of: network, over: view, side: side)))
    } catch {
      problem = problem ?? error
    }
  }

  /// What has been seen, or why nothing more could be.
  func finishedFrames() throws -> [Film.Frame] {
    if let problem { throw problem }
    return frames
  }
}
