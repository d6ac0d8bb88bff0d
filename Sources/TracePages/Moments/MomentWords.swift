import Explanation
import NeuronGraph

/// What is said of moments that the explanation leaves out: the many neurons of wide layers.
struct MomentWords {
  /// What the neurons of each layer are called, without their number: `hidden1`.
  let layerNames: [String]
  /// How many neurons of each layer are not listed.
  let unlisted: [Int]

  init(_ network: NeuronNetwork, labels: NeuronLabels, listing: Listing) {
    layerNames = network.layers.map { layer in
      layer.neurons.first.map { labels.layerName(of: $0.name) } ?? ""
    }
    unlisted = network.layers.map { layer in
      layer.neurons.count { !listing.neurons.contains($0.name) }
    }
  }

  /// What is said to the moments that stand for several.
  static let sentenceOfOthers =
    "They do the same as those that are shown, each with its own numbers."

  func text(for moment: Moment) -> String {
    let name = layerNames[moment.subject]
    guard moment.kind != .dropoutLot else { return "\(name): every neuron draws its lot" }
    return "\(name): \(Counted(unlisted[moment.subject], "other neuron")) in the same way"
  }
}
