import ArgumentParser
import DataDownload
import NetworkBlueprint
import Pictures
import TrainingData
import TrainingLoop

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `glassbox data`: getting data, and making it.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Fetch data sets, look into them, or draw digits.",
    discussion: """
      glassbox data fetch mnist --output mnist
      glassbox data describe mnist
      glassbox data draw --output digits
      """,
    subcommands: [FetchData.self, DescribeData.self, DrawData.self])
}

/// `glassbox data fetch`: downloads a data set, verified.
struct FetchData: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: "Download a data set and verify it.",
    discussion: """
      glassbox data fetch mnist --output mnist

      What is there already is kept; what was cut off is continued.
      """)

  enum Name: String, ExpressibleByArgument, CaseIterable { case mnist }

  @Argument(help: "Which data set.")
  var name: Name

  @Option(help: "The folder to put the files in; it is made if it is missing.")
  var output: String

  @Option(help: "Fetch from this address instead of the public mirrors.")
  var mirror: String?

  func run() throws {
    var mirrors = MNISTDownload.mirrors
    if let mirror {
      guard let address = URL(string: mirror), address.host?.isEmpty == false,
        ["http", "https"].contains(address.scheme?.lowercased())
      else {
        // What stands before an @ may be a password.
        let found = mirror.split(separator: "@").last.map(String.init) ?? mirror
        throw CommandFailure("--mirror: expected an address such as http://…, found \(found)")
      }
      mirrors = [address]
    }
    for (file, outcome) in try fetch(from: mirrors) {
      print("\(file.name)  \(outcome == .alreadyThere ? "already there" : "downloaded")")
    }
  }

  /// Downloads with a moving line on the terminal, which is gone when all has been said.
  private func fetch(
    from mirrors: [URL]
  ) throws -> [(file: PublishedFile, outcome: VerifiedDownload.Outcome)] {
    let draws = StandardError.isTerminal
    let interrupt = InterruptWatch()
    defer { if draws { StandardError.write("\r\u{1B}[K") } }
    return try MNISTDownload.fetch(
      into: output, mirrors: mirrors,
      progress: { progress in
        guard draws else { return }
        StandardError.write(
          "\r\u{1B}[K\(progress.file.name)  \(grouped(progress.bytes)) of "
            + "\(grouped(progress.file.size)) bytes  from \(progress.host)")
      }, isCancelled: { interrupt.wasInterrupted })
  }
}

/// `glassbox data describe`: what is in some data.
struct DescribeData: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Say what is in some data.",
    discussion: """
      glassbox data describe mnist
      glassbox data describe flowers.csv
      """)

  @Argument(help: "As for train --data.")
  var data: String

  func run() throws {
    let split = try DataSource.open(data, pictures: .normalisedDigits)
    for (part, dataset) in [("train", split.train), ("test", split.test)] {
      guard let dataset else { continue }
      print("\(part): \(counted(dataset.count, "sample")) of \(dataset.inputShape)")
      for (name, count) in zip(dataset.classNames ?? [], dataset.samplesPerClass()) {
        print("  \(name.onOneLine)  \(grouped(count))")
      }
    }
  }
}

/// `glassbox data draw`: digits drawn by the program, as PNG files.
struct DrawData: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draw digits and write them as PNG pictures.",
    discussion: "glassbox data draw --output digits --count 100 --seed 7")

  @Option(help: "The folder to write to; digits go to folders named after them.")
  var output: String

  @Option(parsing: .unconditional, help: "How many to draw.")
  var count = 100

  @Option(parsing: .unconditional, help: "Other seeds, other digits.")
  var seed: UInt64 = 1

  func validate() throws {
    guard (1...1_000_000).contains(count) else {
      throw ValidationError("--count: expected 1 to 1000000, found \(count)")
    }
  }

  func run() throws {
    let digits = DrawnDigits(seed: seed)
    for index in 0..<count {
      let digit = digits.digit(at: index)
      let folder = "\(output)/\(digit.label)"
      try OutputFolder.make(folder, option: "--output")
      let side = DrawnDigit.pictureSize
      let picture = try GreyPicture(width: side, height: side, pixels: digit.picture())
      try PNGWriter().write(picture, toPath: "\(folder)/\(index).png")
    }
    print("\(counted(count, "digit")) drawn in \(output.onOneLine)")
  }
}
