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
    commandName: "read", _superCommandName: Glassbox.name,
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
    help: "How many pictures are read at the same time (default: one for each processor).")
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
    let chosen = try ChosenReader(model)
    var names = PictureNames()
    var failures = 0
    var report = try labels.map { try LabelledReport($0) }
    let backdrop = background.backdrop
    let wishes = ReadPicture.Wishes(stages: showStages != nil, explanations: explain)
    let files = files
    var outputs = OutputList(reading: files.map { try? $0.get() } + [model, labels])
    try outputs.add([("--mistakes", mistakes), ("--reliability", reliability)])
    // Explanations ask neurons and links, hundreds of megabytes of them: once is enough.
    SideBySide.forEach(files, threads: explain ? 1 : threads ?? EngineChoice.usualThreads) {
      Result { try chosen.reader() }
    } work: { reader, file in
      Result { try ReadPicture(file.get(), on: backdrop, with: reader.get(), wishes) }
    } use: { result in
      do {
        let picture = try result.get()
        if report != nil {
          report?.add(picture)
        } else {
          try show(picture, named: names.next(for: picture.entry), &outputs)
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

  private func show(_ read: ReadPicture, named name: String, _ outputs: inout OutputList) throws {
    let (file, picture, digits) = (read.searched.file, read.searched.picture, read.digits)
    if let showStages {
      try StagePictures.write(
        read.searched.search, layout: read.layout, digits.map(\.digit), named: name, to: showStages
      ) { path in
        try outputs.reserve(path, option: "--show-stages")
      }
    }
    let shown = marks ? read.all : digits
    guard !shown.isEmpty else { throw NoDigit.failure(file, picture, marks: read.all.count) }
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
    for line in WrittenLines.text(of: read.lines, file: file, classNames: read.classNames) {
      print(line)
    }
    for (reading, explanation) in zip(digits, read.explanations) {
      if digits.count > 1 {
        print("\n\(reading.answer.onOneLine) at \(reading.digit.box.inWords):")
      }
      if let explanation { print(explanation) }
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
          + "\(marks == 1 ? "looks" : "look") like none: --marks shows where")
  }
}

extension PixelBox {
  /// The box as people say it.
  fileprivate var inWords: String { "x \(x), y \(y), \(width) × \(height) pixels" }
}
