import Explanation
import NetworkDescription

extension NumberText {
  /// Several numbers, with commas; of many, the first.
  static func list(_ numbers: [Double]) -> String {
    numbers.prefix(10).map { NumberText($0).text }.joined(separator: ", ")
      + (numbers.count > 10 ? ", …" : "")
  }
}

extension NetworkBlueprint {
  /// What ``withAdam`` changes, in words.
  static var adamWords: String { "adam with a rate of \(NumberText(adamRate).text)" }
}

extension CaseHistory {
  /// How large the gradients are, layer by layer, in a sentence.
  var gradientEvidence: [String] {
    guard !gradientsBefore.isEmpty else { return [] }
    func words(_ sizes: [LayerSize]) -> String {
      sizes.map { "layer \($0.layer): \(NumberText($0.size).text)" }.joined(separator: ", ")
    }
    let after = gradientsAfter.isEmpty ? "" : "; after the last \(words(gradientsAfter))"
    return [
      "the gradients' root mean square before the first step: \(words(gradientsBefore))\(after)"
    ]
  }
}
