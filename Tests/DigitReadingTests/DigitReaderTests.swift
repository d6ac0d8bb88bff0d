@testable import DigitReading
import Foundation
import ModelFiles
import NetworkDescription
import Pictures
import Testing
import TrainingData

@Suite("Reading digits with the library")
struct DigitReaderTests {
  private static let samples = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Samples")

  @Test("Digits of a sheet come line by line, with boxes and probabilities, from a file or bytes")
  func sheet() throws {
    let file = Self.samples.appending(path: "Sheets/sheet-phone-number.png")
    let reader = try DigitReader()
    let readings = try reader.read(pngFile: file.path, keepingStages: true)
    #expect(readings.map(\.answer).joined() == "040715928")
    for reading in readings {
      #expect(abs(reading.probabilities.reduce(0, +) - 1) < 1e-9)
      #expect(reading.probability == reading.probabilities.max())
      #expect(reading.digit.inputs.count == 784)
      #expect(!reading.digit.stages.isEmpty)
    }
    let lefts = readings.map(\.digit.box.x)
    #expect(lefts == lefts.sorted())
    let again = try reader.read(png: Array(Data(contentsOf: file)))
    #expect(again.map(\.probabilities) == readings.map(\.probabilities))
    #expect(again.allSatisfy { $0.digit.stages.isEmpty })
  }

  @Test("What spoke for an answer can be told of every digit")
  func explanation() throws {
    let file = Self.samples.appending(path: "Digits/7-white-on-blue-180x240.png")
    let reader = try DigitReader()
    let reading = try #require(try reader.read(pngFile: file.path).first)
    let explanation = try #require(try reader.explanation(of: reading))
    #expect(explanation.description.contains("why 7 and not"))
  }

  @Test("What is in doubt is looked at five times, and the answer is the mean")
  func looks() throws {
    let reader = try DigitReader()
    let scores = try (0..<400).compactMap { index -> (DigitAnswer, [Double])? in
      let pixels = DrawnDigits(seed: 99).digit(at: index).picture()
      let picture = try GreyPicture(width: 28, height: 28, pixels: pixels)
      guard let digit = DigitFinder().digits(in: picture).first else { return nil }
      return (try reader.reading(of: digit), try reader.network.predict(digit.inputs))
    }
    var doubtful = 0
    for (reading, first) in scores {
      let isSure = max(first.prefix(10).max() ?? 0, first.dropFirst(10).reduce(0, +)) >= 0.9
      var sums = first
      let others = isSure ? [] : OtherLooks.inputs(of: reading.digit.pixels28)
      for inputs in others {
        for (index, output) in try reader.network.predict(inputs).enumerated() {
          sums[index] += output
        }
      }
      doubtful += isSure ? 0 : 1
      let total = sums.prefix(10).reduce(0, +)
      for (index, probability) in reading.probabilities.enumerated() {
        #expect(abs(probability - sums[index] / total) < 1e-9)
      }
      #expect(reader.wasInDoubt(about: reading.digit) == !isSure)
    }
    #expect(doubtful > 5 && doubtful < 200)
  }

  @Test("A disc looks the same turned; a bar is wider and narrower, and turned to both sides")
  func otherLooks() {
    func looks(at ink: (_ x: Double, _ y: Double) -> Double) -> [[Double]] {
      OtherLooks.inputs(
        of: (0..<784).map {
          UInt8(255 * max(0, min(1, ink(Double($0 % 28) - 13.5, Double($0 / 28) - 13.5))))
        })
    }
    // With an edge as soft as resampling makes it.
    let disc = looks { 2 - ($0 * $0 + $1 * $1).squareRoot() / 5 }
    #expect(disc.count == 4)
    for (index, input) in disc[0].enumerated() { #expect(abs(input - disc[1][index]) < 0.02) }
    let bar = looks { abs($0) < 2 && abs($1) < 9 ? 1 : 0 }
    let sums = bar.map { $0.reduce(0, +) }
    #expect(abs(sums[2] / 72 - 1 / 0.9) < 0.02 && abs(sums[3] / 72 - 1 / 1.1) < 0.02)
    // The one turned to the left is the mirror picture of that turned to the right.
    for index in 0..<784 {
      #expect(abs(bar[0][index] - bar[1][index / 28 * 28 + 27 - index % 28]) < 1e-6)
    }
    #expect(bar[0] != bar[1])
    #expect(OtherLooks.inputs(of: [1, 2]).isEmpty)
  }

  @Test("Bytes that are no picture, and networks that read no digits, are refused by name")
  func refused() throws {
    let reader = try DigitReader()
    let damaged = #expect(throws: PictureError.self) {
      try reader.read(png: [1, 2, 3], named: "the scan")
    }
    #expect(damaged?.description.hasPrefix("the scan: ") == true)
    let xor = try Recipe.xor.blueprint()
    let model = try TrainedModel(blueprint: xor, parameters: xor.initialParameters())
    let other = #expect(throws: (any Error).self) { try DigitReader(model: model, named: "xor") }
    let text = other.map { "\($0)" } ?? ""
    #expect(text.contains("784 inputs and 10 outputs or 11") && text.contains("found 2 and 1"))
  }

  @Test("Whatever a network knows beyond the ten digits speaks against a digit")
  func marks() throws {
    func model(_ names: [String], biases: [Double]) throws -> TrainedModel {
      let blueprint = try NetworkBlueprint(
        name: "biases", input: .picture(height: 28, width: 28, channels: 1),
        layers: [.flatten, .dense(Dense(units: names.count, activation: .softmax))],
        loss: .categoricalCrossEntropy, optimizer: .sgd(SGD(learningRate: 0.1)))
      return try TrainedModel(
        blueprint: blueprint,
        parameters: Parameters([
          "layers.1.weight": Tensor(
            shape: [784, names.count], values: [Double](repeating: 0, count: 784 * names.count)),
          "layers.1.bias": Tensor(shape: [names.count], values: biases),
        ]), classNames: names)
    }
    let digits = (0...9).map(String.init)
    // A 7 as likely as a B and an m, and eight times as likely as each other digit.
    let seven = [Double](repeating: -log(8), count: 7) + [0, -log(8), -log(8)]
    let reader = try DigitReader(model: model(digits + ["B", "m"], biases: seven + [0, 0]))
    let file = Self.samples.appending(path: "Digits/7-white-on-blue-180x240.png")
    let digit = try #require(
      DigitFinder().digits(in: PNGReader().grey(atPath: file.path, on: .contrasting)).first)
    let reading = try reader.reading(of: digit)
    #expect(reading.answer == "7")
    #expect(abs(reading.none - 2 / (3 + 9 / 8)) < 1e-7)
    #expect(abs(reading.probabilities[7] - 1 / (1 + 9 / 8)) < 1e-7)
    #expect(throws: (any Error).self) {
      try DigitReader(model: model(["a"] + digits + ["b"], biases: seven + [0, 0]))
    }
  }

  @Test("The class of digits that touch is called alike by those who draw it and who look for it")
  func rowName() {
    #expect(DrawnMarks.classNames.contains(DigitReader.rowName))
  }

  @Test("A picture of dots is refused, not read for minutes")
  func dots() throws {
    var sheet = try GreyPicture(
      width: 600, height: 600, pixels: [UInt8](repeating: 255, count: 360_000))
    for y in stride(from: 4, to: 600, by: 12) {
      for x in stride(from: 4, to: 600, by: 12) {
        for place in 0..<16 { sheet[x + place % 4, y + place / 4] = 0 }
      }
    }
    let error = #expect(throws: (any Error).self) {
      try SearchedPicture(sheet, of: "dots.png", keepingStages: false)
    }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.hasPrefix("dots.png: expected at most 2000 digits") && text.contains("2500"))
  }
}
