import NetworkDescription
import TextFormats

/// Values as Python programs write them.
enum Python {
  static func number(_ value: Double) -> String { JSONValue.number(value).description }

  static func text(_ text: String) -> String { JSONValue.string(text).description }

  static func tuple(_ numbers: [Int]) -> String {
    "(" + numbers.map(String.init).joined(separator: ", ") + (numbers.count == 1 ? ",)" : ")")
  }

  static func list(_ texts: [String]) -> String {
    "[" + texts.map(text).joined(separator: ", ") + "]"
  }

  static func bool(_ value: Bool) -> String { value ? "True" : "False" }

  /// A text that cannot end the comment or the string it stands in.
  static func comment(_ text: String) -> String {
    String(text.onOneLine.map { $0 == "\"" || $0 == "\\" ? "'" : $0 })
  }

  /// The learning rate of a step, as an expression of `step`.
  static func rate(_ optimizer: Optimizer) -> String {
    let rate = number(optimizer.learningRate)
    switch optimizer.schedule {
    case .constant: return rate
    case .step(let every, let factor): return "\(rate) * \(number(factor)) ** (step // \(every))"
    case .exponential(let steps, let decay):
      return "\(rate) * \(number(decay)) ** (step / \(steps))"
    case .inverseTime(let steps, let decay):
      return "\(rate) / (1 + \(number(decay)) * step / \(steps))"
    }
  }
}
