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
    commandName: "read",
    abstract: "Read handwritten digits from PNG pictures.",
    discussion: """
      glassbox read seven.png
      glassbox read scans/ --json            all .png files of a folder
      glassbox read - < seven.png            from standard input
      glassbox read seven.png --explain      what spoke for the answer
      glassbox read seven.png --show-stages stages
      glassbox read scans/ --labels scans/labels.csv --mistakes mistakes.png

      A picture may hold several digits; they are read line by line. Ink may be dark on light or \
      light on dark. An answer that is less than 90 % sure is shown with the next best; · stands for \
      ink that is no digit.

      A table of labels has the columns file and digits, such as 2024 or 12/34 for two lines, and \
      perhaps kind; with it the report says how many pictures were read right.
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

  @Option(help: "A .csv file with the columns file and digits: tell how many are read right.")
  var labels: String?

  @Option(help: "With --labels: draw the surest mistakes on a sheet, a .png file.")
  var mistakes: String?

  @Option(
    help: "With --labels: draw how often answers are right that are so sure (.png or .svg).")
  var reliability: String?

  @Flag(help: "Show what spoke for and against each answer.")
  var explain = false

  @Flag(help: "Say of letters, signs and blots as well where they are; with --json as digit null.")
  var marks = false

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
    for (path, option) in [(mistakes, "--mistakes"), (reliability, "--reliability")] {
      guard path == nil || labels != nil else {
        throw ValidationError("\(option) needs --labels: only then it is known what is wrong")
      }
    }
    try DrawnFile.checkEnding(reliability, option: "--reliability")
    guard labels == nil || !(explain || marks || showBoxes != nil || showStages != nil) else {
      throw ValidationError(
        "--labels makes a report: leave --explain, --marks, --show-boxes and --show-stages out")
    }
    try OptionLimits.check(threads: ("--threads", threads))
  }

  func run() throws {
    let reader = try DigitReader.named(model)
    var names = PictureNames()
    var failures = 0
    var report = try labels.map { try LabelledReport($0) }
    let (backdrop, keepsStages) = (background.backdrop, showStages != nil)
    let files = files
    var outputs = OutputList(reading: files.map { try? $0.get() } + [model, labels])
    try outputs.add([("--mistakes", mistakes), ("--reliability", reliability)])
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
        if report != nil {
          try report?.add(picture, of: entry, lines: lines(of: picture, reader))
        } else {
          try read(picture, named: names.next(for: entry), with: reader, &outputs)
        }
        StandardOutput.flush()
      } catch {
        tell(error, &failures)
      }
    }
    try report?.finish(mistakes: mistakes, reliability: reliability, json: json)
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
  private func tell(_ error: any Error, _ failures: inout Int) {
    failures += 1
    StandardOutput.flush()
    if let message = CommandFailure.message(of: error) { StandardError.report(message) }
  }

  private func lines(
    of found: SearchedPicture, _ reader: DigitReader
  ) throws -> [[DigitAnswer]] {
    do {
      return try reader.lines(of: found.search)
    } catch {
      throw CommandFailure("\(found.file): \(error)")
    }
  }

  private func read(
    _ found: SearchedPicture, named name: String, with reader: DigitReader,
    _ outputs: inout OutputList
  ) throws {
    let (file, picture, search) = (found.file, found.picture, found.search)
    let lines = try lines(of: found, reader)
    let all = lines.flatMap { $0 }
    let readings = all.filter(\.isDigit)
    if let showStages {
      try StagePictures.write(
        search, layout: reader.layoutStage(of: search), readings.map(\.digit), named: name,
        to: showStages
      ) { path in
        try outputs.reserve(path, option: "--show-stages")
      }
    }
    let shown = marks ? all : readings
    guard !shown.isEmpty else { throw NoDigit.failure(file, picture, marks: all.count) }
    if let showBoxes {
      try OutputFolder.make(showBoxes, option: "--show-boxes")
      let path = "\(showBoxes)/\(name)-boxes.png"
      try outputs.reserve(path, option: "--show-boxes")
      try PNGWriter().write(BoxPicture.picture(of: shown, in: picture), toPath: path)
    }
    if json {
      for reading in shown { StandardOutput.print(reading.json(file: file)) }
      return
    }
    for line in WrittenLines.text(of: lines, file: file, classNames: reader.classNames) {
      print(line)
    }
    guard explain else { return }
    for reading in readings {
      if readings.count > 1 {
        print("\n\(reading.answer.onOneLine) at \(reading.digit.box.inWords):")
      }
      if let explanation = try reader.explanation(of: reading) { print(explanation) }
    }
  }
}

/// What is said of a picture without digits.
private enum NoDigit {
  static func failure(_ file: String, _ picture: GreyPicture, marks: Int) -> CommandFailure {
    let size = "\(picture.width) × \(picture.height) pixels"
    return CommandFailure(
      marks == 0
        ? "\(file): no digit found: expected ink that stands out from the paper, found \(size) "
          + "without any"
        : "\(file): no digit found: expected digits, found \(counted(marks, "piece")) of ink that "
          + "look like none: --marks shows where")
  }
}

extension PixelBox {
  /// The box as people say it.
  fileprivate var inWords: String { "x \(x), y \(y), \(width) × \(height) pixels" }
}
