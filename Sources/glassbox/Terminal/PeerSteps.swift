import Benchmarks
import NetworkDescription
import SystemFiles
import TextFormats

/// How long others take for the steps that `glassbox bench --growth` measures: a file with a line of JSON
/// for each, as `Samples/Benchmarks/compare.py --growth` writes it.
struct PeerSteps {
  /// Who they are, in the order of the file.
  private(set) var engines: [String] = []
  private var steps: [String: [GrowthBenchmark.Axis: [(value: Int, seconds: Double)]]] = [:]

  /// Nobody else.
  init() {}

  /// Reads a file.
  ///
  /// - Throws: `PlainError` with file and line, what was expected and what was found.
  init(contentsOf path: String) throws {
    let lines = try TextFile.read(path).split(omittingEmptySubsequences: false) { $0.isNewline }
    for (number, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      let place = "\(path):\(number + 1)"
      do {
        try add(JSONValue(parsing: String(line)))
      } catch let error as JSONError {
        throw PlainError("\(place): not valid JSON: \(error.problem)")
      } catch {
        throw PlainError("\(place): \(error)")
      }
    }
    guard !engines.isEmpty else {
      throw PlainError("\(path): expected lines of JSON from compare.py --growth, found none")
    }
  }

  private mutating func add(_ json: JSONValue) throws {
    var object = try JSONObjectReader(
      json, at: .root, expected: "an object such as {\"engine\": …, \"varied\": …}")
    let engine = try object.string("engine")
    let varied = try object.string("varied")
    let (value, seconds) = (try object.integer("value"), try object.number("secondsPerStep"))
    try object.finish()
    guard let axis = GrowthBenchmark.Axis(rawValue: varied) else {
      let known = GrowthBenchmark.Axis.allCases.map(\.rawValue).joined(separator: ", ")
      throw PlainError("varied: expected one of \(known), found \"\(varied.shortenedOnOneLine)\"")
    }
    if steps[engine] == nil { engines.append(engine) }
    steps[engine, default: [:]][axis, default: []].append((value, seconds))
  }

  /// The steps of an engine, if it was measured.
  func steps(of engine: String, _ axis: GrowthBenchmark.Axis) -> [(value: Int, seconds: Double)] {
    (steps[engine]?[axis] ?? []).sorted { $0.value < $1.value }
  }
}
