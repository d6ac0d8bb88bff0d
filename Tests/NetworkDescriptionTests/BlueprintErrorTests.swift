import Testing

@testable import NetworkDescription
import TextFormats

@Suite("What is wrong with a blueprint is said in one line")
struct BlueprintErrorTests {
  @Test("Entries of the file", arguments: Mistake.entries)
  func entries(mistake: Mistake) { mistake.check() }

  @Test("Layers and their settings", arguments: Mistake.layers)
  func layers(mistake: Mistake) { mistake.check() }

  @Test("Shapes that do not fit", arguments: Mistake.shapes)
  func shapes(mistake: Mistake) { mistake.check() }

  @Test("Losses, optimizers and training", arguments: Mistake.training)
  func training(mistake: Mistake) { mistake.check() }

  @Test("Dropout and penalties", arguments: Mistake.dropoutAndPenalties)
  func dropoutAndPenalties(mistake: Mistake) { mistake.check() }

  @Test("Settings of optimizers and schedules", arguments: Mistake.optimizers)
  func optimizers(mistake: Mistake) { mistake.check() }

  @Test("Names in the file cannot break the line, steer the terminal, or fill the screen")
  func hostileNames() {
    let hostile = "a\n\u{1B}[31m\u{202E}\u{85}"
    let json = JSONValue.string(hostile + String(repeating: "x", count: 10_000)).description
    let texts = [
      Mistake.file(extra: "\(json):1"), Mistake.file(loss: json),
      Mistake.file(layers: "[{\(json):{}}]"),
      Mistake.file(layers: "[{\"dense\":{\"units\":\(json)}}]"),
      Mistake.file(layers: "[{\"dense\":{\"units\":1,\(json):1}}]"),
      Mistake.file(layers: "[{\(json):{},\"dense\":{}}]"),
      Mistake.file(layers: "[{\"dense\":{\"units\":1,\"activation\":{\(json):{}}}}]"),
      Mistake.file(layers: "[{\"dense\":{\"units\":1,\"weightInitializer\":\(json)}}]"),
      Mistake.file(extra: "\"optimizer\":{\(json):{}}"), "{\(json):1,\(json):2}",
      "{\(json) 1}", "[\(String(repeating: "9", count: 10_000))]",
    ]
    for text in texts {
      let error = #expect(throws: BlueprintError.self) { try NetworkBlueprint(json: text) }
      let message = error?.description ?? ""
      #expect(message.unicodeScalars.allSatisfy { $0 == "…" || (0x20..<0x7F).contains($0.value) })
      #expect(message.count < 500)
    }
  }
}

/// A file with one mistake, and what should be said about it.
struct Mistake: Sendable, CustomTestStringConvertible {
  let text: String
  let message: String
  var testDescription: String { message }

  init(_ text: String, _ message: String) {
    self.text = text
    self.message = message
  }

  func check() {
    let error = #expect(throws: BlueprintError.self) { try NetworkBlueprint(json: text) }
    #expect(error?.description == message)
  }

  static func file(
    glassbox: String = "1", name: String = "\"n\"", input: String = "[2]",
    layers: String = "[{\"dense\":{\"units\":2,\"activation\":\"softmax\"}}]",
    loss: String = "\"categoricalCrossEntropy\"", extra: String? = nil
  ) -> String {
    let entries = [
      "\"glassbox\":\(glassbox)", "\"name\":\(name)", "\"input\":\(input)",
      "\"layers\":\(layers)", "\"loss\":\(loss)",
    ]
    return "{\((entries + (extra.map { [$0] } ?? [])).joined(separator: ","))}"
  }

  /// A file whose only layer is a dense one with these settings.
  private static func dense(_ settings: String) -> String {
    file(layers: "[{\"dense\":{\(settings)}}]", loss: "\"meanSquaredError\"")
  }

  private static func layers(_ layers: String, input: String = "[2]") -> String {
    file(input: input, layers: layers, loss: "\"meanSquaredError\"")
  }

  static let entries: [Mistake] = [
    Mistake(
      "",
      "the blueprint is not valid JSON: line 1, column 1: expected a value, "
        + "found the end of the text"),
    Mistake(
      "{\n  \"glassbox\": 1,\n  name: \"xor\"\n}",
      "the blueprint is not valid JSON: line 3, column 3: expected a key in quotes, found 'n'"),
    Mistake(
      file(extra: "\"loss\":\"meanSquaredError\""),
      "the blueprint is not valid JSON: line 1, column 127: expected each key once, "
        + "found \"loss\" again"),
    Mistake("[]", "expected a blueprint in { }, found a list of 0"),
    Mistake("{}", "\"glassbox\" is missing: add it"),
    Mistake("{\"glassbox\":1}", "\"name\" is missing: add it"),
    Mistake("{\"glassbox\":1,\"name\":\"n\"}", "\"input\" is missing: add it"),
    Mistake(
      file(glassbox: "2"),
      "\"glassbox\": expected version 1, found 2: update glassbox or rewrite the blueprint for "
        + "version 1"),
    Mistake(file(glassbox: "\"1\""), "glassbox: expected a whole number, found \"1\""),
    Mistake(file(name: "null"), "name: expected a text in quotes, found null"),
    Mistake(
      file(extra: "\"optimiser\":{}"),
      "unknown key \"optimiser\": it takes glassbox, input, layers, loss, name, optimizer, seed, "
        + "training"),
    Mistake(
      file(extra: "\"seed\":-1"),
      "\"seed\": expected a whole number from 0 to 9223372036854775807 (or, in quotes, to "
        + "18446744073709551615), found -1"),
    Mistake(
      file(extra: "\"seed\":1.5"),
      "\"seed\": expected a whole number from 0 to 9223372036854775807 (or, in quotes, to "
        + "18446744073709551615), found 1.5"),
  ]

  static let layers: [Mistake] = [
    Mistake(layers("{}"), "layers: expected a list of layers, found an object with 0 keys"),
    Mistake(layers("[]"), "\"layers\": expected at least one layer, found none"),
    Mistake(
      layers("[\"flatten\"]"),
      "layers[0]: expected an object such as {\"dense\":{\"units\":10}}, found \"flatten\""),
    Mistake(
      layers("[{\"dense\":{\"units\":2}},{}]"),
      "layers[1]: expected one key, the name of the layer, found none"),
    Mistake(
      layers("[{\"dense\":{\"units\":2},\"flatten\":{}}]"),
      "layers[0]: expected one key, the name of the layer, found dense, flatten"),
    Mistake(
      layers("[{\"desne\":{\"units\":2}}]"),
      "layers[0]: unknown layer \"desne\": choose one of dense, activation, dropout, flatten, "
        + "conv2D, maxPooling2D, averagePooling2D, normalization"),
    Mistake(dense(""), "layers[0].dense: \"units\" is missing: add it"),
    Mistake(
      dense("\"units\":2.5"), "layers[0].dense.units: expected a whole number, found 2.5"),
    Mistake(
      dense("\"units\":2,\"unit\":3"),
      "layers[0].dense: unknown key \"unit\": it takes activation, biasInitializer, biases, "
        + "frozen, penalty, units, useBias, weightInitializer, weights"),
    Mistake(
      dense("\"units\":2,\"activation\":\"rleu\""),
      "layers[0].dense.activation: unknown activation \"rleu\": choose one of identity, sigmoid, "
        + "tanh, relu, leakyRelu, elu, gelu, silu, softplus, softmax"),
    Mistake(
      dense("\"units\":2,\"activation\":{\"leakyRelu\":{\"alpha\":1}}"),
      "layers[0].dense.activation.leakyRelu: unknown key \"alpha\": it takes slope"),
    Mistake(
      dense("\"units\":2,\"activation\":{\"relu\":{}}"),
      "layers[0].dense.activation: unknown activation with settings \"relu\": "
        + "choose one of leakyRelu, elu"),
    Mistake(
      dense("\"units\":2,\"useBias\":\"no\""),
      "layers[0].dense.useBias: expected true or false, found \"no\""),
    Mistake(
      dense("\"units\":2,\"weightInitializer\":\"glorot\""),
      "layers[0].dense.weightInitializer: unknown initializer \"glorot\": choose one of "
        + "glorotNormal, glorotUniform, heNormal, heUniform, ones, zeros, "
        + "{\"uniform\":{\"limit\":0.5}}, {\"uniform\":{\"low\":0,\"high\":1}}, "
        + "{\"normal\":{\"deviation\":0.1}}"
    ),
    Mistake(
      dense("\"units\":2,\"biasInitializer\":{\"uniform\":{\"limit\":-1}}"),
      "layers[0].dense.biasInitializer.uniform: \"limit\": expected a finite number of at least 0, "
        + "found -1.0"),
    Mistake(
      layers("[{\"flatten\":{\"units\":1}}]"),
      "layers[0].flatten: unknown key \"units\": it takes no settings"),
    Mistake(
      layers("[{\"activation\":{}}]"),
      "layers[0].activation: \"function\" is missing: add it"),
  ]

  static let dropoutAndPenalties: [Mistake] = [
    Mistake(layers("[{\"dropout\":{}}]"), "layers[0].dropout: \"rate\" is missing: add it"),
    Mistake(
      layers("[{\"dropout\":{\"rate\":1}}]"),
      "layers[0] (dropout): expected a rate from 0 to less than 1, found 1.0"),
    Mistake(
      layers("[{\"dropout\":{\"rate\":-0.1}}]"),
      "layers[0] (dropout): expected a rate from 0 to less than 1, found -0.1"),
    Mistake(
      layers("[{\"dropout\":{\"rate\":\"half\"}}]"),
      "layers[0].dropout.rate: expected a number, found \"half\""),
    Mistake(
      layers("[{\"dropout\":{\"rate\":0.5,\"seed\":1}}]"),
      "layers[0].dropout: unknown key \"seed\": it takes rate"),
    Mistake(
      dense("\"units\":2,\"penalty\":0.1"),
      "layers[0].dense.penalty: expected an object such as {\"l2\":0.001}, found 0.1"),
    Mistake(
      dense("\"units\":2,\"penalty\":{\"L2\":0.1}"),
      "layers[0].dense.penalty: unknown key \"L2\": it takes l1, l2, zeroStays"),
    Mistake(
      dense("\"units\":2,\"penalty\":{\"l2\":-0.1}"),
      "layers[0] (dense): expected penalties that are finite and at least 0, "
        + "found l1 0.0, l2 -0.1"),
  ]

  static let optimizers: [Mistake] = [
    optimizer(
      "\"rmsprop\":{\"rho\":1}",
      "rmsprop: \"rho\": expected a number from 0 to less than 1, found 1.0"),
    optimizer(
      "\"rmsprop\":{\"momentum\":0.9}",
      "rmsprop: unknown key \"momentum\": it takes epsilon, learningRate, rho, schedule"),
    optimizer(
      "\"adam\":{\"beta1\":-0.5}",
      "adam: \"beta1\": expected a number from 0 to less than 1, found -0.5"),
    optimizer(
      "\"adam\":{\"beta2\":2}",
      "adam: \"beta2\": expected a number from 0 to less than 1, found 2.0"),
    optimizer(
      "\"adam\":{\"epsilon\":0}", "adam: \"epsilon\": expected a finite number above 0, found 0.0"),
    optimizer(
      "\"adam\":{\"amsgrad\":true}",
      "adam: unknown key \"amsgrad\": it takes beta1, beta2, epsilon, learningRate, schedule"),
    optimizer(
      "\"adadelta\":{\"learningRate\":-1}",
      "adadelta: \"learningRate\": expected a finite number of at least 0, found -1.0"),
    optimizer(
      "\"sgd\":{\"schedule\":\"cosine\"}",
      "sgd.schedule: expected \"constant\" or an object such as "
        + "{\"step\":{\"every\":1000,\"factor\":0.5}}, found \"cosine\""),
    optimizer(
      "\"sgd\":{\"schedule\":{\"cosine\":{}}}",
      "sgd.schedule: unknown schedule \"cosine\": choose one of constant, step, exponential, "
        + "inverseTime"),
    optimizer(
      "\"sgd\":{\"schedule\":{\"step\":{\"every\":0,\"factor\":0.5}}}",
      "sgd.schedule.step: \"every\": expected at least 1, found 0"),
    optimizer(
      "\"sgd\":{\"schedule\":{\"step\":{\"every\":9,\"factor\":-1}}}",
      "sgd.schedule.step: \"factor\": expected a finite number of at least 0, found -1.0"),
    optimizer(
      "\"adam\":{\"schedule\":{\"exponential\":{\"decaySteps\":-1,\"decayRate\":1}}}",
      "adam.schedule.exponential: \"decaySteps\": expected at least 1, found -1"),
    optimizer(
      "\"adam\":{\"schedule\":{\"inverseTime\":{\"decayRate\":1}}}",
      "adam.schedule.inverseTime: \"decaySteps\" is missing: add it"),
  ]

  private static func optimizer(_ settings: String, _ message: String) -> Mistake {
    Mistake(file(extra: "\"optimizer\":{\(settings)}"), "optimizer." + message)
  }

  static let shapes: [Mistake] = [
    Mistake(
      file(input: "2"), "input: expected [count] or [height, width, channels], found 2"),
    Mistake(
      file(input: "[28,28]"),
      "input: expected [count] or [height, width, channels], found a list of 2"),
    Mistake(
      file(input: "[\"2\"]"),
      "input: expected [count] or [height, width, channels], found \"2\" in the list"),
    Mistake(
      file(input: "[0]"),
      "\"input\": expected [count] or [height, width, channels], all positive, 1000000 at most, "
        + "found [0]"),
    Mistake(
      file(input: "[10000,10000,3]"),
      "\"input\": expected [count] or [height, width, channels], all positive, 1000000 at most, "
        + "found [10000, 10000, 3]"),
    Mistake(
      file(input: "[9223372036854775807,9223372036854775807,3]"),
      "\"input\": expected [count] or [height, width, channels], all positive, 1000000 at most, "
        + "found [9223372036854775807, 9223372036854775807, 3]"),
    Mistake(
      dense("\"units\":0"), "layers[0] (dense): expected units from 1 to 1000000, found 0"),
    Mistake(
      dense("\"units\":-3"), "layers[0] (dense): expected units from 1 to 1000000, found -3"),
    Mistake(
      dense("\"units\":1000000000000"),
      "layers[0] (dense): expected units from 1 to 1000000, found 1000000000000"),
    Mistake(
      layers("[{\"dense\":{\"units\":1000000}},{\"dense\":{\"units\":1000000}}]"),
      "layers[1] (dense): expected at most 1000000000 parameters in all, found 1000004000000"),
    Mistake(
      layers("[{\"dense\":{\"units\":2}}]", input: "[28,28,1]"),
      "layers[0] (dense): expected a list of numbers (put flatten before it), "
        + "found a picture of 28×28×1"),
    Mistake(
      layers("[{\"activation\":{\"function\":\"relu\"}}]", input: "[28,28,1]"),
      "layers[0] (activation): expected a list of outputs at the end (add flatten), "
        + "found a picture of 28×28×1"),
    Mistake(
      dense("\"units\":1,\"activation\":\"softmax\""),
      "layers[0] (dense): expected softmax over at least 2 units (over 1 it is always 1; use "
        + "sigmoid), found 1"),
    Mistake(
      layers("[{\"activation\":{\"function\":\"softmax\"}}]", input: "[28,28,1]"),
      "layers[0] (activation): expected softmax over at least 2 values (over 1 it is always 1; "
        + "use sigmoid), found 28×28×1"),
  ]

  static let training: [Mistake] = [
    Mistake(
      file(loss: "\"crossEntropy\""),
      "loss: unknown loss \"crossEntropy\": choose one of halfSquaredError, meanSquaredError, "
        + "huber, meanAbsoluteError, binaryCrossEntropy, categoricalCrossEntropy"),
    Mistake(
      file(layers: "[{\"dense\":{\"units\":2,\"activation\":\"relu\"}},{\"flatten\":{}}]"),
      "layers[0]: expected softmax or sigmoid, which categoricalCrossEntropy needs, "
        + "found relu: end with that or use meanSquaredError"),
    Mistake(
      file(
        layers: "[{\"dense\":{\"units\":1,\"activation\":\"tanh\"}}]",
        loss: "\"binaryCrossEntropy\""),
      "layers[0]: expected sigmoid, which binaryCrossEntropy needs, "
        + "found tanh: end with that or use meanSquaredError"),
    Mistake(
      file(
        layers: "[{\"dense\":{\"units\":2,\"activation\":\"softmax\"}}]",
        loss: "\"binaryCrossEntropy\""),
      "layers[0]: expected sigmoid, which binaryCrossEntropy needs, "
        + "found softmax: end with that or use categoricalCrossEntropy"),
    Mistake(
      file(layers: "[{\"dense\":{\"units\":1,\"activation\":\"sigmoid\"}},{\"flatten\":{}}]"),
      "layers[0] (dense): expected an output for each class, which categoricalCrossEntropy compares "
        + "with each other (a single one would always learn 1): use binaryCrossEntropy with a single "
        + "sigmoid, found 1 output"),
    Mistake(
      file(extra: "\"optimizer\":\"sgd\""),
      "optimizer: expected an object such as {\"sgd\":{\"learningRate\":0.01}}, found \"sgd\""),
    Mistake(
      file(extra: "\"optimizer\":{\"sdg\":{}}"),
      "optimizer: unknown optimizer \"sdg\": choose one of sgd, rmsprop, adam, adadelta, "
        + "adagrad, adamw"),
    Mistake(
      file(extra: "\"optimizer\":{\"sgd\":{\"lr\":1}}"),
      "optimizer.sgd: unknown key \"lr\": it takes learningRate, momentum, nesterov, schedule"),
    Mistake(
      file(extra: "\"optimizer\":{\"sgd\":{\"learningRate\":-1}}"),
      "optimizer.sgd: \"learningRate\": expected a finite number of at least 0, found -1.0"),
    Mistake(
      file(extra: "\"optimizer\":{\"sgd\":{\"momentum\":1}}"),
      "optimizer.sgd: \"momentum\": expected a number from 0 to less than 1, found 1.0"),
    Mistake(
      file(extra: "\"optimizer\":{\"sgd\":{\"learningRate\":1e400}}"),
      "the blueprint is not valid JSON: line 1, column 162: expected a number between -1.8e308 and "
        + "1.8e308, found 1e400"),
    Mistake(
      file(extra: "\"training\":{\"epochs\":0}"),
      "training: \"epochs\": expected at least 1, found 0"),
    Mistake(
      file(extra: "\"training\":{\"batch_size\":1}"),
      "training: unknown key \"batch_size\": it takes batchSize, epochs, shuffle"),
  ]
}
