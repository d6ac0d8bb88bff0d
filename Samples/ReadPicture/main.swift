// From a PNG file to a digit: find the ink, bring it to 28 × 28, ask a network.
//
//     swift run -c release ReadPicture [PICTURE [MODEL or COUNT]]
//
// PICTURE is a PNG file with one digit or several. MODEL is a model file that `glassbox train` has
// written. Without one, a small network first learns from COUNT digits that the program draws
// itself: 20,000 unless told otherwise, 65,535 at most.

import Foundation
import ModelFiles
import NetworkDescription
import NeuronGraph
import Pictures
import TrainingData
import TrainingLoop

/// A network that has learned digits for some seconds: 784 pixels, 30 hidden neurons, 10 answers.
func trainedNetwork(digits count: Int) throws -> NeuronNetwork {
  let blueprint = try NetworkBlueprint(
    name: "quick-reader", input: .list(784),
    layers: [
      .dense(Dense(units: 30, activation: .relu, weightInitializer: .heUniform)),
      .dense(Dense(units: 10, activation: .softmax)),
    ],
    loss: .categoricalCrossEntropy, optimizer: .sgd(SGD(learningRate: 0.02)))
  let network = try NeuronNetwork(blueprint)
  let trainer = Trainer(network: network, options: TrainingOptions(epochs: 2, batchSize: 1))
  let history = try trainer.fit(DrawnDigits(seed: 1).dataset(0..<count))
  if let last = history.last {
    print("Learned from \(count) drawn digits; \(Int(last.accuracy * 100)) % right at the end.")
  }
  return network
}

/// Prints 28 × 28 pixels with a character each.
func show(_ pixels: [UInt8]) {
  let shades = Array(" .:+#@")
  for row in 0..<28 {
    print(String(pixels[row * 28..<row * 28 + 28].map { shades[Int($0) * shades.count / 256] }))
  }
}

do {
  let arguments = CommandLine.arguments.dropFirst()
  let path = arguments.first ?? "Samples/Digits/5-red-on-yellow-200x150.png"
  let learning = arguments.dropFirst().first ?? "20000"

  let picture = try PNGReader().grey(atPath: path, on: .contrasting)
  let digits = DigitFinder().digits(in: picture)
  print("\(path): \(picture.width) × \(picture.height) pixels, digits found: \(digits.count)")

  let network: NeuronNetwork
  if let count = UInt16(learning) {
    network = try trainedNetwork(digits: Int(count))
  } else {
    let model = try TrainedModel(contentsOf: learning)
    network = try NeuronNetwork(model.blueprint, parameters: model.parameters)
  }
  for digit in digits {
    show(digit.pixels28)
    let outputs = try network.predict(digit.inputs)
    let answer = Answer.indexOfLargest(outputs)
    print("This is a \(answer), says the network: \((outputs[answer] * 100).rounded()) %.")
  }
} catch {
  FileHandle.standardError.write(Data("error: \(error)\n".utf8))
  exit(1)
}
