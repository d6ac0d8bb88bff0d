import NeuronGraph

/// Moves by neuron, layer and phase: the events that belong together follow each other.
extension DebuggerSession {
  /// What the present event has in common with those it belongs together with.
  private struct Group: Equatable {
    let step: Int
    let sample: Int?
    let phase: TraceEvent.Phase
    var layer: Int?
    var neuron: String?
  }

  private func group(_ unit: Unit) -> Group {
    var group = Group(
      step: step, sample: timeline.plan.sample(ofIndex: index, in: step), phase: event.phase)
    guard unit != .phase, let neuron = event.neuron else { return group }
    group.layer = timeline.map.neuron(neuron).map { timeline.map.layerOfNeuron[$0] }
    if unit == .neuron { group.neuron = neuron }
    return group
  }

  /// Goes on to the first event that belongs elsewhere.
  func leave(_ unit: Unit) throws -> SessionStop.Reason? {
    let present = group(unit)
    repeat {
      if shouldStop() { return .interrupted }
      if let reason = try moveOnce(.event, .forward) { return reason }
    } while group(unit) == present
    return nil
  }

  /// Goes back to the first event of those that the event before belongs to.
  func enterBefore(_ unit: Unit) throws -> SessionStop.Reason? {
    if let reason = try moveOnce(.event, .backward) { return reason }
    let wanted = group(unit)
    repeat {
      if shouldStop() { return .interrupted }
      if try moveOnce(.event, .backward) != nil { return nil }
    } while group(unit) == wanted
    return try moveOnce(.event, .forward)
  }
}

extension TraceEvent {
  /// The neuron that is at work: for a link, its target; nil for the loss.
  public var neuron: String? {
    switch self {
    case .input(let neuron, _), .neuronForward(let neuron, _, _, _, _, _),
      .outputSensitivity(let neuron, _, _, _, _), .neuronBackward(let neuron, _, _, _, _),
      .biasUpdate(let neuron, _):
      neuron
    case .dropoutLot, .linkForward, .linkBackward, .weightUpdate: link?.to
    case .loss, .penalty: nil
    }
  }

  /// The link it is about, if it is about one.
  public var link: LinkNames? {
    switch self {
    case .dropoutLot(let link, _, _, _), .linkForward(let link, _, _, _),
      .linkBackward(let link, _, _, _, _, _), .weightUpdate(let link, _):
      link
    case .input, .neuronForward, .loss, .penalty, .outputSensitivity, .neuronBackward,
      .biasUpdate:
      nil
    }
  }
}

extension TraceEvent.LinkNames {
  /// Whether the link has this name, without making a text of it: runs ask that of every event.
  func isCalled(_ name: String) -> Bool {
    name.utf8.count == from.utf8.count + 1 + to.utf8.count && name.hasPrefix(from)
      && name.hasSuffix(to)
  }
}
