import NetworkDescription
import Pictures
import TrainingLoop
import TrainingRuns

/// A training that a ``WatchPage`` shows: tells the page how it goes, and draws the network for it.
public final class WatchedTraining {
  private let page: WatchPage
  private let index: Int
  private let network: any TrainableNetwork
  private let drawings: NetworkDrawings
  /// Batches can be very short; what they say is taken so often.
  private var looks = Pace(least: .milliseconds(250), oneIn: 20)
  private var drawing = Pace(least: .seconds(1), oneIn: 20)
  private var hasDrawn = false
  private var finishedEpochs: Int

  /// Tells the page that a training begins, or goes on.
  ///
  /// - Parameters:
  ///   - index: Which of the page's trainings it is, from 0.
  ///   - network: The network that is trained, to look at in between.
  ///   - data: What the training's data was called, for drawing the plane it lies in.
  ///   - epochs: Those before an interruption.
  public init(
    on page: WatchPage, _ index: Int, of run: TrainingRun, _ network: any TrainableNetwork,
    data: [String], after epochs: [EpochFigures] = []
  ) throws {
    self.page = page
    self.index = index
    self.network = network
    drawings = NetworkDrawings(of: run, data: data)
    finishedEpochs = epochs.last?.epoch ?? 0
    try page.update(index) { $0.began(after: epochs) }
  }

  /// A batch has been learned.
  public func batchDidEnd(_ progress: TrainingProgress) throws {
    guard looks.isDue else { return }
    try looks.run {
      let pictures = picturesIfDue()
      try page.update(index) { run in
        run.add(progress)
        if let pictures { run.pictures = pictures }
      }
    }
  }

  /// An epoch is over.
  public func epochDidEnd(_ record: EpochRecord) throws {
    finishedEpochs = record.epoch
    let pictures = picturesIfDue()
    try page.update(index) { run in
      run.add(record)
      if let pictures { run.pictures = pictures }
    }
  }

  /// It is over, or stopped.
  public func end(_ ending: TrainingEnding) throws {
    let pictures = pictures()
    try page.end(index) { run in
      run.phase = .over(ending)
      run.pictures = pictures
    }
  }

  /// What there is to see of the network, if it is time to draw it again.
  private func picturesIfDue() -> [WatchedRun.Picture]? {
    guard drawing.isDue || !hasDrawn else { return nil }
    hasDrawn = true
    return drawing.run { pictures() }
  }

  private func pictures() -> [WatchedRun.Picture] {
    drawings.all(network.parameters).compactMap { name, drawing in
      (try? drawing.svg()).map {
        WatchedRun.Picture(
          caption: "\(name), after \(finishedEpochs) epochs", svg: $0, width: drawing.width)
      }
    }
  }
}
