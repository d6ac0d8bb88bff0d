import ToySets

/// What a network is told of a row.
public enum Feature: Hashable, Sendable {
  /// A formula of the point x, y.
  case formula(Formula)
  /// A column as it is.
  case column(Int, name: String)

  /// What it is called.
  public var name: String {
    switch self {
    case .formula(let formula): formula.text
    case .column(_, let name): name
    }
  }

  /// What the network is told.
  func value(of row: ArraySlice<Double>) throws(PlaygroundError) -> Double {
    switch self {
    case .column(let index, _): row[row.startIndex + index]
    case .formula(let formula):
      try formula.finiteValue(x: row[row.startIndex], y: row[row.startIndex + 1])
    }
  }

  /// The same at a point of the plane, where no one asks whether it is finite.
  func value(x: Double, y: Double) -> Double {
    switch self {
    case .column(let index, _): index == 0 ? x : y
    case .formula(let formula): formula.value(x: x, y: y)
    }
  }

  /// The columns and nothing else: x and y, if the rows are points.
  static func usual(for data: PlaygroundData) -> [Feature] {
    if data.isPlane, let x = try? Formula("x"), let y = try? Formula("y") {
      return [.formula(x), .formula(y)]
    }
    return data.columns.enumerated().map { .column($0, name: $1) }
  }

  /// The features that a list of formulas names, with commas between them.
  static func list(_ text: String) throws(PlaygroundError) -> [Feature] {
    var features: [Feature] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let feature = Feature.formula(try Formula(String(part.filter { $0 != " " })))
      guard !features.contains(feature) else {
        throw .badValue(what: "the features", expected: "each once", found: feature.name)
      }
      features.append(feature)
    }
    guard features.count <= 50 else {
      throw .badValue(what: "the features", expected: "at most 50", found: "\(features.count)")
    }
    return features
  }
}
