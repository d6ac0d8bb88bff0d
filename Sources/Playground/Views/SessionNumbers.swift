import NetworkDescription
import NeuronGraph

/// Numbers that a page is handed as they are.
public enum PlaygroundNumbers: Int32, CaseIterable, Sendable {
  /// Of every link, in the order of the links.
  case weights = 0
  /// Of every neuron; not a number where it has none.
  case biases
  /// The epochs whose losses come next.
  case historyEpochs
  /// The training losses of those epochs.
  case historyLoss
  /// The test losses of those epochs.
  case historyTestLoss
  /// Of every row, its place to the right.
  case dataX
  /// Of every row, its place upwards.
  case dataY
  /// Of every row, its class or number.
  case dataTarget
  /// For every link, which neuron it comes from.
  case linkSources
  /// For every link, which neuron it leads to.
  case linkTargets
  /// For every neuron, what it makes of the plane; in single precision.
  case planes
  /// The same for every feature that is available.
  case featurePlanes
}

extension PlaygroundSession {
  /// Where the history that has not been handed out begins; what was handed out before it holds.
  public var historyStart: Int { sentHistory }

  /// Says that nothing of the history has been handed out.
  public func historyIsForgotten() { sentHistory = 0 }

  /// Says that the history has been handed out to its end.
  public func historyWasSent() { sentHistory = course.future.kept.count }

  /// Numbers to be handed to a page; planes come by ``singles(_:)``.
  public func numbers(_ kind: PlaygroundNumbers) -> [Double] {
    let network = course.network
    let data = course.prepared.setup.data
    switch kind {
    case .weights: return network.links.map { $0.weight.value }
    case .biases: return network.neurons.map { $0.bias?.value ?? .nan }
    case .historyEpochs: return news.map { Double($0.moment.epoch) }
    case .historyLoss: return news.map { $0.loss }
    case .historyTestLoss: return news.map { $0.testLoss }
    case .dataX: return column(0, of: data)
    case .dataY: return column(1, of: data)
    case .dataTarget: return data.labels
    case .linkSources: return ends { $0.source }
    case .linkTargets: return ends { $0.target }
    case .planes, .featurePlanes: return singles(kind).map { Double($0) }
    }
  }

  /// Planes; nothing where the inputs are no plane.
  public func singles(_ kind: PlaygroundNumbers) -> [Float] {
    guard hasPlanes else { return [] }
    let setup = course.prepared.setup
    if kind == .featurePlanes {
      return PlaneSurvey.values(of: availableFeatures, domain: setup.data.domain)
    }
    return PlaneSurvey.outputs(
      of: course.network, features: setup.features, domain: setup.data.domain)
  }

  private var news: ArraySlice<KeptMoment> {
    course.future.kept[min(sentHistory, course.future.kept.count)...]
  }

  private func column(_ column: Int, of data: PlaygroundData) -> [Double] {
    guard column < data.columns.count else { return [] }
    return (0..<data.count).map { data.values[$0 * data.columns.count + column] }
  }

  private func ends(_ end: (Link) -> Neuron) -> [Double] {
    var positions: [ObjectIdentifier: Int] = [:]
    for (index, neuron) in course.network.neurons.enumerated() {
      positions[ObjectIdentifier(neuron)] = index
    }
    return course.network.links.map { Double(positions[ObjectIdentifier(end($0))] ?? 0) }
  }
}
