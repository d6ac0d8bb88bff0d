import CMath
import NetworkDescription
import TextFormats

/// A search instead of a list of variations: which settings are tried, and how.
///
/// ```json
/// "search": {
///   "settings": {"learningRate": {"from": 0.001, "to": 1, "scale": "log"}, "batchSize": [4, 16]},
///   "runs": 16,
///   "budget": 400
/// }
/// ```
///
/// Without `runs`, every combination of the lists is tried: a grid. With it, so many combinations are
/// drawn (Bergstra and Bengio, "Random search for hyper-parameter optimization", 2012). Without a
/// budget, all are trained to their end; with one, by successive halving.
struct ExperimentSearch {
  /// What a setting may be.
  private enum Choice {
    case list([JSONValue])
    case range(ClosedRange<Double>, isLogarithmic: Bool, isWhole: Bool)
  }

  /// What is tried: settings of the experiment's file, each with a value.
  let combinations: [[(key: String, value: JSONValue)]]
  /// How many epochs all runs may have together; nil where each is trained to its end.
  let budget: Int?

  /// No search may try more.
  private static let mostCombinations = 1000

  init(json: JSONValue, at path: JSONPath) throws(BlueprintError) {
    var object = try JSONObjectReader(
      json, at: path, expected: "an object such as {\"settings\":{\"learningRate\":[0.01,0.1]}}")
    let settingsPath = path.appending("settings")
    guard case .object(let settings) = try object.required("settings"), !settings.isEmpty else {
      throw .badValue(
        path: path, key: "settings", expected: "settings with what they may be", found: "none")
    }
    let runs = try Self.count("runs", &object, at: path)
    budget = try Self.count("budget", &object, at: path)
    let seed = try object.integer("seed", default: 1)
    try object.finish()
    var choices: [(key: String, choice: Choice)] = []
    for (key, value) in settings {
      choices.append((key, try Self.choice(value, at: settingsPath.appending(key))))
    }
    if let runs {
      combinations = Self.drawn(runs, from: choices, seed: UInt64(bitPattern: Int64(seed)))
    } else {
      combinations = try Self.grid(choices, at: settingsPath)
    }
    guard 1...Self.mostCombinations ~= combinations.count else {
      throw .badValue(
        path: path, key: runs == nil ? "settings" : "runs",
        expected: "at most \(Self.mostCombinations) runs", found: "\(combinations.count)")
    }
    if let budget {
      let least = Halving.leastBudget(runs: combinations.count)
      guard combinations.count > 1, budget >= least else {
        throw .badValue(
          path: path, key: "budget",
          expected: "at least 2 runs, and \(least) epochs for \(combinations.count), so that each "
            + "has one in every round", found: "\(budget)")
      }
    }
  }

  private static func count(
    _ key: String, _ object: inout JSONObjectReader, at path: JSONPath
  ) throws(BlueprintError) -> Int? {
    switch object.value(key) {
    case nil: return nil
    case .integer(let number)? where 1...1_000_000 ~= number: return number
    case let other?:
      throw .badValue(
        path: path, key: key, expected: "a whole number from 1 to 1000000",
        found: other.description.shortenedOnOneLine)
    }
  }

  private static func choice(_ json: JSONValue, at path: JSONPath) throws(BlueprintError) -> Choice
  {
    if case .array(let values) = json, !values.isEmpty { return .list(values) }
    var object = try JSONObjectReader(
      json, at: path, expected: "a list of values, or {\"from\":0.001,\"to\":1,\"scale\":\"log\"}")
    let ends = try [object.required("from"), object.required("to")]
    var scale = "linear"
    if case .string(let stated)? = object.value("scale") { scale = stated }
    try object.finish()
    var numbers: [Double] = []
    var isWhole = true
    for end in ends {
      switch end {
      case .integer(let number): numbers.append(Double(number))
      case .number(let number):
        numbers.append(number)
        isWhole = false
      default: throw .wrongType(path: path, expected: "two numbers", found: end.kind)
      }
    }
    guard ["linear", "log"].contains(scale) else {
      throw .unknownName(path: path, what: "scale", found: scale, known: ["linear", "log"])
    }
    guard numbers[0] < numbers[1], scale == "linear" || numbers[0] > 0 else {
      throw .badValue(
        path: path, key: "from",
        expected: scale == "log" ? "less than to, and above 0" : "less than to",
        found: "\(numbers[0]) to \(numbers[1])")
    }
    return .range(numbers[0]...numbers[1], isLogarithmic: scale == "log", isWhole: isWhole)
  }

  /// Every combination, the last setting changing fastest.
  private static func grid(
    _ choices: [(key: String, choice: Choice)], at path: JSONPath
  ) throws(BlueprintError) -> [[(key: String, value: JSONValue)]] {
    var combinations: [[(key: String, value: JSONValue)]] = [[]]
    for (key, choice) in choices {
      guard case .list(let values) = choice else {
        throw .badValue(
          path: path, key: key, expected: "a list of values, or \"runs\" beside \"settings\"",
          found: "a range")
      }
      combinations = combinations.flatMap { so in values.map { so + [(key, $0)] } }
      guard combinations.count <= mostCombinations else { break }
    }
    return combinations
  }

  private static func drawn(
    _ count: Int, from choices: [(key: String, choice: Choice)], seed: UInt64
  ) -> [[(key: String, value: JSONValue)]] {
    let random = SeededRandom(seed: seed)
    return (0..<min(count, mostCombinations + 1)).map { run in
      choices.enumerated().map { index, setting in
        let share = random.unit(.data, layer: index, step: run, index: 0)
        return (setting.key, value(of: setting.choice, at: share))
      }
    }
  }

  /// A value of a setting, for a share of 1.
  private static func value(of choice: Choice, at share: Double) -> JSONValue {
    switch choice {
    case .list(let values): return values[min(Int(share * Double(values.count)), values.count - 1)]
    case .range(let range, let isLogarithmic, let isWhole):
      let (low, high) = (range.lowerBound, range.upperBound)
      if isWhole, !isLogarithmic {
        return .integer(min(Int(low + share * (high - low + 1)), Int(high)))
      }
      let number = short(
        isLogarithmic ? low * glassbox_pow(high / low, share) : low + share * (high - low))
      return isWhole ? .integer(Int(number.rounded())) : .number(min(max(number, low), high))
    }
  }

  /// A number with three digits that count, which is as exactly as anybody tries settings.
  private static func short(_ number: Double) -> Double {
    guard number != 0, number.isFinite else { return number }
    var exponent = 0
    var size = abs(number)
    while size >= 1000 { (size, exponent) = (size / 10, exponent + 1) }
    while size < 100 { (size, exponent) = (size * 10, exponent - 1) }
    return Double("\(number < 0 ? "-" : "")\(Int(size.rounded()))e\(exponent)") ?? number
  }
}
