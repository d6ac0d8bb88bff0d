import NetworkDescription
import TextFormats
import ToySets

extension PlaygroundData {
  /// How a set is drawn.
  struct Drawing {
    var noise = 0.0
    /// The share of points for training.
    var share = 0.5
    var seed: UInt64
    /// nil for as many as the set usually has.
    var count: Int?
  }

  /// The toy set or gate of that name.
  static func named(_ name: String, _ drawing: Drawing) throws(PlaygroundError) -> PlaygroundData {
    if let gate = LogicGate(rawValue: name) { return of(gate) }
    if name == Recipe.linear.rawValue { return ofPlane(drawing) }
    guard let set = ToySet(rawValue: name) else {
      throw .badValue(
        what: "data",
        expected: (ToySet.allCases.map { $0.rawValue } + LogicGate.allCases.map { $0.rawValue })
          .joined(separator: ", "),
        found: name)
    }
    return of(set, drawing)
  }

  private static func of(_ gate: LogicGate) -> PlaygroundData {
    let rows = gate.rows
    return PlaygroundData(
      name: gate.rawValue, columns: ["x", "y"],
      values: rows.flatMap { [$0.first ? 1 : 0, $0.second ? 1 : 0] },
      answers: .classes(rows.map { $0.output ? 1 : 0 }, names: ["0", "1"]), trainCount: rows.count)
  }

  private static func of(_ set: ToySet, _ drawing: Drawing) -> PlaygroundData {
    let points = set.points(
      count: drawing.count ?? set.usualCount, noise: drawing.noise, seed: drawing.seed)
    return PlaygroundData(
      name: set.rawValue, columns: ["x", "y"], values: points.flatMap { [$0.x, $0.y] },
      answers: set.isRegression
        ? .numbers(points.map { $0.label }, perRow: 1)
        : .classes(points.map { $0.label > 0 ? 1 : 0 }, names: ["0", "1"]),
      trainCount: trainCount(of: points.count, drawing.share), noise: drawing.noise,
      seed: drawing.seed)
  }

  private static func ofPlane(_ drawing: Drawing) -> PlaygroundData {
    let (inputs, targets) = PlanePoints.points(count: drawing.count ?? 64, seed: drawing.seed)
    return PlaygroundData(
      name: Recipe.linear.rawValue, columns: ["x", "y"], values: inputs,
      answers: .numbers(targets, perRow: 1), trainCount: targets.count, seed: drawing.seed)
  }

  /// Points over and under a curve: class 1 where y is larger than the formula says.
  static func curve(
    _ formula: Formula, _ drawing: Drawing
  ) throws(PlaygroundError) -> PlaygroundData {
    var random = SeededRandom(seed: drawing.seed).sequence(.data)
    var values: [Double] = []
    var classes: [Int] = []
    let reach = ToySet.reach
    for _ in 0..<(drawing.count ?? 500) {
      let x = random.nextUniform(-reach...reach)
      let y = random.nextUniform(-reach...reach)
      let stray = random.nextUniform(-reach...reach) * drawing.noise
      let height = try formula.finiteValue(x: x, y: 0)
      values += [x, y]
      classes.append(y + stray > height ? 1 : 0)
    }
    return PlaygroundData(
      name: "y > \(formula.text)", columns: ["x", "y"], values: values,
      answers: .classes(classes, names: ["0", "1"]),
      trainCount: trainCount(of: classes.count, drawing.share), noise: drawing.noise,
      seed: drawing.seed)
  }

  /// Points set by hand, `x,y,class;x,y,class…`; in their order, so that each is seen at once.
  static func points(_ text: String, isRegression: Bool) throws(PlaygroundError) -> PlaygroundData {
    var values: [Double] = []
    var labels: [Double] = []
    for (index, point) in text.split(separator: ";").enumerated() {
      let numbers = point.split(separator: ",", omittingEmptySubsequences: false)
        .compactMap { Double($0.filter { $0 != " " }) }
      guard numbers.count == 3, numbers.allSatisfy({ $0.isFinite }) else {
        throw .badRow(
          row: index + 1, column: "x,y,class", expected: "three numbers with commas between them",
          found: String(point))
      }
      values += numbers.prefix(2)
      labels.append(numbers[2])
    }
    guard !labels.isEmpty, labels.count <= mostRows else {
      throw .badValue(
        what: "the points", expected: "1 to \(mostRows) of them", found: "\(labels.count)")
    }
    let trainCount = labels.count
    if isRegression {
      return PlaygroundData(
        name: ownPoints, columns: ["x", "y"], values: values, answers: .numbers(labels, perRow: 1),
        trainCount: trainCount)
    }
    if let wrong = labels.firstIndex(where: { $0 != $0.rounded() || !(0...5).contains($0) }) {
      throw .badRow(
        row: wrong + 1, column: "class", expected: "a class from 0 to 5",
        found: "\(labels[wrong])")
    }
    let classes = labels.map { Int($0) }
    let classCount = max(2, (classes.max() ?? 0) + 1)
    return PlaygroundData(
      name: ownPoints, columns: ["x", "y"], values: values,
      answers: .classes(classes, names: (0..<classCount).map { "\($0)" }), trainCount: trainCount)
  }

  /// At least one point is for training.
  static func trainCount(of count: Int, _ share: Double) -> Int {
    // Half of an odd number is rounded down, as the toy sets divide themselves.
    max(min(1, count), Int(Double(count) * share))
  }
}
