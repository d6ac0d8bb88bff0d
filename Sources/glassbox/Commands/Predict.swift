import ArgumentParser
import NetworkDescription
import NeuronGraph
import SystemFiles
import TextFormats
import TrainingData
import TrainingLoop
import TrainingRuns

/// `glassbox predict`: what a network answers to some numbers.
struct Predict: SampleCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict", _superCommandName: Glassbox.name,
    abstract: "Ask a network for its outputs, once or for every line of a table.",
    discussion: """
      glassbox predict xor.safetensors --input 0,1
      glassbox predict xor.safetensors --input 0,1 --json
      glassbox predict digits.safetensors --picture 7.png
      glassbox predict digits.safetensors --data mnist --sample test:5
      glassbox predict flowers.safetensors --data rows.csv
      glassbox predict flowers.safetensors --data rows.csv --output answers.csv

      A table is answered line by line, with labels or without; a model that has learned from a \
      table finds the columns by their names.
      """)

  @Argument(
    help: """
      A model file, or digit-reader, the trained network inside the program; other recipes and \
      blueprints answer as they are before training.
      """)
  var model: String

  @OptionGroup
  var sample: SampleOptions

  @OptionGroup
  var table: TableOptionGroup

  @Option(help: "Write the answers to the lines of a table as a CSV file.")
  var output: String?

  @OptionGroup
  var start: WeightsOption

  @OptionGroup
  var memory: MemoryOption

  @Flag(help: "Print {\"output\":[…]}; of a table a line for each of its lines.")
  var json = false

  func validate() throws {
    guard sample.areGiven else {
      throw ValidationError("expected --input, --picture, --data or --sample, found none of them")
    }
  }

  func run() throws {
    let argument = try start.asked(model, memory: memory)
    if let path = sample.tablePath, sample.sample == nil {
      return try answer(path, argument)
    }
    guard output == nil else {
      throw CommandFailure(
        "--output: expected all of a table with --data, such as rows.csv, to answer")
    }
    try answer(inputs(for: argument), argument)
  }

  /// Answers one sample.
  private func answer(_ inputs: [Double], _ argument: NamedNetwork) throws {
    let outputs = try Asking.about(model) {
      try argument.network().finiteOutputs(for: inputs)
    }
    let words = AnswerWords(argument)
    let answer = words.answer(to: outputs)
    if json {
      StandardOutput.print(
        [("output", .array(outputs.map { .number($0) }))]
          + (answer.map { [("answer", .string($0.name))] } ?? []))
      return
    }
    for (index, output) in outputs.enumerated() {
      let verdict =
        answer.flatMap { $0.output == index ? "  ← the answer is \($0.name.onOneLine)" : nil } ?? ""
      print(
        "output \(words.outputNames[index].onOneLine): \(decimal(output, digits: 6))\(verdict)")
    }
  }

  /// Answers the lines of a table.
  private func answer(_ path: String, _ argument: NamedNetwork) throws {
    var outputs = OutputList(reading: sample.inputs + [model, start.weights])
    try outputs.add(output, option: "--output")
    let table = try questions(at: path, for: argument)
    let network = try argument.network(
      .usual(for: argument.blueprint), threads: EngineChoice.usualThreads, samples: table.count)
    let answers = try TableAnswers(of: network, to: table, as: argument)
    if let output {
      do {
        try AtomicFile.replace(output, with: Array(answers.csv.utf8))
      } catch {
        throw CommandFailure("\(output): cannot write it: \(error)")
      }
    }
    if !answers.unknownClasses.isEmpty {
      StandardError.note(
        "\(path): answers are not compared with classes that the model does not know: "
          + answers.unknownClasses.prefix(12).map(\.shortenedOnOneLine).joined(separator: ", "))
    }
    if json {
      for line in answers.json { StandardOutput.print(line) }
      return
    }
    if let output {
      print("\(counted(table.count, "answer")) in \(output.onOneLine)")
    } else {
      for line in answers.table { print(line) }
    }
    if let (right, all) = answers.rightOnes {
      print("\(grouped(right)) of \(counted(all, "answer")) are as the table says")
    }
  }
}
