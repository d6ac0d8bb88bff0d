import NetworkDescription
import NeuronGraph
import NeuronTrace

/// Which numbers of an event go into which slots.
struct MomentNumbers {
  let listing: Listing
  let numbering: PageNumbering
  let sharing: WeightSharing

  /// Writes the numbers of an event into a moment; links that are not listed have no slots.
  func assign(_ event: TraceEvent, to moment: inout Moment) {
    switch event {
    case .input(let event):
      set(event.neuron, [.output: event.output], in: &moment)
    case .neuronForward(let event):
      set(
        event.neuron, [.bias: event.bias, .sum: event.sum, .output: event.output], in: &moment)
    case .outputSensitivity(let event):
      set(event.neuron, [.target: event.target, .sensitivity: event.sensitivity], in: &moment)
    case .neuronBackward(let event):
      set(
        event.neuron,
        [
          .sensitivity: event.sensitivity, .slope: event.slope,
          .inputSensitivity: event.inputSensitivity,
        ],
        in: &moment)
    case .dropoutLot(let event):
      set(event.link.name, [.weight: event.weight], in: &moment)
    case .linkForward(let event):
      set(
        event.link.name, [.weight: event.weight, .contribution: event.contribution], in: &moment)
    case .linkBackward(let event):
      set(
        event.link.name, [.weightGradient: event.weightGradient, .pushed: event.pushed],
        in: &moment)
    case .weightUpdate(let event):
      for link in sharing.links(movedWith: event.link.name) {
        set(link, [.weight: event.move.after], in: &moment)
      }
    case .biasUpdate(let event):
      for neuron in sharing.neurons(movedWith: event.neuron) {
        set(neuron, [.bias: event.move.after, .biasGradient: event.move.gradient], in: &moment)
      }
    case .loss(let event):
      moment.assign(numbering.lossSlot, event.value)
    case .poolingChoice, .penalty:
      break
    }
  }

  /// Of a neuron that is not listed, only what maps show is kept.
  private func set(
    _ neuron: NeuronName, _ numbers: KeyValuePairs<PageNumbering.NeuronField, Double>,
    in moment: inout Moment
  ) {
    let isListed = listing.neurons.contains(neuron)
    for (field, value) in numbers where isListed || field == .output || field == .inputSensitivity {
      moment.assign(numbering.slot(neuron, field), value)
    }
  }

  private func set(
    _ name: LinkName, _ numbers: KeyValuePairs<PageNumbering.LinkField, Double>,
    in moment: inout Moment
  ) {
    guard let link = numbering.link(name) else { return }
    for (field, value) in numbers { moment.assign(numbering.slot(ofLink: link, field), value) }
  }
}
