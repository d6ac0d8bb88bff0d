import Explanation
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
    case .input(let neuron, let output):
      set(neuron, [.output: output], in: &moment)
    case .neuronForward(let neuron, let bias, let sum, _, let output, _):
      set(neuron, [.bias: bias, .sum: sum, .output: output], in: &moment)
    case .outputSensitivity(let neuron, _, let target, let sensitivity, _):
      set(neuron, [.target: target, .sensitivity: sensitivity], in: &moment)
    case .neuronBackward(let neuron, let sensitivity, let slope, let inputSensitivity, _):
      set(
        neuron, [.sensitivity: sensitivity, .slope: slope, .inputSensitivity: inputSensitivity],
        in: &moment)
    case .dropoutLot(let names, _, _, let weight):
      set(LinkEnds(names), [.weight: weight], in: &moment)
    case .linkForward(let names, let weight, _, let contribution):
      set(LinkEnds(names), [.weight: weight, .contribution: contribution], in: &moment)
    case .linkBackward(let names, _, _, _, let weightGradient, let pushed):
      set(LinkEnds(names), [.weightGradient: weightGradient, .pushed: pushed], in: &moment)
    case .weightUpdate(let names, let move):
      for ends in sharing.links(movedWith: LinkEnds(names)) {
        set(ends, [.weight: move.after], in: &moment)
      }
    case .biasUpdate(let neuron, let move):
      for neuron in sharing.neurons(movedWith: neuron) {
        set(neuron, [.bias: move.after, .biasGradient: move.gradient], in: &moment)
      }
    case .loss(_, let value):
      moment.assign(numbering.lossSlot, value)
    case .poolingChoice, .penalty:
      break
    }
  }

  /// Of a neuron that is not listed, only what maps show is kept.
  private func set(
    _ neuron: String, _ numbers: KeyValuePairs<PageNumbering.NeuronField, Double>,
    in moment: inout Moment
  ) {
    let isListed = listing.neurons.contains(neuron)
    for (field, value) in numbers where isListed || field == .output || field == .inputSensitivity {
      moment.assign(numbering.slot(neuron, field), value)
    }
  }

  private func set(
    _ ends: LinkEnds, _ numbers: KeyValuePairs<PageNumbering.LinkField, Double>,
    in moment: inout Moment
  ) {
    guard let link = numbering.link(ends) else { return }
    for (field, value) in numbers { moment.assign(numbering.slot(ofLink: link, field), value) }
  }
}
