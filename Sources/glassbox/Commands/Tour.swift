import ArgumentParser
import DigitReading
import Explanation
import NetworkQuestions
import TextFormats
import TracePages
import TrainingDebugger
import NetworkDescription
import NeuronGraph
import Pictures
import TrainingData
import TrainingLoop

/// `glassbox tour`: everything once, in about a second.
struct Tour: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tour", _superCommandName: Glassbox.name,
    abstract: "See it all once: learn OR and XOR, follow one step, read digits.",
    discussion: "glassbox tour")

  func run() throws {
    try learn(
      .or, title: "1. One neuron learns OR",
      remark: "Two inputs, one sigmoid neuron, two links: what TFLearn's first example learns.")
    try learn(
      .xor, title: "2. A hidden layer learns XOR",
      remark: "No single neuron can. With neurons between inputs and output it takes a moment.")
    try followOneStep()
    try readPictures()
    print(
      """

      Where to go from here
        glassbox trace xor --input 1,0 --target 1        every link of a step
        glassbox read YOUR.png --explain                 your own handwriting, and why
        glassbox data fetch mnist --output mnist         70,000 real digits
        glassbox train lernmi-mnist --data mnist         learn them, neuron by neuron
        glassbox --help
      """)
  }

  private func learn(_ recipe: Recipe, title: String, remark: String) throws {
    let blueprint = try recipe.blueprint()
    guard let gate = LogicGate(rawValue: recipe.rawValue) else { return }
    let network = try NeuronNetwork(blueprint)
    let options = TrainingOptions(
      epochs: blueprint.training.epochs, batchSize: blueprint.training.batchSize,
      seed: blueprint.seed)
    let start = ContinuousClock.now
    let history = try Trainer(network: network, options: options).fit(gate.dataset)
    let seconds = (ContinuousClock.now - start).inSeconds

    print("\(title)\n\(remark)\n")
    for record in Self.milestones(of: history) {
      let bar = String(repeating: "▇", count: Int((60 * min(1, record.loss)).rounded(.up)))
      print("  epoch \(padded(record.epoch, 4))  loss \(decimal(record.loss, digits: 4))  \(bar)")
    }
    print("")
    for row in 0..<gate.dataset.count {
      let input = gate.dataset.input(of: row)
      let output = try network.predict(input)
      let bits = input.map { String(Int($0)) }.joined(separator: " \(recipe.rawValue) ")
      print("  \(bits) = \(decimal(output[0], digits: 4))")
    }
    print(
      "\n  \(grouped(network.links.count)) links, \(blueprint.training.epochs) epochs, "
        + "\(duration(seconds))\n")
  }

  /// The first epoch, the last, and those at doubling distances between.
  private static func milestones(of history: [EpochRecord]) -> [EpochRecord] {
    history.filter { record in
      record.epoch == history.count || record.epoch & (record.epoch - 1) == 0
    }.suffix(8)
  }

  private func followOneStep() throws {
    let blueprint = try NetworkBlueprint(
      name: "two-two-one", input: .list(2),
      layers: [
        .dense(Dense(units: 2, activation: .sigmoid)),
        .dense(Dense(units: 1, activation: .sigmoid)),
      ],
      loss: .halfSquaredError, optimizer: .sgd(SGD(learningRate: 0.5)), seed: 3)
    print(
      """
      3. One step of backpropagation, number by number
      Two inputs, two hidden neurons, one output. It is shown (0, 1) and should answer 1.
      A sensitivity says how much the loss changes if a value changes.

      """)
    try NeuronNetwork(blueprint).explainStep(inputs: [0, 1], targets: [1]) { line in
      print(line.isEmpty ? "" : "  \(line)")
    }
    print("")
  }

  private func readPictures() throws {
    print(
      """
      4. A network of neurons and links reads pictures
      It has learned from 60,000 real digits and 210,000 drawn ones. These are drawn, too, but new to it.

      """)
    let reader = try ChosenReader(nil).reader()
    let start = ContinuousClock.now
    var count = 0
    for picture in ShippedFile.pictures {
      let grey = try PNGReader().grey(
        from: Array(picture.bytes), named: picture.name, on: .contrasting)
      let readings = try reader.read(grey)
      count += readings.count
      let answers = readings.map(\.answer).joined(separator: " ")
      let least = readings.map(\.probability).min() ?? 0
      print("  \(picture.name.padded(to: 34))  \(answers)  (\(percent(least)))")
    }
    let seconds = (ContinuousClock.now - start).inSeconds
    print(
      "\n  \(count) digits in \(duration(seconds)); in brackets how sure it was of the least sure.")
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

extension String {
  /// The text with spaces after it, up to a width.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
