import NetworkDescription
import TextFormats

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension NetworkBlueprint {
  /// What TensorBoard calls a layer: its number, from 1 as in the names of neurons, and its kind.
  package func loggedName(ofLayer index: Int) -> String { "\(index + 1)-\(layers[index].name)" }
}

/// A network as TensorBoard's Graphs tab draws it: a box for each layer, which opens to show its
/// weights and its activation, and the loss at the end.
enum LayerGraph {
  static func definition(of blueprint: NetworkBlueprint) -> TBGraphDef {
    var nodes = [node("input", "Placeholder", shape: blueprint.input.extents)]
    var last = "input"
    for (index, layer) in blueprint.layers.enumerated() {
      let (scope, shape) = (
        blueprint.loggedName(ofLayer: index), blueprint.outputShapes[index].extents
      )
      let learned = blueprint.parameters(ofLayer: index)
      nodes += learned.map { node("\(scope)/\($0.role.rawValue)", "Variable", shape: $0.shape) }
      nodes.append(
        node(
          "\(scope)/\(layer.name)", layer.name,
          from: [last] + learned.map { "\(scope)/\($0.role.rawValue)" }, shape: shape,
          settings: layer.json.description.shortenedOnOneLine))
      last = "\(scope)/\(layer.name)"
      // A layer that is nothing but an activation is drawn already.
      if !learned.isEmpty, layer.activation != .identity {
        let name = "\(scope)/\(layer.activation.name)"
        nodes.append(node(name, layer.activation.name, from: [last], shape: shape))
        last = name
      }
    }
    nodes.append(node("targets", "Placeholder", shape: blueprint.output.extents))
    nodes.append(node("loss", blueprint.loss.name, from: [last, "targets"], shape: []))
    var graph = TBGraphDef()
    graph.node = nodes
    return graph
  }

  private static func node(
    _ name: String, _ operation: String, from inputs: [String] = [], shape: [Int],
    settings: String? = nil
  ) -> TBNodeDef {
    var node = TBNodeDef()
    node.name = name
    node.op = operation
    node.input = inputs
    var outputShape = TBTensorShapeProto()
    outputShape.dim = shape.map { extent in
      var dimension = TBTensorShapeProto.Dim()
      dimension.size = Int64(extent)
      return dimension
    }
    node.attr["_output_shapes"] = TBAttrValue()
    node.attr["_output_shapes"]?.list.shape = [outputShape]
    if let settings {
      node.attr["settings"] = TBAttrValue()
      node.attr["settings"]?.s = Data(settings.utf8)
    }
    return node
  }
}
