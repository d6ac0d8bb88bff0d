import ArgumentParser
import DigitReading
import ModelFiles
import NetworkDescription
import PlaygroundPages
import SystemFiles
import TextFormats
import TrainingData
import TrainingRuns

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `glassbox play`: the playground with some network and data inside, as a page for browsers.
struct Play: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open a network in a browser, where it trains and can be touched.",
    discussion: """
      glassbox play
      glassbox play xor --seed 3
      glassbox play spiral --data spiral:noise=0.1 --output spiral.html
      glassbox play model.safetensors --data points.csv --no-open
      glassbox play digits --data mnist --count 2000

      With digits, or a model that reads them, the page reads handwriting.

      The page is one file that needs nothing else: no server, no network, no installation. Of \
      data with more than \(grouped(PlaygroundContent.mostNumbers)) numbers, the first rows are \
      in it.
      """)

  @Argument(help: "A recipe, a blueprint's .json file, a model file, or digits (default: circle).")
  var network: String?

  @Option(help: "What it learns from: a gate, points such as spiral, a .csv file, a folder.")
  var data: [String] = []

  @Option(help: "How many samples of --data are inside the page about digits (default: 2000).")
  var count: Int?

  @Option(help: "Where the first weights of a recipe come from.")
  var seed: UInt64?

  @Option(help: "Where to write the page (default: a temporary file).")
  var output: String?

  @Flag(inversion: .prefixedNo, help: "Whether to open the page in a browser.")
  var open = true

  @Flag(help: "Print where the page is as JSON.")
  var json = false

  func validate() throws {
    try OptionLimits.check(seed: seed)
    guard data.count <= 1 else {
      throw ValidationError("--data: expected one of them, found \(data.count)")
    }
    if let count, !DigitsPage.counts.contains(count) {
      throw ValidationError(
        "--count: expected \(DigitsPage.counts.lowerBound) to "
          + "\(grouped(DigitsPage.counts.upperBound)), found \(count)")
    }
  }

  func run() throws {
    let path = output ?? Self.temporaryPath
    var outputs = OutputList(reading: data + [network])
    try outputs.add(path, option: "--output")
    let page = try page(at: path)
    do {
      try AtomicFile.replace(path, with: Array(page.utf8))
    } catch {
      throw CommandFailure("\(path): cannot write it: \(error)")
    }
    let place = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    if json {
      StandardOutput.print([("page", .string(place))])
    } else {
      print("The playground is in \(place.onOneLine)")
    }
    if open, !BrowserOpening.open(place) {
      StandardError.note("no browser could be opened: open the file yourself")
    }
  }

  /// The page about digits, or the playground.
  private func page(at path: String) throws -> String {
    guard let (model, name) = try digitModel() else {
      if count != nil { throw ValidationError("--count: only the page about digits takes it") }
      return try PlaygroundPage(words: content().words).html
    }
    var page = try DigitsPage(
      model: model, named: name, playground: neighbour("Playground.html", of: path))
    if let text = data.first {
      let split = try DataSource.open(text, pictures: .normalisedDigits)
      try page.add(split.train, count: count ?? DigitsPage.usualCount)
    }
    return page.html
  }

  /// The model of the page about digits; nil for networks of other inputs, which the plane shows.
  private func digitModel() throws -> (TrainedModel, name: String)? {
    if network == Self.digits { return (try DigitReader.shippedModel(), ShippedFile.reader.name) }
    guard let network, network.hasSuffix(".safetensors") else { return nil }
    let model = try TrainedModel(contentsOf: network)
    let name = URL(filePath: network).lastPathComponent
    guard (try? DigitReader.check(model, named: name)) != nil else { return nil }
    return (model, name)
  }

  /// The name of a file beside another, if there is one.
  private func neighbour(_ name: String, of path: String) -> String? {
    let place = URL(filePath: path).deletingLastPathComponent().appending(path: name)
    return FileManager.default.fileExists(atPath: place.path(percentEncoded: false)) ? name : nil
  }

  /// Stands for the page that reads handwriting.
  private static let digits = "digits"

  private static var temporaryPath: String {
    FileManager.default.temporaryDirectory.appending(path: "glassbox-playground.html")
      .path(percentEncoded: false)
  }

  /// A page's engine has 2 GB for everything.
  private static let pageMemory = 1_000_000_000

  private static func checkFits(_ blueprint: NetworkBlueprint) throws {
    do throws(BlueprintError) {
      try blueprint.check(blueprint.memory(of: .objects, training: true), fits: pageMemory)
    } catch {
      throw CommandFailure("\(blueprint.name): in a page: \(error)")
    }
  }

  private func content() throws -> PlaygroundContent {
    let argument = try NamedNetwork(network ?? Recipe.circle.rawValue, seed: seed)
    try Self.checkFits(argument.blueprint)
    var content: PlaygroundContent
    if let recipe = argument.recipe {
      content = try PlaygroundContent(recipe: recipe, seed: seed)
    } else if let learned = argument.parameters {
      content = try PlaygroundContent(argument.blueprint, learned: learned)
    } else {
      content = PlaygroundContent(argument.blueprint)
    }
    guard let text = data.first, try !content.add(named: text) else { return content }
    let split = try DataSource.open(
      data, for: argument.blueprint, seed: argument.blueprint.seed)
    content.add(split)
    if content.rowsLeftOut > 0 {
      StandardError.note(
        "\(text.onOneLine): the page has no room for \(grouped(content.rowsLeftOut)) of the rows")
    }
    return content
  }
}
