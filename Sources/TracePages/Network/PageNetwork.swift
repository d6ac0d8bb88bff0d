import NetworkDescription
import NeuronGraph
import TextFormats

/// The network as a page knows it: layers, listed neurons and links, and what they start from.
struct PageNetwork {
  let about: PageAbout
  let network: NeuronNetwork
  let listing: Listing
  let numbering: PageNumbering
  let words: MomentWords

  var entries: [(String, JSONValue)] {
    [
      ("title", .string(about.title)),
      ("loss", .string(network.loss.name)),
      ("optimizer", network.optimizer.json),
      ("classNames", .array(about.classNames.map(JSONValue.string))),
      ("layers", .array(network.layers.indices.map(layer))),
      ("outputs", .string(Base64.text(network.outputNeurons.map { numbering.neuron($0.name) }))),
      ("links", .string(Base64.text(linkEnds))),
    ]
  }

  private var linkEnds: [Int] {
    listing.links.flatMap { [numbering.neuron($0.from), numbering.neuron($0.to)] }
  }

  private func layer(_ index: Int) -> JSONValue {
    let layer = network.layers[index]
    let shape = index == 0 ? about.inputPicture ?? layer.shape : layer.shape
    let listed = layer.neurons.map(\.name).filter(listing.neurons.contains)
      .map { numbering.neuron($0) }
    var entries: [(String, JSONValue)] = [
      ("name", .string(words.layerNames[index])),
      // The number in its neurons' names; flatten has one, too, but no neurons.
      ("number", .integer(layer.neurons.first?.name.layer ?? index)),
      ("shape", .array(shape.extents.map(JSONValue.integer))),
      // How its neurons are named: `layer.index`, or `layer.row.column.channel`.
      ("isPicture", .bool(layer.shape.isPicture)),
      ("listed", .string(Base64.text(listed))),
    ]
    if index > 0 {
      entries.append(("activation", .string(layer.neurons.first?.activation.name ?? "")))
      entries.append(("linkCount", .integer(layer.incoming.reduce(0) { $0 + $1.count })))
    }
    return .object(entries)
  }
}
