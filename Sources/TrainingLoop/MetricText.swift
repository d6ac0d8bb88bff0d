import NetworkDescription
import TextFormats

extension Metric {
  /// A value of it as people read it, without its name.
  package func text(_ value: Double) -> String {
    switch self {
    case .accuracy: percent(value)
    case .loss, .rSquared: decimal(value, digits: 4)
    case .meanAbsoluteError: decimal(value, digits: Self.digits(showing: value))
    }
  }

  /// Four decimals, and more of a small number: errors are as large or small as the targets are.
  private static func digits(showing value: Double) -> Int {
    var (digits, scaled) = (4, value)
    while scaled > 0, scaled < 0.1, digits < 12 { (digits, scaled) = (digits + 1, scaled * 10) }
    return digits
  }

  /// The numbers that are measured of targets of a kind in one line; a dash for what is not known.
  ///
  /// - Parameter prefix: Stands before every name.
  package static func line(
    _ kind: TargetKind, prefix: String = "", _ value: (Metric) -> Double?
  ) -> String {
    kind.metrics.map { metric in
      "\(prefix)\(metric.title) \(value(metric).map(metric.text) ?? "–")"
    }.joined(separator: "  ")
  }

  /// The numbers that are measured of targets of a kind, for other programs.
  ///
  /// - Parameter value: nil where there is none.
  package static func entries(
    _ kind: TargetKind, named name: (Metric) -> String, _ value: (Metric) -> Double?
  ) -> [(String, JSONValue)] {
    kind.metrics.map { metric in
      (name(metric), value(metric).map { .number($0) } ?? .null)
    }
  }
}
