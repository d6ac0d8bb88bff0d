import NetworkDescription
import TextFormats

extension Metric {
  /// A value of it as people read it, without its name.
  package func text(_ value: Double) -> String {
    self == .accuracy ? percent(value) : decimal(value, digits: 4)
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
