import ArgumentParser
import DigitReading
import Explanation
import NetworkPictures
import NetworkQuestions
import TextFormats
import TracePages
import TrainingDebugger
import NetworkDescription
import NeuronGraph
import Pictures
import SystemFiles
import TrainingRuns

/// `glassbox why`: which links and pixels spoke for a digit, and which against.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Show which links and pixels spoke for a digit and against the runner-up.",
    discussion: """
      glassbox why seven.png
      glassbox why seven.png --against 2 --output why.svg
      glassbox why seven.png --model digits.safetensors --output why.png
      glassbox why --data mnist --sample 5

      The difference of the two outputs' sums (before softmax) is taken apart: the shares of all \
      pixels and of the biases add up to it. The picture shows them as a heat map.
      """)

  @Argument(
    help: ArgumentHelp("A PNG picture of one digit, as with --picture.", valueName: "picture"))
  var file: String?

  @OptionGroup
  var namedSample: SampleOptions

  @Option(help: "A model file to ask instead of the one inside the program.")
  var model: String?

  @Option(help: "The answer it is compared with (default: the runner-up).")
  var against: String?

  @Option(help: "Draw a heat map: a file ending in .png or .svg.")
  var output: String?

  @Option(parsing: .unconditional, help: "How many links and pixels of either side to show.")
  var top = 5

  @Flag(help: "One JSON object, with the share of every pixel.")
  var json = false

  func validate() throws {
    try OptionLimits.check(atLeast: 0, ("--top", top))
    guard (file == nil) == namedSample.areGiven else {
      throw ValidationError(
        "expected a picture of a digit, or one of --input, --picture and --data")
    }
    try DrawnFile.checkEnding(output, option: "--output")
  }

  /// What to ask about; a file alone is a picture.
  private var sample: SampleOptions {
    var sample = namedSample
    if let file { sample.picture = file }
    return sample
  }

  func run() throws {
    if let output {
      try OutputFile.check(
        output, option: "--output",
        sparing: sample.data + [sample.picture, model].compactMap(\.self))
    }
    let reader = try DigitReader.named(model)
    let inputs = try inputs(for: reader)
    let other = try against.map { try position(of: $0, in: reader.classNames) }
    let why = try Asking.about(sample.name) {
      let answer = Answer.indexOfLargest(try reader.neurons().finiteOutputs(for: inputs))
      if answer == other {
        throw CommandFailure(
          "--against: expected another answer than \(reader.classNames[answer].onOneLine), which "
            + "is what it was read as")
      }
      return try reader.neurons().why(inputs: inputs, against: other)
    }
    if let output {
      let map = HeatMap(why, inputs: inputs, names: reader.classNames)
      try DrawnFile.write(to: output, svg: map.svg, picture: map.picture)
    }
    if json {
      print(why.jsonLine(names: reader.classNames))
      return
    }
    print("\(sample.name.onOneLine): \(reader.classNames[why.answer].onOneLine)")
    for line in why.lines(names: reader.classNames, width: DigitNormaliser.side, top: top) {
      print(line)
    }
    if let output { print("drawn to \(output.onOneLine)") }
  }

  /// The pixels, which are to be drawn, too.
  private func inputs(for reader: DigitReader) throws -> [Double] {
    let (inputs, _) = try sample.find(for: NamedNetwork(reader.model))
    if let stray = inputs.first(where: { !(0...1).contains($0) }) {
      throw CommandFailure(
        "\(sample.name): expected pixels from 0, no ink, to 1, found \(JSONValue.number(stray)): "
          + "scale them")
    }
    return inputs
  }

  private func position(of name: String, in names: [String]) throws -> Int {
    guard let position = names.firstIndex(of: name) else {
      let known = names.map(\.onOneLine).joined(separator: ", ")
      throw CommandFailure("--against: expected one of \(known), found \(name)")
    }
    return position
  }
}
