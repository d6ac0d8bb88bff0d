import ArgumentParser
import DataDownload
import NetworkDescription
import TextFormats
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
    commandName: "data", _superCommandName: Glassbox.name,
    abstract: "Fetch data sets, look into them, or draw digits.",
    discussion: """
      glassbox data fetch mnist --output mnist
      glassbox data fetch cifar10 --output cifar10
      glassbox data describe mnist
      glassbox data describe prices.csv --targets price --missing mean
      glassbox data draw cifar10 --output overview.png
      """,
    subcommands: [FetchData.self, DescribeData.self, DrawData.self])
}

/// `glassbox data fetch`: downloads a data set, verified.
struct FetchData: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: "Download a data set and verify it.",
    discussion: """
      glassbox data fetch mnist --output mnist
      glassbox data fetch cifar10 --output cifar10

      What is there already is kept; what was cut off is continued.
      """)

  enum Name: String, ExpressibleByArgument, CaseIterable {
    case mnist
    case cifar10

    var dataset: PublishedDataset {
      switch self {
      case .mnist: MNISTDownload.dataset
      case .cifar10: CIFAR10Download.dataset
      }
    }
  }

  @Argument(help: "Which data set.")
  var name: Name

  @Option(help: "The folder to put the files in; it is made if it is missing.")
  var output: String

  @Option(help: "Fetch from this address instead of the public mirrors.")
  var mirror: String?

  func run() throws {
    var mirrors = name.dataset.mirrors
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
    defer { if draws { StandardError.clearLine() } }
    return try name.dataset.fetch(
      into: output, mirrors: mirrors,
      progress: { progress in
        guard draws else { return }
        StandardError.redrawLine(
          "\(progress.file.name)  \(grouped(progress.bytes)) of "
            + "\(grouped(progress.file.size)) bytes  from \(progress.host)")
      }, isCancelled: { interrupt.wasInterrupted })
  }
}
