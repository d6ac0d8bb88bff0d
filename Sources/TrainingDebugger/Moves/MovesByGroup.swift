import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Moves by neuron, layer and phase: the events that belong together follow each other.
extension DebuggerSession {
  /// What the present event has in common with those it belongs together with.
  private struct Group: Equatable {
    let step: Int
    let sample: Int?
    let phase: TraceEvent.Phase
    var layer: Int?
    var neuron: NeuronName?
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
  func leave(_ unit: Unit) throws(SessionError) -> SessionStop.Reason? {
    let present = group(unit)
    repeat {
      if shouldStop() { return .interrupted }
      if let reason = try moveOnce(.event, .forward) { return reason }
    } while group(unit) == present
    return nil
  }

  /// Goes back to the first event of those that the event before belongs to.
  func enterBefore(_ unit: Unit) throws(SessionError) -> SessionStop.Reason? {
    if let reason = try moveOnce(.event, .backward) { return reason }
    let wanted = group(unit)
    repeat {
      if shouldStop() { return .interrupted }
      if try moveOnce(.event, .backward) != nil { return nil }
    } while group(unit) == wanted
    return try moveOnce(.event, .forward)
  }
}
