import NetworkDescription

/// The activations as formulas of a spreadsheet, written as the engines compute them.
extension Activation {
  /// The output of a sum.
  ///
  /// - Parameter group: The sums of the whole layer, which softmax shares among.
  func outputFormula(sum: String, group: String) -> String {
    switch self {
    case .identity: sum
    case .sigmoid: "1/(1+\(Self.exponential(ofMinus: sum)))"
    case .tanh: "TANH(\(sum))"
    case .relu: "MAX(\(sum),0)"
    case .leakyRelu(let slope): "IF(\(sum)>0,\(sum),\(slope)*\(sum))"
    case .elu(let alpha): "IF(\(sum)>0,\(sum),\(alpha)*(EXP(MIN(\(sum),0))-1))"
    case .gelu: "\(sum)*\(Self.normalShare(sum))"
    case .silu: "\(sum)/(1+\(Self.exponential(ofMinus: sum)))"
    case .softplus: "MAX(\(sum),0)+LN(1+EXP(-ABS(\(sum))))"
    case .softmax: "EXP(\(sum)-MAX(\(group)))/SUMPRODUCT(EXP(\(group)-MAX(\(group))))"
    }
  }

  /// How steeply the output follows the sum; softmax is not here, since all its outputs follow every
  /// sum.
  func slopeFormula(sum: String, output: String) -> String {
    switch self {
    case .identity, .softmax: "1"
    case .sigmoid: "\(output)*(1-\(output))"
    case .tanh: "(1-\(output)*\(output))"
    case .relu: "IF(\(sum)>0,1,0)"
    case .leakyRelu(let slope): "IF(\(sum)>0,1,\(slope))"
    case .elu(let alpha): "IF(\(sum)>0,1,\(output)+\(alpha))"
    case .gelu: "(\(Self.normalShare(sum))+\(sum)*EXP(-0.5*\(sum)*\(sum))/SQRT(2*PI()))"
    case .silu:
      "(1+\(sum)*(1-1/(1+\(Self.exponential(ofMinus: sum)))))/(1+\(Self.exponential(ofMinus: sum)))"
    case .softplus: "1/(1+\(Self.exponential(ofMinus: sum)))"
    }
  }

  /// e to the power of a number's opposite; spreadsheets end with an error where numbers end, which
  /// is beyond 700.
  private static func exponential(ofMinus sum: String) -> String { "EXP(MIN(-\(sum),700))" }

  /// The share of a normal distribution that lies below a number.
  private static func normalShare(_ sum: String) -> String { "0.5*ERFC(-\(sum)/SQRT(2))" }
}
