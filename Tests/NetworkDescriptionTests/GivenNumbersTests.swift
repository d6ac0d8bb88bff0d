import NetworkDescription
import PlaceLiterals
import Testing

/// First weights that are given, frozen numbers, and other new words of blueprint files.
@Suite("Given and frozen numbers")
struct GivenNumbersTests {
  private func blueprint(_ layer: String, input: String = "[2]") throws -> NetworkBlueprint {
    try NetworkBlueprint(
      json: """
        {"glassbox": 1, "name": "n", "input": \(input), "layers": [\(layer)],
         "loss": "meanSquaredError"}
        """)
  }

  private func problem(_ layer: String, input: String = "[2]") -> String {
    do {
      _ = try blueprint(layer, input: input)
      return "none"
    } catch {
      return "\(error)"
    }
  }

  @Test("Weights and biases start as they are given, and are written again")
  func given() throws {
    let made = try blueprint(
      #"{"dense": {"units": 3, "weights": [[1, 2, 3], [4, 5, 6.5]], "biases": [0.1, 0.2, 0.3]}}"#)
    #expect(made.initialParameters()["layers.0.weight"]?.values == [1, 2, 3, 4, 5, 6.5])
    #expect(made.initialParameters()["layers.0.bias"]?.values == [0.1, 0.2, 0.3])
    #expect(try NetworkBlueprint(json: made.jsonText) == made)
    let picture = try blueprint(
      #"{"conv2D": {"filters": 1, "kernel": 2, "weights": [[[[1]], [[2]]], [[[3]], [[4]]]]}}, {"flatten": {}}"#,
      input: "[2, 2, 1]")
    #expect(picture.initialParameters()["layers.0.weight"]?.values == [1, 2, 3, 4])
  }

  @Test(
    "Lists of the wrong shape name the layer, what was expected and what was found",
    arguments: [
      (
        #"{"dense": {"units": 2, "weights": [[1, 2]]}}"#,
        "layers[0] (dense): expected weights shaped [2, 2], which is [inputs, units], found [1, 2]"
      ),
      (
        #"{"dense": {"units": 2, "biases": [1, 2, 3]}}"#,
        "layers[0] (dense): expected biases shaped [2], which is one for each unit, found [3]"
      ),
      (
        #"{"dense": {"units": 2, "weights": [[1, 2], [3]]}}"#,
        "layers[0].dense.weights[1]: expected a list of 2, as the first one beside it, found a list of 1"
      ),
      (
        #"{"dense": {"units": 2, "weights": [[1, 2], [3, "x"]]}}"#,
        #"layers[0].dense.weights[1][1]: expected a number, found "x""#
      ),
      (
        #"{"dense": {"units": 2, "weights": 1}}"#,
        "layers[0].dense.weights: expected numbers in lists, such as [[0.5, -0.5]], found 1"
      ),
      (
        #"{"dense": {"units": 2, "weights": [[1, 2], [3, 4]], "weightInitializer": "zeros"}}"#,
        #"layers[0].dense: "weights": expected either them or weightInitializer, found both"#
      ),
      (
        #"{"dense": {"units": 2, "useBias": false, "biases": [1, 2]}}"#,
        #"layers[0].dense: "biases": expected none, because useBias is false, found some"#
      ),
    ])
  func wrongShapes(layer: String, message: String) {
    #expect(problem(layer) == message)
  }

  @Test("What is frozen is named in several ways, and written in the shortest")
  func frozen() throws {
    for (text, written) in [
      ("true", "true"), ("\"weights\"", "\"weights\""), ("[\"biases\", \"weights\"]", "true"),
      ("\"0.1-1.0\"", "\"0.1-1.0\""), ("[\"1.1\", \"link 0.0-1.0\"]", "[\"bias 1.1\",\"0.0-1.0\"]"),
    ] {
      let made = try blueprint(#"{"dense": {"units": 2, "frozen": \#(text)}}"#)
      #expect(made.jsonText.contains("\"frozen\":\(written)"), "\(text): \(made.jsonText)")
      #expect(try NetworkBlueprint(json: made.jsonText) == made)
    }
    #expect(
      try blueprint(#"{"dense": {"units": 2, "frozen": false}}"#)
        == blueprint(#"{"dense": {"units": 2}}"#))
  }

  @Test("Frozen places have to be in the layer that names them")
  func frozenElsewhere() {
    #expect(
      problem(#"{"dense": {"units": 2, "frozen": "0.2-1.0"}}"#)
        == "layers[0] (dense): expected frozen links and biases of this layer, such as 0.0-1.0, "
        + "found 0.2-1.0")
    #expect(
      problem(#"{"dense": {"units": 2, "useBias": false, "frozen": "bias 1.0"}}"#)
        .hasSuffix("found bias 1.0"))
    #expect(problem(#"{"dense": {"units": 2, "frozen": "nonsense"}}"#).contains("\"nonsense\""))
    #expect(problem(#"{"dropout": {"rate": 0.5, "frozen": true}}"#).contains("unknown key"))
  }

  @Test("Normal and uniform initializers have the moments that were asked for")
  func distributions() throws {
    let made = try blueprint(
      #"""
      {"dense": {"units": 5000, "weightInitializer": {"normal": {"mean": 2, "deviation": 0.5}},
                 "biasInitializer": {"uniform": {"low": -1, "high": 3}}}}
      """#)
    let weights = try #require(made.initialParameters()["layers.0.weight"]?.values)
    let mean = weights.reduce(0, +) / Double(weights.count)
    let variance = weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(weights.count)
    #expect(abs(mean - 2) < 0.02 && abs(variance.squareRoot() - 0.5) < 0.02)
    let biases = try #require(made.initialParameters()["layers.0.bias"]?.values)
    #expect(biases.allSatisfy { (-1...3).contains($0) })
    #expect(abs(biases.reduce(0, +) / Double(biases.count) - 1) < 0.06)
    #expect(try NetworkBlueprint(json: made.jsonText) == made)
    #expect(
      problem(#"{"dense": {"units": 2, "weightInitializer": {"uniform": {"low": 2, "high": 1}}}}"#)
        .contains("at least 2.0, which is low"))
    #expect(
      problem(#"{"dense": {"units": 2, "weightInitializer": {"normal": {"deviation": -1}}}}"#)
        .contains("\"deviation\": expected a finite number of at least 0, found -1.0"))
  }

  @Test("A penalty where 0 stays needs an l1 and weights that do not start there")
  func zeroStays() {
    #expect(
      problem(#"{"dense": {"units": 2, "penalty": {"l2": 1, "zeroStays": true}}}"#)
        .contains("an l1 above 0"))
    #expect(
      problem(
        #"{"dense": {"units": 2, "weightInitializer": "zeros", "penalty": {"l1": 1, "zeroStays": true}}}"#
      ).contains("do not start at 0"))
  }

  @Test("Numbers by name take the place of those drawn; all others stay")
  func byName() throws {
    let made = try blueprint(#"{"dense": {"units": 2, "biasInitializer": "ones"}}"#)
    let given = try made.starting(with: [(.link("0.1-1.0"), 7), (.bias("1.1"), -3)])
    let (before, after) = (made.initialParameters(), given.initialParameters())
    var expected = before
    expected["layers.0.weight"]?.values[2] = 7
    expected["layers.0.bias"]?.values[1] = -3
    #expect(after == expected)
    #expect(throws: BlueprintError.self) { try made.starting(with: [(.link("0.2-1.0"), 7)]) }
    #expect(throws: BlueprintError.self) {
      try made.starting(with: [(.link("0.1-1.0"), .infinity)])
    }
  }
}
