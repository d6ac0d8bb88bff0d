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
    commandName: "play", _superCommandName: Glassbox.name,
    abstract: "Open a network in a browser, where it trains and can be touched.",
    discussion: """
      glassbox play
      glassbox play xor --seed 3
      glassbox play spiral --data spiral:noise=0.1 --output spiral.html
      glassbox play model.safetensors --data points.csv --no-open
      glassbox play digits --data mnist --count 2000

      With digits, or a network that reads them, the page reads handwriting. Without --output both \
      pages are written, and each is a tab of the other.

      A page is one file that needs nothing else: no server, no network, no installation. Of \
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

  @Option(help: "Where to write the page (default: a temporary folder, with both pages).")
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
    let asked = try NamedNetwork.asked(recipe, seed: seed)
    let model = try readingModel(of: asked)
    let (own, other): (Tab, Tab) = model == nil ? (.plane, .digits) : (.digits, .plane)
    let path = try output ?? Self.temporaryPath(own)
    var outputs = OutputList(reading: data + [network])
    try outputs.add(path, option: "--output")
    let address = output.map { Self.neighbour(other.rawValue, of: $0) } ?? other.rawValue
    let page =
      try model.map { try digitsPage($0, otherPage: address) }
      ?? plane(asked, otherPage: address)
    if output == nil {
      try Self.write(
        Self.usualPage(other, otherPage: own.rawValue), to: Self.temporaryPath(other))
    }
    try Self.write(page, to: path)
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

  /// The two pages by the names of their files, when they lie beside each other.
  private enum Tab: String {
    case plane = "Playground.html"
    case digits = "Digits.html"
  }

  /// A page as it is when nothing else is asked for.
  private static func usualPage(_ tab: Tab, otherPage: String) throws -> String {
    switch tab {
    case .plane: PlaygroundPage(otherPage: otherPage).html
    case .digits:
      try DigitsPage(
        model: DigitReader.shippedModel(), named: ShippedFile.reader.name, isShipped: true,
        otherPage: otherPage
      ).html
    }
  }

  private static func write(_ page: String, to path: String) throws {
    do {
      try AtomicFile.replace(path, with: Array(page.utf8))
    } catch {
      throw CommandFailure("\(path): cannot write it: \(error)")
    }
  }

  /// The model of the page about digits; nil for networks of other inputs, which the plane shows.
  private func readingModel(of asked: NamedNetwork) throws -> TrainedModel? {
    let model = try asked.model()
    return NetworkPage.readsDigits(model) ? model : nil
  }

  private func digitsPage(_ model: TrainedModel, otherPage: String?) throws -> String {
    let isShipped = recipe == Recipe.digitReader.rawValue
    var page = try DigitsPage(
      model: model, named: isShipped ? ShippedFile.reader.name : fileName ?? model.blueprint.name,
      isShipped: isShipped, otherPage: otherPage)
    if let text = data.first {
      let split = try DataSource.open(text, pictures: .normalisedDigits)
      try page.add(split.train, count: count ?? DigitsPage.usualCount)
    }
    return page.html
  }

  private func plane(_ asked: NamedNetwork, otherPage: String?) throws -> String {
    if count != nil { throw ValidationError("--count: only the page about digits takes it") }
    return try PlaygroundPage(words: content(asked).words, otherPage: otherPage).html
  }

  /// What is asked for, as other commands call it.
  private var recipe: String {
    network == Self.digits ? Recipe.digitReader.rawValue : network ?? Recipe.circle.rawValue
  }

  /// The name of a model's file; nil for recipes and blueprints.
  private var fileName: String? {
    network.flatMap { $0.hasSuffix(".safetensors") ? URL(filePath: $0).lastPathComponent : nil }
  }

  /// The name of a file beside another, if there is one.
  private static func neighbour(_ name: String, of path: String) -> String? {
    let file = URL(filePath: path)
    let place = file.deletingLastPathComponent().appending(path: name)
    guard file.lastPathComponent != name else { return nil }
    return FileManager.default.fileExists(atPath: place.path(percentEncoded: false)) ? name : nil
  }

  /// Stands for the page that reads handwriting.
  private static let digits = "digits"

  /// Where a page is when nobody says where.
  private static func temporaryPath(_ tab: Tab) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "glassbox-pages")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appending(path: tab.rawValue).path(percentEncoded: false)
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

  private func content(_ argument: NamedNetwork) throws -> PlaygroundContent {
    var content = try NetworkPage.plane(argument.blueprint) {
      if let recipe = argument.recipe {
        return try PlaygroundContent(recipe: recipe, seed: seed)
      }
      guard let learned = argument.parameters else {
        return try PlaygroundContent(argument.blueprint)
      }
      return try PlaygroundContent(argument.blueprint, learned: learned)
    }
    try Self.checkFits(argument.blueprint)
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
