import ArgumentParser
import NetworkDescription
import NetworkPictures
import Pictures
import SystemFiles
import TextFormats
import TrainingData
import TrainingLoop

/// `glassbox data draw`: the pictures of some data, or digits drawn by the program, as PNG files.
struct DrawData: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw",
    abstract: "Write the pictures of some data as PNG files, or draw digits.",
    discussion: """
      glassbox data draw --output digits --count 100 --seed 7
      glassbox data draw cifar10 --output pictures --count 500
      glassbox data draw cifar10 --output overview.png
      glassbox data draw cifar10 --augment shift=0.1,flip --output changed.png

      A name that ends in .png or .svg gets one picture of them all, a row for each class. With digits \
      drawn by the program, forms.csv tells each one's form, such as "1: long flag".
      """)

  @Argument(help: "As for train --data (default: digits drawn by the program).")
  var data: String?

  @Option(help: "The folder to write to, with a folder for each class; or a .png or .svg file.")
  var output: String

  @Option(parsing: .unconditional, help: "How many to draw.")
  var count = 100

  @Option(parsing: .unconditional, help: "Other seeds, other digits.")
  var seed: UInt64 = 1

  @OptionGroup
  var augment: AugmentOption

  func validate() throws {
    try OptionLimits.check(1...1_000_000, ("--count", count))
    try DrawnFile.checkFolder(output, option: "--output")
  }

  func run() throws {
    let samples =
      try augment.choice().map { try $0.firstEpoch(of: chosen(), seed: seed) } ?? chosen()
    guard let shape = PictureSample.shape(of: samples) else {
      throw CommandFailure(
        "\(data ?? "--data"): expected pictures, found inputs of \(samples.inputShape)")
    }
    if DrawnFile.isNamed(output) {
      var outputs = OutputList(reading: [data])
      try outputs.add(output, option: "--output")
      try DrawnFile.write(
        PictureSample.overview(of: samples, shape: shape, most: count), to: output)
    } else {
      try write(samples, shape)
      if data == nil { try writeForms(samples.count) }
    }
    print("\(counted(min(count, samples.count), what)) drawn in \(output.onOneLine)")
  }

  /// Lists the digits with the ways they are written, for `read --labels`.
  private func writeForms(_ count: Int) throws {
    let drawn = DrawnDigits(seed: seed)
    let rows = (0..<count).map { index in
      let digit = drawn.digit(at: index)
      return "\(digit.label)/\(index).png,\(digit.label),\"\(digit.label): \(digit.form)\""
    }
    try TextOutput.write(
      (["file,label,kind"] + rows).joined(separator: "\n") + "\n", to: "\(output)/forms.csv")
  }

  private var what: String { data == nil ? "digit" : "picture" }

  private func chosen() throws -> Dataset {
    guard let data else { return DrawnDigits(seed: seed).dataset(0..<count) }
    return try DataSource.open(data, pictures: .asTheyAre, seed: seed).train.prefix(count)
  }

  /// The folder of a picture's class.
  private func folder(of index: Int, in samples: Dataset) -> String {
    let label = samples.labels.map { samples.classNames?[$0[index]] ?? "\($0[index])" } ?? "all"
    // A name from a file must not lead out of the folder.
    let name = String(label.map { $0 == "/" || $0 == "\0" ? "_" : $0 })
    return "\(output)/\(name.allSatisfy { $0 == "." } ? "_" + name : name)"
  }

  private func write(_ samples: Dataset, _ shape: Shape) throws {
    let indices = 0..<min(count, samples.count)
    var outputs = OutputList(reading: [data])
    for index in indices {
      try outputs.reserve(
        "\(folder(of: index, in: samples))/\(index).png", option: "--output", followsLinks: false)
    }
    for index in indices {
      let folder = folder(of: index, in: samples)
      try OutputFolder.make(folder, option: "--output")
      let bytes = samples.picture(at: index) ?? []
      let path = "\(folder)/\(index).png"
      let (height, width) = (shape.extents[0], shape.extents[1])
      if shape.extents[2] == 1 {
        try PNGWriter().write(
          GreyPicture(width: width, height: height, pixels: bytes), toPath: path)
      } else {
        try PNGWriter().write(
          ColourPicture(width: width, height: height, bytes: bytes), toPath: path)
      }
    }
  }
}
