import Explanation
import NetworkDescription
import NeuronGraph
import TextFormats

/// The paths of the error in words.
extension Blame {
  /// The lines of the text; every path is a product that holds, and all of them add up.
  public func lines(_ labels: NeuronLabels) -> [String] {
    let shown = labels[place]
    let title =
      isLink
      ? "\(shown): weight gradient = \(number(whole))"
      : "\(shown): sensitivity = \(number(whole))"
    var lines = [title, explanation]
    var table = TextTable(leftAligned: [0])
    for path in paths {
      let ways = path.neurons.map { labels[$0] }.joined(separator: " ← ")
      table.add(["  \(ways)", signed(amount(path)), percent(share(path))])
    }
    if otherCount > 0 {
      table.add(["  \(others)", signed(rest), percent(whole == 0 ? nil : rest / whole)])
    }
    table.add(["  all together", signed(whole), percent(whole == 0 ? nil : 1)])
    lines += table.lines
    if paths.contains(where: { share($0).map { $0 > 1 || $0 < 0 } ?? false }) {
      lines.append("Shares above 100 % or below 0 cancel each other.")
    }
    if !paths.isEmpty {
      lines += ["", "What each path multiplies, from the loss back:"]
      lines += paths.map { "  " + equation($0) }
    }
    if let slope {
      let product = Equation(.product(.number(whole), .number(slope)), gives: whole * slope)
      lines += ["", "\(shown): input sensitivity, and its bias's gradient = \(product.text)"]
    }
    return lines
  }

  private var explanation: String {
    isLink
      ? "It is what comes back on these paths to the link's target, × \(number(input)), its input:"
      : "It is what comes back on these paths from the loss:"
  }

  private var others: String {
    let count = otherCount < 1e15 ? "\(Int64(otherCount))" : "\(otherCount)"
    return otherCount == 1 ? "1 other path" : "\(count) other paths"
  }

  private func equation(_ path: ErrorPath) -> String {
    var factors = path.factors.map { Expression.number($0.value) }
    if isLink { factors.append(.number(input)) }
    guard let first = factors.first else { return number(amount(path)) }
    let product = factors.dropFirst().reduce(first) { .product($0, $1) }
    let kinds = path.factors.map { $0.kind.words } + (isLink ? ["input"] : [])
    return "\(Equation(product, gives: amount(path)).text)   (\(kinds.joined(separator: " × ")))"
  }

  private func signed(_ number: Double) -> String { NumberText(number).signedText }

  private func number(_ number: Double) -> String { NumberText(number).text }

  private func percent(_ share: Double?) -> String {
    share.map { TextFormats.percent($0, decimals: 1, NumberText.text(_:decimals:)) } ?? ""
  }
}

extension ErrorPath.Factor.Kind {
  fileprivate var words: String {
    switch self {
    case .loss: "loss"
    case .common: "softmax's common part"
    case .slope: "slope"
    case .weight: "weight"
    }
  }
}

extension NumberText {
  /// A number with so many decimals.
  static func text(_ number: Double, decimals: Int) -> String {
    NumberText(number, decimals: decimals).text
  }
}
