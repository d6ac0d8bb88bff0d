import ModelFiles
import NetworkDescription
import SystemFiles
import TextFormats

/// A file of weights and biases by the names of links and neurons.
///
/// As CSV, a line for each, `0.0-1.0,0.15` for a link and `bias 1.0,0.35` (or `1.0,0.35`) for a
/// neuron; a first line with titles and lines that begin with # are passed over. As JSON,
/// `{"0.0-1.0": 0.15, "bias 1.0": 0.35}`.
public struct WeightsFile {
  /// The numbers, in the order of the file.
  public let numbers: [(place: WeightPlace, value: Double)]

  /// Reads a file whose name ends in `.csv` or `.json`.
  ///
  /// - Throws: `PlainError` with file and line, what was expected and what was found.
  public init(contentsOf path: String) throws {
    let text = try TextFile.read(path)
    let entries: [Entry]
    if path.lowercased().hasSuffix(".json") {
      entries = try Self.jsonEntries(text, path)
    } else if path.lowercased().hasSuffix(".csv") {
      entries = try Self.csvEntries(text, path)
    } else {
      throw PlainError("\(path): expected a file ending in .csv or .json")
    }
    guard !entries.isEmpty else {
      throw PlainError(
        "\(path): expected at least one weight, such as 0.0-1.0,0.15, found none")
    }
    var seen: Set<WeightPlace> = []
    numbers = try entries.map { entry in
      guard let place = WeightPlace(typed: entry.name) else {
        throw PlainError(
          "\(entry.place): expected a link such as 0.0-1.0 or a bias such as bias 1.0, found "
            + "\"\(entry.name.shortenedOnOneLine)\"")
      }
      guard seen.insert(place).inserted else {
        throw PlainError("\(entry.place): expected every name once, found \(place) again")
      }
      return (place, entry.value)
    }
  }

  private struct Entry {
    let name: String
    let value: Double
    /// What errors call its place in the file.
    let place: String
  }

  private static func jsonEntries(_ text: String, _ path: String) throws -> [Entry] {
    let json: JSONValue
    do {
      json = try JSONValue(parsing: text)
    } catch {
      throw PlainError("\(path): not valid JSON: \(error.problem)")
    }
    guard case .object(let pairs) = json else {
      throw PlainError(
        "\(path): expected an object such as {\"0.0-1.0\": 0.15}, found \(json.kind)")
    }
    return try pairs.map { name, value in
      let place = "\(path): \"\(name.shortenedOnOneLine)\""
      switch value {
      case .integer(let number): return Entry(name: name, value: Double(number), place: place)
      case .number(let number): return Entry(name: name, value: number, place: place)
      default: throw PlainError("\(place): expected a number, found \(value.kind)")
      }
    }
  }

  private static func csvEntries(_ text: String, _ path: String) throws -> [Entry] {
    var entries: [Entry] = []
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (number, line) in lines.enumerated() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
      guard !fields.allSatisfy(\.isEmpty), !fields[0].hasPrefix("#") else { continue }
      let place = "\(path):\(number + 1)"
      guard fields.count == 2 else {
        throw PlainError(
          "\(place): expected a name and a number, such as 0.0-1.0,0.15, found "
            + "\(fields.count) fields")
      }
      guard let value = Double(fields[1]), value.isFinite else {
        // A line of titles is one whose name is none, either.
        if entries.isEmpty, WeightPlace(typed: fields[0]) == nil { continue }
        throw PlainError(
          "\(place): expected a finite number, found \"\(fields[1].shortenedOnOneLine)\"")
      }
      entries.append(Entry(name: fields[0], value: value, place: place))
    }
    return entries
  }

  /// Without blanks, quotes and a byte-order mark around it.
  private static func trimmed(_ field: Substring) -> String {
    let blanks: Set<Character> = [" ", "\t", "\"", "\u{FEFF}"]
    let start = field.drop { blanks.contains($0) }
    let count = start.reversed().prefix { blanks.contains($0) }.count
    return String(start.dropLast(count))
  }
}

extension NamedNetwork {
  /// The same network with weights and biases from a file; those it does not name stay.
  ///
  /// - Throws: `PlainError` for what is wrong with the file, or does not fit the network.
  public func starting(withWeightsFrom path: String) throws -> NamedNetwork {
    let file = try WeightsFile(contentsOf: path)
    try checkParameters()
    let given: NetworkBlueprint
    do throws(BlueprintError) {
      given = try blueprint.starting(with: file.numbers)
    } catch {
      throw PlainError("\(path): \(error)")
    }
    guard var parameters else { return replacing(blueprint: given) }
    for (place, value) in file.numbers {
      guard let found = blueprint.parameter(at: place) else { continue }
      parameters[found.tensor]?.values[found.index] = value
    }
    return replacing(blueprint: blueprint, parameters: parameters)
  }
}
