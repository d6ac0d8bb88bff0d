import ArgumentParser
import BackpropDebugger
import NeuronGraph
import Pictures
import SystemFiles

/// `glassbox why`: which links and pixels spoke for a digit, and which against.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Show which links and pixels spoke for a digit and against the runner-up.",
    discussion: """
      glassbox why seven.png
      glassbox why seven.png --against 2 --output why.svg
      glassbox why seven.png --model digits.safetensors --output why.png

      The difference of the two outputs' sums (before softmax) is taken apart: the shares of all \
      pixels and of the biases add up to it. The picture shows them as a heat map.
      """)

  @Argument(help: "A PNG picture of one digit.")
  var picture: String

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
    guard top >= 0 else { throw ValidationError("--top: expected at least 0, found \(top)") }
    try DrawnFile.checkEnding(output, option: "--output")
  }

  func run() throws {
    if let output {
      try OutputFile.check(
        output, option: "--output", sparing: [picture] + [model].compactMap(\.self))
    }
    let reader = try DigitReader(modelPath: model)
    let digit = try DigitPicture.only(in: picture)
    let other = try against.map { try position(of: $0, in: reader.classNames) }
    let inputs = digit.pixels28.map { Double($0) / 255 }
    let why = try Asking.about(picture) {
      let answer = try reader.reading(of: digit).best
      if answer == other {
        throw CommandFailure(
          "--against: expected another answer than \(reader.classNames[answer].onOneLine), which "
            + "is what it was read as")
      }
      return try reader.neurons().why(inputs: inputs, against: other)
    }
    if let output {
      let map = HeatMap(why, inputs: inputs, names: reader.classNames)
      try DrawnFile.write(
        to: output, svg: HeatMapSVG(map: map).text, picture: HeatMapSheet(map: map).picture)
    }
    if json {
      print(why.jsonLine(names: reader.classNames))
      return
    }
    print("\(picture.onOneLine): \(reader.classNames[why.answer].onOneLine)")
    for line in why.lines(names: reader.classNames, width: DigitNormaliser.side, top: top) {
      print(line)
    }
    if let output { print("drawn to \(output.onOneLine)") }
  }

  private func position(of name: String, in names: [String]) throws -> Int {
    guard let position = names.firstIndex(of: name) else {
      let known = names.map(\.onOneLine).joined(separator: ", ")
      throw CommandFailure("--against: expected one of \(known), found \(name)")
    }
    return position
  }
}
