import Interchange
import ModelFiles
import NetworkDescription
import Testing

@testable import Interchange

@Suite("Damaged and hostile ONNX")
struct HostileONNXTests {
  /// A sound graph, to be spoilt.
  private var sound: GraphText {
    var graph = GraphText(input: [nil, 2])
    graph.constant("w", [2, 1], [1, 2])
    graph.node("MatMul", ["x", "w"], "m")
    graph.node("Relu", ["m"], "y")
    return graph
  }

  private func refusal(_ change: (inout ONNXModelProto) -> Void) throws -> String {
    var graph = sound
    graph.change(change)
    do {
      _ = try ONNXImport(bytes: try graph.bytes).model(named: "hostile")
      return "accepted"
    } catch let problem as ImportProblem {
      return problem.description
    }
  }

  @Test("The graph that is spoilt is sound before")
  func isSound() throws {
    #expect(try sound.answer([3, 4]) == [11])
  }

  @Test("A tensor of 2⁶³ bytes takes no memory")
  func enormousTensor() throws {
    #expect(try refusal { $0.graph.initializer[0].dims = [1 << 62, 2] }.contains("tensor 'w'"))
    #expect(try refusal { $0.graph.initializer[0].dims = [-1, 2] }.contains("tensor 'w'"))
    #expect(try refusal { $0.graph.initializer[0].dims = [1 << 20, 1] }.contains("found 2"))
  }

  @Test("Circles are named by their node")
  func circle() throws {
    #expect(try refusal { $0.graph.node[0].input[0] = "y" }.contains("circles"))
    #expect(try refusal { $0.graph.node[1].input[0] = "y" }.contains("circles"))
  }

  @Test(
    "Data is read from the model's folder alone",
    arguments: ["/etc/passwd", "../w", "a/../../w", ""])
  func externalData(location: String) throws {
    let text = try refusal { file in
      file.graph.initializer[0].doubleData = []
      file.graph.initializer[0].dataLocation = .external
      var entry = ONNXStringStringEntryProto()
      entry.key = "location"
      entry.value = location
      file.graph.initializer[0].externalData = [entry]
    }
    #expect(text.contains("beside the model"))
  }

  @Test("What is missing or does not fit is named")
  func misfits() throws {
    #expect(try refusal { $0.graph.initializer = [] }.contains("'w'"))
    #expect(try refusal { $0.graph.initializer[0].dims = [1, 2] }.contains("(MatMul)"))
    #expect(try refusal { $0.graph.output[0].name = "z" }.contains("'z'"))
    #expect(try refusal { $0.graph.input = [] }.contains("input"))
    #expect(try refusal { $0.graph.node = [] }.contains("nodes"))
    #expect(try refusal { $0.graph.initializer[0].doubleData[0] = .nan }.contains("finite"))
    #expect(try refusal { $0.graph.node[0].output[0] = "y" }.contains("makes 'y'"))
    #expect(try refusal { $0.opsetImport[0].version = 1 }.contains("version"))
  }

  @Test("Small files that unfold to enormous work come to an end")
  func enormousWork() throws {
    let many = try refusal { file in
      file.graph.input[0].type.tensorType.shape.dim[1].dimValue = 1_000_000
      file.graph.node = (0..<10_000).map { index in
        var node = ONNXNodeProto()
        node.opType = "Identity"
        node.input = [index == 0 ? "x" : "t\(index)"]
        node.output = [index == 9_999 ? "y" : "t\(index + 1)"]
        return node
      }
    }
    #expect(many.contains("fewer operators"))
    let inputs = try refusal {
      $0.graph.input[0].type.tensorType.shape.dim[1].dimValue = 1 << 40
    }
    #expect(inputs.contains("input 'x'"))
    let doubled = try refusal { file in
      file.graph.node = (0..<40).map { index in
        var node = ONNXNodeProto()
        (node.opType, node.input, node.output) = (
          "Concat", [index == 0 ? "w" : "c\(index)", index == 0 ? "w" : "c\(index)"],
          ["c\(index + 1)"]
        )
        return node
      }
      var product = ONNXNodeProto()
      (product.opType, product.input, product.output) = ("MatMul", ["x", "c40"], ["y"])
      file.graph.node.append(product)
    }
    #expect(doubled.contains("(Concat)"))
  }

  @Test("Functions that call themselves come to an end")
  func endlessFunction() throws {
    let text = try refusal { file in
      var function = ONNXFunctionProto()
      (function.name, function.domain) = ("f", "own")
      (function.input, function.output) = (["a"], ["b"])
      var call = ONNXNodeProto()
      (call.opType, call.domain, call.input, call.output) = ("f", "own", ["a"], ["b"])
      function.node = [call, call]
      file.functions = [function]
      file.graph.node[1].opType = "f"
      file.graph.node[1].domain = "own"
    }
    #expect(text.contains("nodes"))
  }

  @Test("A file that is cut off anywhere is refused or complete")
  func cutOff() throws {
    let bytes = try sound.bytes
    for count in bytes.indices {
      _ = try? ONNXImport(bytes: Array(bytes.prefix(count))).model(named: "cut")
    }
    #expect(throws: ImportProblem.self) {
      try ONNXImport(bytes: Array(bytes.prefix(bytes.count / 2))).model(named: "cut")
    }
    #expect(throws: ImportProblem.self) { try ONNXImport(bytes: []) }
  }

  @Test("Whatever bytes are changed, a file is refused or becomes a model")
  func changedBytes() throws {
    var random = SeededRandom(seed: 11).sequence(.check, layer: 6)
    for number in 0..<20 {
      let blueprint = try VariedBlueprints.blueprint(number)
      let model = try TrainedModel(blueprint: blueprint, parameters: blueprint.initialParameters())
      let bytes = try #require(
        ExportFormat.named("onnx")?.write(ExportRequest(model: model)).first
      ).bytes
      for _ in 0..<60 {
        var changed = bytes
        for _ in 0...Int(random.nextUnit() * 4) {
          let place = Int(random.nextUnit() * Double(changed.count))
          changed[place] = UInt8(truncatingIfNeeded: random.next())
        }
        do {
          _ = try ONNXImport(bytes: changed).model(named: "changed")
        } catch {
          #expect(!"\(error)".isEmpty)
        }
      }
    }
  }
}
