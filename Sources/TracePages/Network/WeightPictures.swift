import NetworkDescription
import NeuronGraph
import TextFormats

/// What the listed neurons look for in a picture: the weights of their links as pictures.
///
/// They are for the eye: 255 shades for a layer's largest weight to its opposite. The exact weights
/// are those of the listed links.
struct WeightPictures {
  private static let mostBytes = 1_200_000

  private let layer: NeuronLayer
  /// Which neurons of the layer have pictures.
  private let neurons: [Int]
  private let layerIndex: Int
  private let interval: Int
  /// About how many bytes they will take in all.
  let byteCount: Int
  private var keyframes: [JSONValue] = []

  /// Pictures for the first layer; nil if it does not look at every input.
  init?(_ network: NeuronNetwork, listing: Listing, steps: Int) {
    guard network.layers.count > 1 else { return nil }
    let first = network.layers[1]
    guard first.incoming.allSatisfy({ $0.count == network.inputNeurons.count }) else { return nil }
    layerIndex = 1
    layer = first
    neurons = first.neurons.indices.filter { listing.neurons.contains(first.neurons[$0].name) }
    let bytes = neurons.count * network.inputNeurons.count * 4 / 3
    // Nobody asks for so many steps that their product overflows and gets them.
    let all = bytes.multipliedReportingOverflow(by: steps)
    let wanted = all.overflow ? Int.max / 2 : all.partialValue
    interval = max(1, (wanted - 1) / Self.mostBytes + 1)
    byteCount = min(wanted, Self.mostBytes + bytes)
  }

  /// Keeps the weights as they are before a step, counted from 0, if it is that step's turn.
  mutating func observe(beforeStep step: Int) {
    guard step.isMultiple(of: interval) else { return }
    let weights = neurons.map { layer.incoming[$0].map(\.weight.value) }
    let largest = weights.joined().reduce(0) { max($0, abs($1)) }
    let shades = weights.joined().map { weight in
      largest > 0 ? Int8(exactly: (weight / largest * 127).rounded()) ?? 0 : 0
    }
    keyframes.append(
      .object([
        ("step", .integer(step)), ("largest", .number(largest)),
        ("shades", .string(Base64.text(shades))),
      ]))
  }

  var json: JSONValue {
    .object([
      ("layer", .integer(layerIndex)), ("neurons", .array(neurons.map(JSONValue.integer))),
      ("keyframes", .array(keyframes)),
    ])
  }
}
