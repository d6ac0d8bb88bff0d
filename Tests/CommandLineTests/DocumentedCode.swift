import DigitReading
import Foundation
import ModelFiles
import NetworkDescription
import NeuronGraph
import Pictures
import Testing
import TrainingData
import TrainingLoop

/// The Swift code of Docs that no other test holds: compiled here, and run where it needs no files.
@Suite("Code shown in Docs")
struct DocumentedCode {
  @Test("README.md: OR, wired by hand")
  func readme() throws {
    var wiring = NetworkWiring()
    let a = wiring.input()
    let b = wiring.input()
    let either = wiring.neuron(.sigmoid, bias: -10)
    wiring.link(a, to: either, weight: 20)
    wiring.link(b, to: either, weight: 20)
    let network = try wiring.network(outputs: [either], loss: .halfSquaredError)
    print(try network.predict([0, 1]))  // [0.9999546021312976]
    #expect(abs(try network.predict([0, 1])[0] - 0.9999546021312976) < 1e-15)
  }

  @Test("Docs/Training.md: the trainer teaches XOR")
  func training() throws {
    let network = try NeuronNetwork(Recipe.xor.blueprint())
    let trainer = Trainer(
      network: network, options: TrainingOptions(epochs: 500, batchSize: 4))
    let history = try trainer.fit(LogicGate.xor.dataset)
    print(history.last?.loss ?? .nan)
    print(try network.predict([0, 1]))
    #expect(try network.predict([0, 1])[0] > 0.9)
  }

  @Test("Docs/Data.md: augmented digits differ from epoch to epoch")
  func augmentation() throws {
    let digits = DrawnDigits(seed: 1).dataset(0..<100)
    var training = try AugmentedDataset(digits, augmentation: DigitAugmentation(seed: 1))
    training.epoch = 2
    #expect(training.count == 100)
  }

  /// Docs/Data.md, of data that is not there.
  func cifar10() throws {
    let data = try CIFAR10.read("cifar10")
    print(data.train.inputShape)  // 32×32×3
    #expect(data.train.inputShape.count == 3072)
  }

  /// Docs/Tables.md, of a table that is not there.
  func tables() throws {
    let table = try TableReader.table(
      "prices.csv", options: TableOptions(targets: ["price"], gaps: .mean))
    print(table.count, table.form.inputNames)
    let data = try table.dataset()
    #expect(data.targetKind == .numbers)
  }

  @Test("Docs/Data.md: pictures of any size are changed from epoch to epoch")
  func changedPictures() throws {
    let pictures = DrawnDigits(seed: 1).dataset(0..<10)
    let changes = PictureAugmentation(seed: 1, shift: 0.1, flips: true, rotation: 15)
    let shown = try AugmentedDataset(pictures, augmentation: changes, epoch: 2)
    #expect(shown.picture(at: 3) != pictures.picture(at: 3))
  }

  @Test("Docs/ToyData.md: a spiral and what a network is told of it")
  func toyData() throws {
    let spiral = ToySet.spiral.split(noise: 0.1, features: [.x, .y, .sineX], seed: 1)
    print(spiral.train.count, spiral.train.inputShape)  // 250 3
    #expect(spiral.train.count == 250 && spiral.train.inputCount == 3)
  }

  /// Docs/Data.md; it would write to the folder that the tests are run in.
  func drawing() throws {
    let seven = DrawnDigits(seed: 1, liveliness: 0.4).digit(at: 7)
    var sheet = InkCanvas(width: 300, height: 400)
    seven.draw(on: &sheet, in: (x: 40, y: 40, width: 220, height: 320), penWidth: 24)
    let picture = sheet.picture(ink: Colour(red: 20, green: 40, blue: 120), paper: .white)
    try PNGWriter().write(picture, toPath: "seven.png")
  }

  /// Docs/Pictures.md, of a file that is not there.
  func finding() throws {
    let picture = try PNGReader().grey(atPath: "digits.png", on: .contrasting)
    for digit in DigitFinder().digits(in: picture) {
      print(digit.box.x, digit.box.y, digit.pixels28.count)  // 784 bytes, 0 no ink … 255 full ink
    }
  }

  /// README.md, of a file that is not there.
  func reading() throws {
    for answer in try DigitReader().read(pngFile: "scan.png") {
      print(answer.answer, answer.probability, answer.digit.box)
    }
  }

  /// Docs/ModelFiles.md; the tests of that module run it on a file of theirs.
  func modelFiles() throws {
    let model = try TrainedModel(contentsOf: "xor.safetensors")
    print(model.blueprint.name, model.classNames, model.parameters["layers.0.bias"]?.values ?? [])
    try model.write(to: "small.safetensors", precision: .float32)
  }
}
