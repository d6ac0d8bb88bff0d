import NetworkDescription

/// Writes a graph node by node, each of which takes what the one before makes.
struct ONNXGraphWriter {
  /// In which order a picture's numbers are at the moment.
  private enum Order {
    /// Channels innermost, as in blueprints.
    case channelsLast
    /// Channels outermost, as ONNX's windows want them.
    case channelsFirst
  }

  private static let inputName = "input"
  private static let outputName = "output"
  private static let batch = "batch"

  private var graph = ONNXGraphProto()
  private let input: Shape
  private var order = Order.channelsLast
  /// The name of what the last node makes.
  private(set) var current = Self.inputName

  init(input: Shape) {
    self.input = input
  }

  /// The graph with its input and output declared.
  func finished(name: String, output: Shape) -> ONNXGraphProto {
    var graph = graph
    graph.name = name
    graph.input = [Self.declared(Self.inputName, input)]
    graph.output = [Self.declared(Self.outputName, output)]
    var last = ONNXNodeProto()
    last.opType = "Identity"
    last.name = Self.outputName
    last.input = [current]
    last.output = [Self.outputName]
    graph.node.append(last)
    return graph
  }

  private static func declared(_ name: String, _ shape: Shape) -> ONNXValueInfoProto {
    var value = ONNXValueInfoProto()
    value.name = name
    value.type.tensorType.elemType = .float
    var free = ONNXTensorShapeProto.Dimension()
    free.dimParam = batch
    value.type.tensorType.shape.dim =
      [free]
      + shape.extents.map { extent in
        var dimension = ONNXTensorShapeProto.Dimension()
        dimension.dimValue = Int64(extent)
        return dimension
      }
    return value
  }

  /// Appends a node.
  ///
  /// - Parameters:
  ///   - name: What it is called, and what it makes.
  ///   - inputs: What it takes; what the last node makes, unless told otherwise.
  mutating func append(
    _ operation: String, _ name: String, _ inputs: [String]? = nil,
    _ attributes: [ONNXAttributeProto] = []
  ) {
    var node = ONNXNodeProto()
    node.opType = operation
    node.name = name
    node.input = inputs ?? [current]
    node.output = [name]
    node.attribute = attributes
    graph.node.append(node)
    current = name
  }

  /// Adds numbers to the file, and returns their name.
  mutating func append(_ values: [Double], shape: [Int], called name: String) -> String {
    var tensor = ONNXTensorProto()
    tensor.name = name
    tensor.dims = shape.map(Int64.init)
    tensor.dataType = .float
    tensor.rawData = ONNXTensorProto.bytes(of: values)
    graph.initializer.append(tensor)
    return name
  }

  /// Puts the channels of a picture in front, where they are not.
  mutating func putChannelsFirst(_ name: String) {
    guard order == .channelsLast else { return }
    append("Transpose", name + ".channelsFirst", nil, [.init("perm", [0, 3, 1, 2])])
    order = .channelsFirst
  }

  /// Puts the channels of a picture last, where they are not.
  mutating func putChannelsLast(_ name: String) {
    guard order == .channelsFirst else { return }
    append("Transpose", name + ".channelsLast", nil, [.init("perm", [0, 2, 3, 1])])
    order = .channelsLast
  }

  /// The axis of what lies innermost in blueprints: the channels of a picture, the numbers of a list.
  var innermostAxis: Int { order == .channelsFirst ? 1 : -1 }
}
