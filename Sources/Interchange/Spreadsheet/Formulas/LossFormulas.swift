import NetworkDescription

/// The cells of one sample that a loss compares.
struct ComparedCells {
  let sums: [String]
  let outputs: [String]
  let targets: [String]
  /// The same as ranges.
  let (sumRange, targetRange): (String, String)
}

/// The losses as formulas of a spreadsheet, written as the engines compute them.
extension Loss {
  /// The name of the cell with the number that a loss is made with.
  static let settingName = "delta"

  /// The loss of one sample.
  ///
  /// - Parameter isFused: Whether it is computed from the sums of the last layer; see
  ///   ``isFused(with:)``.
  func valueFormula(_ cells: ComparedCells, isFused: Bool) -> String {
    if self == .categoricalCrossEntropy, isFused {
      let largest = "MAX(\(cells.sumRange))"
      return
        "SUM(\(cells.targetRange))*(\(largest)+LN(SUMPRODUCT(EXP(\(cells.sumRange)-\(largest)))))"
        + "-SUMPRODUCT(\(cells.targetRange),\(cells.sumRange))"
    }
    let total = cells.outputs.indices.map { index in
      term(sum: cells.sums[index], output: cells.outputs[index], target: cells.targets[index])
    }.joined(separator: "+")
    return traits.isMean && cells.outputs.count > 1 ? "(\(total))/\(cells.outputs.count)" : total
  }

  /// What one output adds to the loss.
  private func term(sum: String, output: String, target: String) -> String {
    let difference = "(\(output)-\(target))"
    return switch self {
    case .halfSquaredError: "0.5*\(difference)^2"
    case .meanSquaredError: "\(difference)^2"
    case .huber:
      "IF(ABS\(difference)<=\(Self.settingName),0.5*\(difference)^2,"
        + "\(Self.settingName)*(ABS\(difference)-0.5*\(Self.settingName)))"
    case .meanAbsoluteError: "ABS\(difference)"
    case .binaryCrossEntropy: "MAX(\(sum),0)-\(sum)*\(target)+LN(1+EXP(-ABS(\(sum))))"
    case .categoricalCrossEntropy: "IF(\(target)=0,0,-\(target)*LN(\(output)))"
    }
  }

  /// How much the loss changes if one output changes, or its sum where both are fused.
  func sensitivityFormula(
    output: String, target: String, in cells: ComparedCells, isFused: Bool
  ) -> String {
    let share = traits.isMean && cells.outputs.count > 1 ? "/\(cells.outputs.count)" : ""
    return switch self {
    case .halfSquaredError: "\(output)-\(target)"
    case .meanSquaredError: "2*(\(output)-\(target))\(share)"
    case .huber:
      "MAX(-\(Self.settingName),MIN(\(Self.settingName),\(output)-\(target)))\(share)"
    case .meanAbsoluteError: "SIGN(\(output)-\(target))\(share)"
    case .binaryCrossEntropy: "(\(output)-\(target))\(share)"
    case .categoricalCrossEntropy:
      isFused
        ? "\(output)*SUM(\(cells.targetRange))-\(target)"
        : "IF(\(target)=0,0,-\(target)/\(output))"
    }
  }
}
