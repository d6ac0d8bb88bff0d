import ArgumentParser
import DigitReading
import NetworkDescription
import NeuronGraph
import Pictures
import SystemFiles
import TextFormats
import TrainingLoop
import TrainingRuns

/// `glassbox read`: reads handwritten digits from PNG pictures.
struct Read: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read handwritten digits from PNG pictures.",
    discussion: """
      glassbox read seven.png
      glassbox read scans/ --json            all .png files of a folder
      glassbox read - < seven.png            from standard input
      glassbox read seven.png --explain      what spoke for the answer
      glassbox read seven.png --show-stages stages

      A picture may hold several digits; they are read line by line. Ink may be dark on light or \
      light on dark.
      """)

  @Argument(help: "PNG files, folders of them, or - for standard input.")
  var pictures: [String]

  @Option(help: "A model file to ask instead of the one inside the program.")
  var model: String?

  @Option(
    help: "What transparent pictures lie on: auto (white, unless nothing shows), white, black.")
  var background: Background = .auto

  @Option(help: "Write a picture of every stage from the file to the network's input to a folder.")
  var showStages: String?

  @Option(help: "Write each picture to a folder, with its digits boxed and labelled.")
  var showBoxes: String?

  @Option(
    help: "How many pictures are searched at the same time (default: one for each processor).")
  var threads: Int?

  @Flag(help: "Show what spoke for and against each answer.")
  var explain = false

  @Flag(help: "One JSON object a digit.")
  var json = false

  enum Background: String, ExpressibleByArgument, CaseIterable {
    case auto
    case white
    case black

    var backdrop: Backdrop {
      switch self {
      case .auto: .contrasting
      case .white: .colour(.white)
      case .black: .colour(.black)
      }
    }
  }

  func validate() throws {
    guard !(json && explain) else { throw ValidationError("give either --json or --explain") }
    try OptionLimits.check(threads: ("--threads", threads))
  }

  func run() throws {
    let reader = try DigitReader.named(model)
    var names = PictureNames()
    var failures = 0
    let (backdrop, keepsStages) = (background.backdrop, showStages != nil)
    let files = files
    var outputs = OutputList(reading: files.map { try? $0.get() } + [model])
    SideBySide.forEach(files, threads: threads ?? EngineChoice.usualThreads) { file in
      Result {
        let file = try file.get()
        let found = try SearchedPicture(
          PictureFiles.grey(file, on: backdrop), of: PictureFiles.shownName(file),
          keepingStages: keepsStages)
        return (file, found)
      }
    } use: { found in
      do {
        let (entry, picture) = try found.get()
        try read(picture, named: names.next(for: entry), with: reader, &outputs)
        StandardOutput.flush()
      } catch {
        report(error, &failures)
      }
    }
    try StandardOutput.finish()
    if failures > 0 { Self.exit(withError: ExitCode.failure) }
  }

  /// The files to read, and in their places what is wrong with an argument.
  private var files: [Result<String, any Error>] {
    pictures.flatMap { entry -> [Result<String, any Error>] in
      do {
        return try PictureFiles.expand(entry).map { .success($0) }
      } catch {
        return [.failure(error)]
      }
    }
  }

  /// Says what is wrong with one file; the others are still read.
  private func report(_ error: any Error, _ failures: inout Int) {
    failures += 1
    StandardOutput.flush()
    if let message = CommandFailure.message(of: error) { StandardError.report(message) }
  }

  private func read(
    _ found: SearchedPicture, named name: String, with reader: DigitReader,
    _ outputs: inout OutputList
  ) throws {
    let (file, picture, search) = (found.file, found.picture, found.search)
    if let showStages {
      try StagePictures.write(search, named: name, to: showStages) { path in
        try outputs.reserve(path, option: "--show-stages")
      }
    }
    let readings: [DigitAnswer]
    do {
      readings = try search.digits.map(reader.reading)
    } catch NetworkError.overflow(let overflow) {
      throw CommandFailure("\(file): \(overflow)")
    }
    guard !readings.isEmpty else {
      throw CommandFailure(
        "\(file): no digit found: expected ink that stands out from the paper, found "
          + "\(picture.width) × \(picture.height) pixels without any")
    }
    if let showBoxes {
      try OutputFolder.make(showBoxes, option: "--show-boxes")
      let path = "\(showBoxes)/\(name)-boxes.png"
      try outputs.reserve(path, option: "--show-boxes")
      try PNGWriter().write(BoxPicture.picture(of: readings, in: picture), toPath: path)
    }
    if json {
      for reading in readings { StandardOutput.print(reading.json(file: file)) }
      return
    }
    let answers = readings.map { "\($0.answer.onOneLine) (\(percent($0.probability)))" }
    print("\(file.onOneLine): \(answers.joined(separator: " "))")
    guard explain else { return }
    for reading in readings {
      if readings.count > 1 {
        print("\n\(reading.answer.onOneLine) at \(reading.digit.box.inWords):")
      }
      if let explanation = try reader.explanation(of: reading) { print(explanation) }
    }
  }
}

extension PixelBox {
  /// The box as people say it.
  fileprivate var inWords: String { "x \(x), y \(y), \(width) × \(height) pixels" }
}
