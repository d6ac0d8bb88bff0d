import NetworkDescription

/// What a check has found, layer by layer.
package struct AgreementReport: Sendable {
  /// The network that was checked.
  package let blueprint: NetworkBlueprint
  /// Everything that was compared, in the order it is computed.
  package let comparisons: [Comparison]

  /// Whether nothing is further apart than it may be.
  package var agrees: Bool { culprit == nil }

  /// Where it goes wrong first; nil where everything agrees.
  ///
  /// A wrong number makes all those wrong that are computed with it. So the first in the order of
  /// computing is to blame: forward the lowest layer, and backward the highest.
  package var culprit: Comparison? {
    let wrong = comparisons.filter { !$0.agrees }
    let first = wrong.first.map { first in wrong.filter { $0.quantity == first.quantity } } ?? []
    switch first.first?.quantity {
    case .gradients?, .differences?, .singleGradients?: return first.last
    default: return first.first
    }
  }

  /// What was compared of one layer, in the order it is computed.
  package func comparisons(ofLayer number: Int) -> [Comparison] {
    comparisons.filter { $0.layer == number }
  }
}
