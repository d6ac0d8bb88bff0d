import Foundation

/// An equation found in a line of an explanation: `output 0: sum = 0.1000 − 0.3809 = −0.2809`.
package struct PrintedEquation {
  /// What it is about: `output 0`.
  package let label: String
  /// What is computed: `sum`; empty where the line does not say.
  package let quantity: String
  /// The arithmetic; nil for a line that only states a number.
  package let expression: String?
  /// The number it is said to come to.
  package var result: String

  package static let quantities: Set = [
    "", "sum", "leaky relu", "elu", "gelu", "silu", "softmax", "total", "slope", "sensitivity",
    "input sensitivity",
    "common",
    "mean", "mean square", "change", "mean square change", "corrected", "decayed", "accumulator",
    "gradient", "penalty", "pulled",
    "scale",
    "weight gradient", "pushed back", "velocity", "weight", "bias", "sum of contributions",
    "sum of weight gradients", "sum of changes", "sum of pushed back", "sum of terms",
    "sum of e^(sum − largest)", "sum of sensitivity × output",
    "sum of uses",
  ]

  /// All equations of a line; throws an error if there is an = that is not understood.
  package static func all(in line: String) throws -> [PrintedEquation] {
    guard line.contains("=") else { return [] }
    guard let colon = line.range(of: ": ") else {
      throw PrintedExpression.Unreadable(description: "no label: \(line)")
    }
    let label = line[..<colon.lowerBound].trimmingCharacters(in: .whitespaces)
    return try line[colon.upperBound...].components(separatedBy: "; ").flatMap { part in
      let afterComma = part.components(separatedBy: "not zero, ").last ?? part
      return try equation(label, afterComma.components(separatedBy: " = "))
    }
  }

  private static func equation(_ label: String, _ pieces: [String]) throws -> [PrintedEquation] {
    if pieces.count == 1 { return [] }
    let quantity = quantities.contains(pieces[0]) ? pieces[0] : ""
    let rest = pieces.dropFirst(quantity.isEmpty ? 0 : 1)
    guard (1...2).contains(rest.count), let result = rest.last else {
      throw PrintedExpression.Unreadable(description: "\(label): \(pieces)")
    }
    let expression = rest.count == 2 ? rest.first : nil
    return [
      PrintedEquation(label: label, quantity: quantity, expression: expression, result: result)
    ]
  }

  /// What is wrong with it; nil if working it out gives exactly the printed digits.
  package func fault() throws -> String? {
    guard let expression else { return nil }
    let value = try PrintedExpression.value(of: expression)
    let rounded = Self.rounded(value, like: result)
    return rounded == result ? nil : "\(label): \(expression) is \(value), not \(result)"
  }

  /// A number rounded to the digits that a printed one has.
  package static func rounded(_ value: Double, like printed: String) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "−∞" : "∞" }
    let parts = printed.split(separator: "e")
    let decimals = parts.first?.split(separator: ".").dropFirst().first?.count ?? 0
    let text = String(format: parts.count > 1 ? "%.\(decimals)e" : "%.\(decimals)f", value)
    let isZero = Double(text) == 0
    return isZero
      ? text.replacingOccurrences(of: "-", with: "")
      : (text.hasPrefix("-") ? "−" + text.dropFirst() : text)
  }
}

/// What is wrong in a text; empty if every equation is true.
package func faults(in lines: [String]) throws -> [String] {
  try lines.flatMap { try PrintedEquation.all(in: $0) }.compactMap { try $0.fault() }
}
