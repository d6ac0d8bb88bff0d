import Foundation
import ModelFiles
import NetworkDescription
import Pictures
import Testing

@Suite("Pictures of filters, and of what they make of a picture")
struct ActivationDrawingTests {
  private static let (side, filters) = (8, 5)

  /// A folder with a model: 8 × 8 pixels, five filters, the largest of 2 × 2, two answers.
  private func workspace(
    channels: Int, activation: Activation = .relu
  ) throws -> (Workspace, Parameters) {
    let workspace = try Workspace()
    let blueprint = try NetworkBlueprint(
      name: "eye & <ear>",
      input: .picture(height: Self.side, width: Self.side, channels: channels),
      layers: [
        .conv2D(
          Conv2D(
            filters: Self.filters, kernel: PixelExtent(height: 2, width: 3),
            activation: activation)),
        .maxPooling2D(MaxPooling2D(pool: 2)), .flatten,
        .dense(Dense(units: 2, activation: .softmax)),
      ], loss: .categoricalCrossEntropy)
    var parameters = blueprint.initialParameters()
    parameters["layers.0.bias"]?.values = [0, 0.1, -0.1, -9, 0.2]
    try TrainedModel(blueprint: blueprint, parameters: parameters, classNames: ["cat", "dog"])
      .write(to: workspace.file("eye.safetensors"))
    return (workspace, parameters)
  }

  /// A picture of which no two pixels are alike.
  private func picture(_ channels: Int, side: Int = side) -> ColourPicture {
    var picture = ColourPicture(width: side, height: side)
    for y in 0..<side {
      for x in 0..<side {
        let first = UInt8((y * side + x) * 37 % 256)
        picture[x, y] =
          channels == 1
          ? Colour(grey: first) : Colour(red: first, green: 255 - first, blue: UInt8(x * 20))
      }
    }
    return picture
  }

  /// What a filter of the first layer puts out: the sum over its window, written out.
  private func convolution(
    _ picture: ColourPicture, _ parameters: Parameters, filter: Int, channels: Int,
    row: Int, column: Int
  ) throws -> Double {
    let weights = try #require(parameters["layers.0.weight"]).values
    var sum = try #require(parameters["layers.0.bias"]).values[filter]
    for y in 0..<2 {
      for x in 0..<3 {
        let pixel = picture[column + x, row + y]
        let values = [pixel.red, pixel.green, pixel.blue].prefix(channels)
        for (channel, value) in values.enumerated() {
          let weight = weights[((y * 3 + x) * channels + channel) * Self.filters + filter]
          sum += weight * Double(value) / 255
        }
      }
    }
    return sum
  }

  /// The maps of all filters of the first layer, row by row.
  private func maps(
    _ picture: ColourPicture, _ parameters: Parameters, channels: Int
  ) throws -> [[Double]] {
    try (0..<Self.filters).map { filter in
      try (0..<7 * 6).map { place in
        try convolution(
          picture, parameters, filter: filter, channels: channels, row: place / 6,
          column: place % 6)
      }
    }
  }

  /// Whether two colours are one, but for the rounding of the last bit.
  private func isNear(_ one: Colour, _ other: Colour) -> Bool {
    zip([one.red, one.green, one.blue], [other.red, other.green, other.blue])
      .allSatisfy { abs(Int($0) - Int($1)) <= 1 }
  }

  @Test("A map has the colours of the numbers that the convolution makes", arguments: [1, 3])
  func maps(channels: Int) throws {
    let (workspace, parameters) = try workspace(channels: channels)
    let picture = picture(channels)
    try PNGWriter().write(picture, toPath: workspace.file("p.png"))
    let run = try workspace.succeed("draw eye.safetensors --activations a.svg --picture p.png")
    #expect(run.output == "2 layers drawn in a.svg\n")
    let drawn = DrawnPictures(svg: try workspace.bytes("a.svg"))
    #expect(drawn.isWhole && drawn.pictures["input"]?.picture == picture)
    let outputs = try maps(picture, parameters, channels: channels).map { $0.map { max(0, $0) } }
    let most = outputs.joined().max() ?? 0
    for (filter, values) in outputs.enumerated() {
      let map = try #require(drawn.pictures["map-1-\(filter)"]?.picture)
      #expect(map.width == 6 && map.height == 7)
      for (place, value) in values.enumerated() {
        let colour = map[place % 6, place / 6]
        #expect(isNear(colour, .signed(value / most)), "\(filter) \(place) \(value)")
      }
      let pooled = try #require(drawn.pictures["map-2-\(filter)"]?.picture)
      #expect(pooled.width == 3 && pooled.height == 3)
      let corner = [values[0], values[1], values[6], values[7]].max() ?? 0
      let mostPooled = outputs.flatMap { $0.prefix(36) }.max() ?? 1
      #expect(isNear(pooled[0, 0], .signed(corner / mostPooled)))
    }
    let means = outputs.map { $0.reduce(0, +) }
    let strongest = try #require(means.firstIndex(of: means.max() ?? 0))
    #expect(drawn.words.contains("filter \(strongest) responds most"))
    let silent = means.count { $0 == 0 }
    #expect(silent > 0 && drawn.words.contains("; \(silent) silent"))
  }

  @Test("Weights are blue and orange, but in their own colours where they look at colours")
  func weights() throws {
    let (grey, greyParameters) = try workspace(channels: 1)
    _ = try grey.succeed("draw eye.safetensors --filters f.svg")
    let drawn = DrawnPictures(svg: try grey.bytes("f.svg"))
    #expect(drawn.isWhole && drawn.pictures["map-1-0"] == nil)
    let weights = try #require(greyParameters["layers.0.weight"]).values
    for filter in 0..<Self.filters {
      let kernel = try #require(drawn.pictures["weights-1-\(filter)"]?.picture)
      let pixel = kernel[kernel.width - 1, 0]
      let weight = weights[2 * Self.filters + filter]
      #expect(weight > 0 ? pixel.blue > pixel.red : pixel.red > pixel.blue)
    }
    let (colour, parameters) = try workspace(channels: 3)
    _ = try colour.succeed("draw eye.safetensors --filters f.svg")
    let coloured = DrawnPictures(svg: try colour.bytes("f.svg"))
    let values = try #require(parameters["layers.0.weight"]).values
    for filter in 0..<Self.filters {
      let pixel = try #require(coloured.pictures["weights-1-\(filter)"]?.picture)[0, 0]
      for (channel, level) in [pixel.red, pixel.green, pixel.blue].enumerated() {
        #expect((level > 127) == (values[channel * Self.filters + filter] > 0))
      }
    }
  }

  @Test("The PNG shows the same at the same places as the SVG")
  func pixels() throws {
    let (workspace, _) = try workspace(channels: 3)
    try PNGWriter().write(picture(3), toPath: workspace.file("p.png"))
    for name in ["a.svg", "a.png"] {
      _ = try workspace.succeed("draw eye.safetensors --activations \(name) --picture p.png")
    }
    let drawn = DrawnPictures(svg: try workspace.bytes("a.svg"))
    let sheet = try PNGReader().colour(atPath: workspace.file("a.png"))
    #expect(sheet.width == drawn.size.width && sheet.height == drawn.size.height)
    #expect(drawn.pictures.count >= 1 + 5 + 5 + 5)
    for (id, placed) in drawn.pictures where !id.isEmpty {
      let middle = (placed.picture.width / 2, placed.picture.height / 2)
      let x = placed.x + (2 * middle.0 + 1) * placed.width / placed.picture.width / 2
      let y = placed.y + (2 * middle.1 + 1) * placed.height / placed.picture.height / 2
      #expect(sheet[x, y] == placed.picture[middle.0, middle.1], "\(id)")
    }
  }

  @Test("Words name the layers, the scales and the answer, on light and on dark pages")
  func words() throws {
    let (workspace, _) = try workspace(channels: 1, activation: .tanh)
    try PNGWriter().write(picture(1), toPath: workspace.file("p.png"))
    _ = try workspace.succeed("draw eye.safetensors --activations a.svg --picture p.png")
    let words = DrawnPictures(svg: try workspace.bytes("a.svg")).words
    for word in [
      "eye & <ear> looks at p.png", "input: 8×8×1", "layer 1: conv2D, 2×3, tanh, 8×8×1 → 7×6×5",
      "layer 2: maxPooling2D, 2×2, 7×6×5 → 3×3×5", "weights from −", "outputs from −",
      "then flatten (45), dense (2)", "the answer: ", "cat", "dog", "prefers-color-scheme: dark",
    ] {
      #expect(words.contains(word), "\(word)")
    }
  }

  @Test("A digit is prepared as it is read, whatever the size of its picture")
  func digit() throws {
    let workspace = try Workspace()
    try workspace.write(
      "c.json",
      Data(
        """
        {"glassbox": 1, "name": "c", "input": [28, 28, 1], "loss": "categoricalCrossEntropy",
         "layers": [{"conv2D": {"filters": 70, "kernel": 5}}, {"flatten": {}},
          {"dense": {"units": 10, "activation": "softmax"}}]}
        """.utf8))
    try DigitPictures.write([4], to: workspace.file("4.png"))
    _ = try workspace.succeed("draw c.json --activations a.svg --picture 4.png --filters f.png")
    let drawn = DrawnPictures(svg: try workspace.bytes("a.svg"))
    let input = try #require(drawn.pictures["input"]?.picture)
    #expect(input.width == 28 && input.height == 28 && input[0, 0] == .black)
    #expect(drawn.pictures["map-1-63"] != nil && drawn.pictures["map-1-64"] == nil)
    #expect(drawn.words.contains("the first 64 of 70 filters"))
    try DigitPictures.write([4, 2], to: workspace.file("42.png"))
    try workspace.fail(
      "draw c.json --activations b.svg --picture 42.png", naming: "42.png", "found 2")
    #expect(!workspace.exists("b.svg"))
  }

  @Test("What cannot be drawn is refused in a line, before anything is written")
  func refusals() throws {
    let (workspace, _) = try workspace(channels: 1)
    try PNGWriter().write(picture(3), toPath: workspace.file("colour.png"))
    try PNGWriter().write(picture(1, side: 9), toPath: workspace.file("large.png"))
    let command = "draw eye.safetensors --activations a.svg --picture"
    try workspace.fail("\(command) colour.png", naming: "colour.png", "1 channel", "found 3")
    try workspace.fail("\(command) large.png", naming: "large.png", "8 pixels", "found 9")
    try workspace.fail("\(command) none.png", naming: "none.png")
    try workspace.fail("\(command) a.svg", naming: "a.svg")
    try workspace.fail("draw xor --filters a.svg", naming: "--filters", "convolutions", "xor")
    try workspace.fail(
      "draw xor --activations a.svg --picture large.png", naming: "--activations", "xor")
    try workspace.fail("draw eye.safetensors --filters no/a.svg", naming: "no/a.svg")
    try workspace.fail(
      "draw eye.safetensors --filters a.jpg", status: 64, naming: "--filters", ".png or .svg")
    try workspace.fail("draw eye.safetensors --activations a.png", status: 64, naming: "--picture")
    #expect(!workspace.exists("a.svg"))
  }
}
