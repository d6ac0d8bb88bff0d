import Testing

@testable import NetworkDescription

@Suite("Layers that look at pictures")
struct PictureLayerTests {
  private static func blueprint(
    _ layer: String, input: String = "[6,7,3]", last: String = ",{\"flatten\":{}}"
  ) throws -> NetworkBlueprint {
    try NetworkBlueprint(
      json: """
        {"glassbox":1,"name":"n","input":\(input),"layers":[\(layer)\(last)],
        "loss":"meanSquaredError"}
        """)
  }

  /// Layer, and the shape that Keras gives for an input of 6×7×3.
  private static let kerasShapes = [
    ("{\"conv2D\":{\"filters\":4,\"kernel\":3}}", "4×5×4"),
    ("{\"conv2D\":{\"filters\":4,\"kernel\":[2,5]}}", "5×3×4"),
    ("{\"conv2D\":{\"filters\":1,\"kernel\":3,\"stride\":2}}", "2×3×1"),
    ("{\"conv2D\":{\"filters\":1,\"kernel\":3,\"stride\":[3,2],\"padding\":\"same\"}}", "2×4×1"),
    ("{\"conv2D\":{\"filters\":2,\"kernel\":[6,7]}}", "1×1×2"),
    ("{\"maxPooling2D\":{\"pool\":2}}", "3×3×3"),
    ("{\"maxPooling2D\":{\"pool\":2,\"padding\":\"same\"}}", "3×4×3"),
    ("{\"averagePooling2D\":{\"pool\":[3,2],\"stride\":1}}", "4×6×3"),
    ("{\"averagePooling2D\":{\"pool\":9,\"padding\":\"same\"}}", "1×1×3"),
    ("{\"normalization\":{}}", "6×7×3"),
  ]

  @Test(
    "Shapes are those that Keras gives, and files survive being written", arguments: kerasShapes)
  func shapes(layer: String, shape: String) throws {
    let blueprint = try Self.blueprint(layer)
    #expect(blueprint.outputShapes[0].description == shape)
    #expect(try NetworkBlueprint(json: blueprint.jsonText) == blueprint)
  }

  @Test("Padding adds the odd pixel at the end, and as little as it takes")
  func padding() {
    func starts(_ extent: Int, _ window: Int, _ stride: Int) -> [Int] {
      let positions = WindowPositions(
        extent: extent, window: window, stride: stride, padding: .same)
      return (0..<positions.count).map(positions.start)
    }
    #expect(starts(6, 3, 2) == [0, 2, 4])
    #expect(starts(5, 3, 2) == [-1, 1, 3])
    #expect(starts(4, 4, 1) == [-1, 0, 1, 2])
    #expect(starts(5, 1, 3) == [0, 3])
    let last = WindowPositions(extent: 6, window: 3, stride: 2, padding: .same).pixels(at: 2)
    #expect(last == 4..<6)
  }

  @Test("Padding by pixels reaches over each edge as told, by less than the window")
  func paddingByPixels() throws {
    let blueprint = try Self.blueprint(
      "{\"conv2D\":{\"filters\":1,\"kernel\":[3,2],\"stride\":2,\"padding\":[2,0,1,1]}}")
    guard case .conv2D(let convolution) = blueprint.layers[0] else { return }
    let rows = convolution.window.rows(of: .picture(height: 5, width: 4, channels: 3))
    let columns = convolution.window.columns(of: .picture(height: 5, width: 4, channels: 3))
    // 2 + 5 + 1 rows in windows of 3, 4 + 1 columns in windows of 2.
    #expect((0..<rows.count).map(rows.pixels(at:)) == [0..<1, 0..<3, 2..<5])
    #expect((0..<columns.count).map(columns.pixels(at:)) == [0..<2, 2..<4])
    #expect(try NetworkBlueprint(json: blueprint.jsonText) == blueprint)
    for wrong in ["[3,0,0,0]", "[0,0,0,-1]", "[0,2,0,0]", "[1,1]", "[1,1,1,0.5]", "3"] {
      #expect(throws: BlueprintError.self, "\(wrong)") {
        try Self.blueprint("{\"maxPooling2D\":{\"pool\":[3,2],\"padding\":\(wrong)}}")
      }
    }
  }

  @Test("Weights are [height, width, in, out]; fans are the kernel's area times the channels")
  func parameters() throws {
    let blueprint = try Self.blueprint(
      "{\"conv2D\":{\"filters\":8,\"kernel\":[2,3],\"biasInitializer\":\"ones\"}}")
    let found = blueprint.parameterSpecifications.map { "\($0.name) \($0.specification.shape)" }
    #expect(found == ["layers.0.weight [2, 3, 3, 8]", "layers.0.bias [8]"])
    let parameters = blueprint.initialParameters()
    let limit = (6.0 / Double(2 * 3 * 3 + 2 * 3 * 8)).squareRoot()
    let largest = parameters["layers.0.weight"]?.values.map(abs).max() ?? 0
    #expect(largest <= limit && largest > 0.9 * limit)
    #expect(parameters["layers.0.bias"]?.values == [Double](repeating: 1, count: 8))
  }

  @Test("The recipes have the parameters that Keras counts for the same networks")
  func recipes() throws {
    #expect(try Recipe.mnistCNN.blueprint().parameterCount == 1_199_882)
    #expect(try Recipe.cifar10CNN.blueprint().parameterCount == 236_266)
    #expect(try Recipe.cifar10Deep.blueprint().parameterCount == 293_002)
    // Ours have three means and three deviations besides.
    #expect(try Recipe.cifar10TFLearn.blueprint().parameterCount == 2_159_114 + 6)
    #expect(try Recipe.cifar10ELU.blueprint().parameterCount == 1_091_146 + 6)
  }

  @Test("What cannot be is said with layer, expected and found", arguments: PictureMistake.all)
  func mistakes(mistake: PictureMistake) {
    let error = #expect(throws: BlueprintError.self) {
      try Self.blueprint(mistake.layer, input: mistake.input)
    }
    #expect(error?.description == mistake.message)
  }

  @Test("Sizes beyond all measure are errors, and cost neither memory nor an overflow")
  func huge() throws {
    for layer in [
      "{\"conv2D\":{\"filters\":1000000,\"kernel\":1}}",
      "{\"conv2D\":{\"filters\":9223372036854775807,\"kernel\":1}}",
      "{\"conv2D\":{\"filters\":1,\"kernel\":1000000,\"padding\":\"same\"}}",
      "{\"maxPooling2D\":{\"pool\":1,\"stride\":9223372036854775807}}",
      "{\"averagePooling2D\":{\"pool\":[1,-9223372036854775808]}}",
    ] {
      #expect(throws: BlueprintError.self) { try Self.blueprint(layer, input: "[1000,1000,1]") }
    }
    let pools = (0..<50).map { _ in
      "{\"maxPooling2D\":{\"pool\":1000,\"stride\":1,\"padding\":\"same\"}}"
    }
    let blueprint = try Self.blueprint(pools.joined(separator: ","), input: "[1000,1000,1]")
    #expect(blueprint.linkCount == 50 * 750_000 * 750_000)
  }
}

/// A layer that cannot follow its input, and what should be said about it.
struct PictureMistake: Sendable, CustomTestStringConvertible {
  let layer: String
  var input = "[4,5,1]"
  let message: String
  var testDescription: String { message }

  static let all = [
    PictureMistake(
      layer: "{\"conv2D\":{\"filters\":1,\"kernel\":5}}",
      message: "layers[0] (conv2D): expected a kernel of at most 4×5, the size of its input (a "
        + "larger one leaves nothing; use a smaller kernel or padding \"same\"), found 5×5"),
    PictureMistake(
      layer: "{\"maxPooling2D\":{\"pool\":4}},{\"averagePooling2D\":{\"pool\":2}}",
      message: "layers[1] (averagePooling2D): expected a pool of at most 1×1, the size of its "
        + "input (a larger one leaves nothing; use a smaller pool or padding \"same\"), found 2×2"),
    PictureMistake(
      layer: "{\"conv2D\":{\"filters\":1,\"kernel\":3}}", input: "[16]",
      message: "layers[0] (conv2D): expected a picture of height × width × channels (it goes "
        + "before flatten), found a list of 16 numbers"),
    PictureMistake(
      layer: "{\"conv2D\":{\"filters\":0,\"kernel\":3}}",
      message: "layers[0] (conv2D): expected filters from 1 to 1000000, found 0"),
    PictureMistake(
      layer: "{\"conv2D\":{\"filters\":1,\"kernel\":0}}",
      message: "layers[0] (conv2D): expected a kernel from 1 to 1000000 in both directions, "
        + "found 0×0"),
    PictureMistake(
      layer: "{\"maxPooling2D\":{\"pool\":2,\"stride\":0}}",
      message: "layers[0] (maxPooling2D): expected a stride from 1 to 1000000 in both directions, "
        + "found 0×0"),
    PictureMistake(
      layer: "{\"conv2D\":{\"filters\":1,\"kernel\":[1,2,3]}}",
      message: "layers[0].conv2D.kernel: expected a whole number, or [height, width], found a "
        + "list of 3"),
    PictureMistake(
      layer: "{\"conv2D\":{\"filters\":1,\"kernel\":2,\"padding\":\"full\"}}",
      message: "layers[0].conv2D.padding: unknown padding \"full\": choose one of valid, same"),
    PictureMistake(
      layer: "{\"conv2D\":{\"filters\":1,\"kernel\":3,\"padding\":\"same\"}}", input: "[1,1,1]",
      message: "layers[0] (conv2D): expected a kernel whose every weight meets a pixel somewhere "
        + "(use a smaller one), found 3×3 over a picture of 1×1×1"),
    PictureMistake(
      layer: "{\"conv2D\":{\"filters\":1,\"kernel\":2,\"activation\":\"softmax\"}}",
      message: "layers[0] (conv2D): expected softmax over at least 2 filters (over 1 it is always "
        + "1; use sigmoid), found 1"),
    PictureMistake(
      layer: "{\"conv2D\":{\"filters\":1,\"kernel\":2,\"strides\":2}}",
      message: "layers[0].conv2D: unknown key \"strides\": it takes activation, biasInitializer, "
        + "biases, filters, frozen, kernel, padding, penalty, stride, useBias, weightInitializer, "
        + "weights"),
    PictureMistake(
      layer: "{\"dropout\":{\"rate\":0.1}},{\"normalization\":{}}",
      message: "layers[1] (normalization): expected the inputs as they are (put it first, or after "
        + "flatten alone), found what dropout makes of them"),
  ]
}
