import NetworkDescription
import NeuronGraph

/// A change that may help, ready to be tried.
struct Remedy {
  /// What is changed, in a few words.
  let words: String
  /// The network with the change.
  let blueprint: NetworkBlueprint
  /// What it starts from; nil for first weights of its own.
  var parameters: Parameters?
  /// What it learns from instead; nil for the same samples.
  var training: AnySamples?
  /// What it is measured with instead; nil for the same samples.
  var measuring: AnySamples?
  /// The scale of the targets that it learns, if they are scaled.
  var scale: Standardization?
  /// How many times as many steps it is given.
  var stepFactor = 1

  /// A remedy; nil where its change makes no network.
  ///
  /// A page for browsers only looks and tries nothing: there it is always nil, so that the page need not
  /// hold what would make all the changes.
  init?(
    _ words: @autoclosure () -> String, _ blueprint: @autoclosure () -> NetworkBlueprint?,
    from parameters: Parameters? = nil, training: @autoclosure () -> AnySamples? = nil,
    measuring: @autoclosure () -> AnySamples? = nil, scale: Standardization? = nil,
    stepFactor: Int = 1
  ) {
    #if hasFeature(Embedded)
      return nil
    #else
      guard let blueprint = blueprint() else { return nil }
      self.words = words()
      self.blueprint = blueprint
      self.parameters = parameters
      self.training = training()
      self.measuring = measuring()
      self.scale = scale
      self.stepFactor = stepFactor
    #endif
  }
}

/// A remedy that has been tried, with what came of it.
public struct Trial: Sendable, Hashable {
  /// What was changed.
  public let remedy: String
  /// For how many steps it was trained.
  public let steps: Int
  /// The mean loss at the end without the change, without what large weights cost.
  public let lossBefore: Double
  /// The same with the change; not finite if that training broke down.
  public let lossAfter: Double
  /// Whether that is much better, so that it was the cure.
  public let helped: Bool
}

extension CaseHistory {
  /// Trains with a remedy for as many steps as without, and compares the losses.
  ///
  /// - Returns: nil if the remedy makes no network that takes these samples.
  func trial(of remedy: Remedy) -> Trial? {
    let steps = self.steps * remedy.stepFactor
    guard
      let loss = trainedLoss(remedy, steps: steps)
    else { return nil }
    var (before, constant) = (lossReached, constant.loss)
    if let measuring = remedy.measuring {
      let chosen = ChosenSamples(of: measuring, atMost: NeuronWatch.mostSamples)
      constant = ConstantAnswer(for: blueprint.loss, chosen, measuring.targetKind).loss
      if let network = try? NeuronNetwork(blueprint, parameters: end),
        let measured = try? Outcome(of: network, on: measuring, chosen.indices)
      {
        before = measured.loss
      }
    }
    return Trial(
      remedy: remedy.words, steps: steps, lossBefore: before, lossAfter: loss,
      helped: symptom.isCured(from: before, to: loss, constant: constant))
  }

  /// The mean loss after training with a remedy; not a number if that breaks down.
  private func trainedLoss(_ remedy: Remedy, steps: Int) -> Double? {
    let training = remedy.training ?? source
    let measuring = remedy.measuring ?? source
    let start = remedy.parameters ?? remedy.blueprint.initialParameters(fitting: training)
    guard let network = try? NeuronNetwork(remedy.blueprint, parameters: start) else { return nil }
    guard
      network.learn(
        from: training, steps: steps, remedy.blueprint.training, seed: remedy.blueprint.seed)
    else { return .nan }
    let chosen = ChosenSamples.spread(over: measuring.count, atMost: NeuronWatch.mostSamples)
    guard let outcome = try? Outcome(of: network, on: measuring, chosen) else { return nil }
    guard let scale = remedy.scale else { return outcome.loss }
    return blueprint.loss.mean(
      of: outcome.outputs.map { scale.unscaled($0) }, against: samples.targets)
  }
}

extension NeuronNetwork {
  /// Trains for so many steps; false if the loss stopped being a finite number.
  func learn(
    from source: AnySamples, steps: Int, _ training: TrainingDefaults, seed: UInt64
  ) -> Bool {
    let order = BatchOrder(
      sampleCount: source.count, batchSize: training.batchSize, seed: seed,
      shuffle: training.shuffle, steps: steps)
    var isFinite = true
    order.forEachBatch { batch in
      isFinite = (try? train(on: source, samples: batch)) != nil
      return isFinite
    }
    return isFinite
  }
}
