import NetworkDescription
import NetworkQuestions
import NeuronGraph

/// Looks at a training while it goes on, and says when it does not learn.
///
/// It looks ever more rarely: after 500 steps since the last change by hand, 1,000, 2,000 and so on,
/// always between two epochs. So it costs little, and a training finds the same wherever it runs.
struct LiveDoctor {
  /// What is wrong, and from where on.
  struct Finding {
    let sentence: String
    /// The first neuron, link or input it is about; may be empty.
    let place: String
    /// The epoch just before it.
    let epochBefore: Int
  }

  private(set) var finding: Finding?
  private var stretchStart = -1
  private var nextLook = 0

  private static let firstLook = 500

  /// Whether it is time to look at a training, or to forget what was seen before the last change.
  func isDue(at moment: Moment, since start: Moment) -> Bool {
    start.step != stretchStart
      || (moment.isBetweenEpochs && moment.step - start.step >= nextLook)
  }

  /// Looks at a training, if it is time to.
  mutating func attend(_ course: Course) {
    let start = course.stretchStart
    let steps = course.moment.step - start.step
    if start.step != stretchStart {
      stretchStart = start.step
      nextLook = Self.firstLook
      finding = nil
    }
    guard steps >= nextLook, course.moment.isBetweenEpochs else { return }
    while nextLook <= steps { nextLook *= 2 }
    finding = course.finding(since: start, steps: steps)
  }

  /// Somebody has gone elsewhere: what was found is not so there.
  mutating func forget() { self = LiveDoctor() }
}

extension Course {
  /// What is wrong at this moment; nil if nothing is, or nobody knows why.
  fileprivate func finding(since start: Moment, steps: Int) -> LiveDoctor.Finding? {
    let course = future.kept.filter { kept in
      kept.moment.step >= start.step && kept.moment.step <= moment.step
    }
    guard let copy = try? prepared.network(network.trainingState),
      let observation = try? copy.observation(
        madeFrom: prepared.blueprint, since: future.stretches[stretch].state.parameters,
        steps: steps,
        losses: course.map { $0.loss }, on: prepared.train)
    else { return nil }
    return LiveDoctor.Finding(
      sentence: observation.sentence, place: observation.places.first ?? "",
      epochBefore: epochBefore(observation, in: course))
  }

  /// The last kept epoch before it was as it is: where the loss was least, if it grew; before the
  /// neurons fell silent, if they did; else where it began.
  private func epochBefore(_ observation: Observation, in kept: [KeptMoment]) -> Int {
    let first = kept.first?.moment.epoch ?? moment.epoch
    if observation.symptom == .grew || observation.symptom == .notFinite {
      return kept.min { $0.loss < $1.loss }?.moment.epoch ?? first
    }
    guard isFlat(observation) else { return first }
    // Going back, the first state in which they are well; between is searched by halving.
    var (well, ill) = (0, kept.count)
    while ill - well > 1 {
      let middle = (well + ill) / 2
      if isFlat(kept[middle].state, observation) { ill = middle } else { well = middle }
    }
    return kept.isEmpty ? first : kept[well].moment.epoch
  }

  /// Whether a neuron that it is about is dead or saturated at present.
  private func isFlat(_ observation: Observation) -> Bool {
    isFlat(network.trainingState, observation)
  }

  private func isFlat(_ state: TrainingState?, _ observation: Observation) -> Bool {
    guard let state, let copy = try? prepared.network(state) else { return true }
    return copy.flatNeurons(on: prepared.train).contains { observation.places.contains($0) }
  }
}
