import ArgumentParser
import DigitReading
import Explanation
import NetworkDescription
import NetworkPictures
import NetworkQuestions
import NeuronGraph
import Pictures
import SystemFiles
import TextFormats
import TracePages
import TrainingDebugger
import TrainingRuns

/// `glassbox why`: which links and pixels spoke for an answer, and which against.
struct WhyCommand: SampleCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", _superCommandName: Glassbox.name,
    abstract: "Show which links and pixels spoke for a digit and against the runner-up.",
    discussion: """
      glassbox why seven.png
      glassbox why seven.png --against 2 --output why.svg
      glassbox why digits.safetensors --picture seven.png --output why.png
      glassbox why xor.safetensors --input 0,1
      glassbox why --data mnist --sample 5

      The difference of the two outputs' sums (before softmax) is taken apart: the shares of all \
      pixels and of the biases add up to it. The picture shows them as a heat map.
      """)

  @Argument(
    help: ArgumentHelp(
      """
      A recipe, a blueprint's .json file or a model file (default: digit-reader), and a PNG picture \
      of one digit, as with --picture. Either may be left out.
      """, valueName: "network-or-picture"))
  var names: [String] = []

  @OptionGroup
  var namedSample: SampleOptions

  @OptionGroup
  var table: TableOptionGroup

  @OptionGroup
  var memory: MemoryOption

  @Option(help: "A model file to ask, as if it stood before the picture.")
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
    let room = (model == nil ? 1 : 0) + (namedSample.areGiven ? 0 : 1)
    guard names.count <= room else {
      throw ValidationError(
        "expected one network and one sample at most, found '\(names[room])' besides: give each once"
      )
    }
    guard picture != nil || namedSample.areGiven else {
      throw ValidationError(
        "expected a picture of a digit, or one of --input, --picture and --data")
    }
    try DrawnFile.checkEnding(output, option: "--output")
  }

  /// The picture, if it was named without its option: the last name, where nothing else says what
  /// to ask about.
  private var picture: String? { namedSample.areGiven ? nil : names.last }

  /// The network, if one was named.
  private var network: String? {
    model ?? (picture == nil ? names.first : names.dropLast().first)
  }

  /// What to ask about; a file alone is a picture.
  var sample: SampleOptions {
    var sample = namedSample
    sample.picture = picture ?? sample.picture
    return sample
  }

  func run() throws {
    var outputs = OutputList(reading: sample.inputs + [network])
    try outputs.add(output, option: "--output")
    let argument = try NamedNetwork.asked(
      network ?? Recipe.digitReader.rawValue, memory: memory)
    let names = Self.names(of: argument)
    let inputs = try pixels(for: argument)
    let other = try against.map { try position(of: $0, in: names) }
    let why = try Asking.about(sample.name) {
      let neurons = try argument.network()
      let answer = Answer.indexOfLargest(try neurons.finiteOutputs(for: inputs))
      if answer == other {
        throw CommandFailure(
          "--against: expected another answer than \(names[answer].onOneLine), which is what it "
            + "was read as")
      }
      return try neurons.why(inputs: inputs, against: other)
    }
    if let output {
      let map = HeatMap(why, inputs: inputs, names: names)
      try DrawnFile.write(to: output, svg: map.svg, picture: map.picture)
    }
    if json {
      print(why.jsonLine(names: names))
      return
    }
    print("\(sample.name.onOneLine): \(names[why.answer].onOneLine)")
    let width = PixelArrangement(argument.blueprint.input)?.width
    StandardOutput.printSigned(why.lines(names: names, width: width, top: top))
    if let output { print("drawn to \(output.onOneLine)") }
  }

  /// What the answers are called: by the model, or as digits, or by their places.
  private static func names(of argument: NamedNetwork) -> [String] {
    let count = argument.blueprint.output.count
    let names = AnswerWords(argument).outputNames
    let areNamed = names != (0..<count).map(String.init)
    return areNamed || count == 10 ? names : names.map { "output \($0)" }
  }

  /// What goes in; a heat map needs pixels of a digit.
  private func pixels(for argument: NamedNetwork) throws -> [Double] {
    let inputs = try inputs(for: argument)
    let side = DigitNormaliser.side
    guard inputs.count == side * side else {
      guard output == nil else {
        throw CommandFailure(
          "--output: expected a network that looks at \(side) × \(side) pixels, found "
            + "\(counted(inputs.count, "input")): leave --output out")
      }
      return inputs
    }
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
