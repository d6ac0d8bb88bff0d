import NetworkDescription
import NeuronGraph
import SwiftProtobuf
import Testing

@testable import Interchange

/// Graphs as other exporters write them, put together by hand.
@Suite("Strangers' graphs")
struct StrangerGraphTests {
  @Test("Constants that only compute a shape to flatten to are no layers, channels first")
  func flattenByShape() throws {
    // 1×2×2 picture, two 1×1 filters; Shape, Gather, Unsqueeze, Concat, Reshape, Gemm.
    var graph = GraphText(input: [nil, 1, 2, 2])
    graph.constant("w", [2, 1, 1, 1], [1, 10])
    graph.constant("zero", [], [0])
    graph.constant("axes", [1], [0])
    graph.constant("rest", [1], [-1])
    graph.constant("v", [8, 1], [1, 2, 3, 4, 5, 6, 7, 8])
    graph.constant("b", [1], [0.5])
    graph.node("Conv", ["x", "w"], "c")
    graph.node("Shape", ["c"], "s")
    graph.node("Gather", ["s", "zero"], "n")
    graph.node("Unsqueeze", ["n", "axes"], "m")
    graph.node("Concat", ["m", "rest"], "t", [.init("axis", 0)])
    graph.node("Reshape", ["c", "t"], "f")
    graph.node("Gemm", ["f", "v", "b"], "y")
    // 1·1+2·2+3·3+4·4 + 10·(5·1+6·2+7·3+8·4) + ½
    #expect(try graph.answer([1, 2, 3, 4]) == [730.5])
  }

  @Test("Filters of CNTK reach over the edges by as little as it takes, the odd pixel at the end")
  func sameUpper() throws {
    var graph = GraphText(input: [1, 1, 1, 3])
    graph.constant("w", [1, 1, 1, 2], [1, 100])
    graph.constant("p", [1, 1, 1], [1000])
    graph.node(
      "Conv", ["x", "w"], "c",
      [.init("auto_pad", "SAME_UPPER"), .init("kernel_shape", [1, 2])])
    graph.node("Add", ["c", "p"], "a")
    graph.node("Flatten", ["a"], "y")
    #expect(try graph.answer([1, 2, 3]) == [1201, 1302, 1003])
    graph.replaceAttribute("auto_pad", by: .init("auto_pad", "SAME_LOWER"))
    #expect(try graph.answer([1, 2, 3]) == [1100, 1201, 1302])
  }

  @Test("Normalization after an activation goes on into the weights that follow, edges or not")
  func normalizationAfterActivation() throws {
    for isPadded in [false, true] {
      var graph = GraphText(input: [nil, 1, 1, 2])
      graph.constant("scale", [1], [2])
      graph.constant("shift", [1], [3])
      graph.constant("mean", [1], [1])
      graph.constant("variance", [1], [4])
      graph.constant("w", [1, 1, 1, 2], [1, 10])
      graph.node("Relu", ["x"], "r")
      graph.node(
        "BatchNormalization", ["r", "scale", "shift", "mean", "variance"], "n",
        [.init("epsilon", 0.0)])
      graph.node(
        "Conv", ["n", "w"], "c", isPadded ? [.init("pads", [0, 0, 0, 1])] : [])
      graph.node("Flatten", ["c"], "y")
      // (relu x − 1)·2/2 + 3 = relu x + 2: 4 and 2 of 2 and −5.
      #expect(try graph.answer([2, -5]) == (isPadded ? [24, 2] : [24]))
    }
  }

  @Test("A mean that counts zeros at the edges is a convolution of equal weights")
  func meanWithZeros() throws {
    var graph = GraphText(input: [nil, 1, 1, 2])
    graph.node(
      "AveragePool", ["x"], "a",
      [
        .init("kernel_shape", [1, 2]), .init("pads", [0, 1, 0, 0]), .init("count_include_pad", 1),
      ])
    graph.node("Flatten", ["a"], "y")
    #expect(try graph.answer([4, 6]) == [2, 5])
    graph.replaceAttribute("count_include_pad", by: .init("count_include_pad", 0))
    #expect(try graph.answer([4, 6]) == [4, 5])
  }

  @Test("Windows at the end that are only partly filled count where a file rounds up")
  func ceilMode() throws {
    var graph = GraphText(input: [nil, 1, 1, 5])
    graph.node(
      "MaxPool", ["x"], "a",
      [.init("kernel_shape", [1, 2]), .init("strides", [1, 2]), .init("ceil_mode", 1)])
    graph.node("Flatten", ["a"], "y")
    #expect(try graph.answer([1, 5, 2, 3, 4]) == [5, 3, 4])
  }

  @Test("Where a file only measures, the model answers with what it picks the largest of")
  func measure() throws {
    var graph = GraphText(input: [nil, 1])
    graph.constant("w", [1, 2], [1, 2])
    graph.node("MatMul", ["x", "w"], "m")
    graph.node("ArgMax", ["m"], "a")
    graph.node("ArgMax", ["labels"], "b")
    graph.node("Equal", ["a", "b"], "y")
    graph.change { file in
      var labels = file.graph.input[0]
      labels.name = "labels"
      file.graph.input.append(labels)
    }
    #expect(try graph.answer([3]) == [3, 6])
  }

  @Test("Softplus is found where it stops at a threshold that is high enough")
  func softplusWithThreshold() throws {
    func graph(_ threshold: Double) -> GraphText {
      var graph = GraphText(input: [nil, 1])
      graph.constant("w", [1, 1], [1])
      graph.constant("t", [], [threshold])
      graph.node("MatMul", ["x", "w"], "m")
      graph.node("Softplus", ["m"], "p")
      graph.node("Greater", ["m", "t"], "g")
      graph.node("Where", ["g", "m", "p"], "y")
      return graph
    }
    // log 2, and log(1 + e³⁰)
    #expect(abs(try graph(20).answer([0])[0] - 0.693_147_180_559_945_3) < 1e-15)
    #expect(try graph(20).answer([30]) == [30.000_000_000_000_092])
    #expect(throws: ImportProblem.self) { try graph(1).answer([0]) }
  }

  @Test("A file that ends in logarithms of probabilities becomes a softmax, which is said")
  func logarithms() throws {
    let ends = [["LogSoftmax"], ["Softmax", "Log"], ["LogSoftmax", "Identity"]]
    for end in ends + [["LogSoftmax", "Exp"]] {
      var graph = GraphText(input: [nil, 1])
      graph.constant("w", [1, 2], [1, 2])
      graph.node("MatMul", ["x", "w"], "m")
      var last = "m"
      for (place, operation) in end.enumerated() {
        let next = place == end.count - 1 ? "y" : "e\(place)"
        graph.node(operation, [last], next, [.init("axis", 1)])
        last = next
      }
      // e/(e + e²) and e²/(e + e²)
      let expected = [0.268_941_421_369_995_1, 0.731_058_578_630_004_9]
      for (found, right) in zip(try graph.answer([1]), expected) {
        #expect(abs(found - right) < 1e-15)
      }
      let imported = try graph.imported()
      #expect(imported.fileAnswersWithLogarithms == (end.last != "Exp"))
      let theirs =
        end.last == "Exp" ? expected : [-1.313_261_687_518_222_9, -0.313_261_687_518_222_8]
      for (found, right) in zip(imported.answer(ofFile: theirs), expected) {
        #expect(abs(found - right) < 1e-15)
      }
    }
  }

  @Test("Logarithms that go on into other layers are refused")
  func logarithmsWithin() throws {
    for next in ["Relu", "Log"] {
      var graph = GraphText(input: [nil, 2])
      graph.node("LogSoftmax", ["x"], "l")
      graph.node(next, ["l"], "y")
      #expect {
        try graph.imported()
      } throws: {
        "\($0)".contains("'l' (LogSoftmax)")
      }
    }
  }

  @Test("SiLU is found where a scaling was put into its factors")
  func scaledSilu() throws {
    var graph = GraphText(input: [nil, 1])
    graph.constant("w", [1, 1], [1])
    graph.constant("c", [1], [4])
    graph.node("MatMul", ["x", "w"], "m")
    graph.node("Sigmoid", ["m"], "s")
    graph.node("Mul", ["s", "c"], "p")
    graph.node("Mul", ["m", "p"], "y")
    #expect(try graph.answer([0]) == [0])
    // 4·1·σ(1), σ(1) = 0.7310585786300049
    #expect(abs(try graph.answer([1])[0] - 2.924_234_314_520_019_6) < 1e-15)
  }

  @Test("What cannot be a layer is refused by the node's name, with what it would need")
  func refusals() throws {
    let cases: [(String, [String], [ONNXAttributeProto], String)] = [
      ("Asin", ["x"], [], "layer"), ("Conv", ["x", "w"], [.init("group", 2)], "groups"),
      ("Conv", ["x", "w"], [.init("dilations", [2, 2])], "gaps"),
      ("Add", ["x", "x"], [], "branches"), ("Mul", ["x", "missing"], [], "missing"),
      ("Conv", ["x", "x"], [], "constants"), ("Reshape", ["x", "w"], [], "shape"),
      ("Conv", ["x", "w"], [.init("kernel_shape", [3, 3])], "window"),
      ("Conv", ["x", "w"], [.init("pads", [9, 9, 9, 9])], "edges"),
    ]
    for (operation, inputs, attributes, word) in cases {
      var graph = GraphText(input: [nil, 2, 4, 4])
      graph.constant("w", [1, 2, 1, 1], [1, 2])
      graph.node(operation, inputs, "y", attributes)
      #expect { try graph.answer([Double](repeating: 1, count: 32)) } throws: { error in
        let text = "\(error)"
        return text.contains("'y' (\(operation))") && text.contains(word)
      }
    }
  }
}

/// A graph as text, to be made an ONNX file.
struct GraphText {
  private var file = ONNXModelProto()

  /// - Parameter input: The extents of `x`; nil for any. The output is `y`.
  init(input: [Int?]) {
    file.irVersion = 8
    var version = ONNXOperatorSetIdProto()
    version.version = 17
    file.opsetImport = [version]
    var value = ONNXValueInfoProto()
    value.name = "x"
    value.type.tensorType.elemType = .float
    value.type.tensorType.shape.dim = input.map { extent in
      var dimension = ONNXTensorShapeProto.Dimension()
      if let extent { dimension.dimValue = Int64(extent) } else { dimension.dimParam = "n" }
      return dimension
    }
    file.graph.input = [value]
    var output = ONNXValueInfoProto()
    output.name = "y"
    file.graph.output = [output]
  }

  mutating func constant(_ name: String, _ dims: [Int], _ values: [Double]) {
    var tensor = ONNXTensorProto()
    tensor.name = name
    tensor.dims = dims.map(Int64.init)
    tensor.dataType = .double
    tensor.doubleData = values
    file.graph.initializer.append(tensor)
  }

  mutating func node(
    _ operation: String, _ inputs: [String], _ output: String,
    _ attributes: [ONNXAttributeProto] = []
  ) {
    var node = ONNXNodeProto()
    node.opType = operation
    node.input = inputs
    node.output = [output]
    node.attribute = attributes
    file.graph.node.append(node)
  }

  mutating func replaceAttribute(_ name: String, by attribute: ONNXAttributeProto) {
    for node in file.graph.node.indices {
      for index in file.graph.node[node].attribute.indices
      where file.graph.node[node].attribute[index].name == name {
        file.graph.node[node].attribute[index] = attribute
      }
    }
  }

  /// Changes the file in a way that nodes and constants do not.
  mutating func change(_ change: (inout ONNXModelProto) -> Void) { change(&file) }

  var bytes: [UInt8] {
    get throws { try file.serializedBytes() }
  }

  /// What the network answers, as neurons and links compute it.
  func answer(_ inputs: [Double]) throws -> [Double] {
    let model = try imported().model
    return try NeuronNetwork(model.blueprint, parameters: model.parameters).predict(inputs)
  }

  func imported() throws -> ImportedModel {
    try ONNXImport(bytes: bytes).model(named: "stranger")
  }
}

extension ONNXAttributeProto {
  init(_ name: String, _ text: String) {
    self.init()
    self.name = name
    type = .string
    s = .init(text.utf8)
  }
}
