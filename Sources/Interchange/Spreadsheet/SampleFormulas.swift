import NetworkDescription

/// What becomes of one sample: forward, loss and backward, in one row.
struct SampleFormulas {
  let network: SheetNetwork
  let row: Int
  /// Where the weights of the step are.
  let weightRow: Int

  /// The row's cells, from the first column of inputs.
  func cells(dataRow: Int) -> [(column: Int, cell: Cell)] {
    var formulas: [(column: Int, formula: String)] = []
    for column in network.inputs.lowerBound..<network.targets.upperBound {
      // The sheet of data has its numbers one column before, beside those of the samples.
      formulas.append(
        (column, "\(SheetNetwork.dataSheet)!\(CellAddress.cell(column - 1, dataRow))"))
    }
    for layer in network.layers { formulas += forward(layer) }
    formulas.append((network.loss, loss))
    for index in network.layers.indices.reversed() { formulas += backward(index) }
    return formulas.map { ($0.column, .formula($0.formula)) }
  }

  private func cell(_ column: Int) -> String { CellAddress.cell(column, row) }

  private func range(_ columns: Range<Int>) -> String { CellAddress.row(columns, row) }

  private func weight(_ column: Int) -> String {
    "\(CellAddress.letters(ofColumn: column))$\(weightRow)"
  }

  private func forward(_ layer: SheetLayer) -> [(column: Int, formula: String)] {
    var formulas: [(column: Int, formula: String)] = []
    if case .dense(let weights, let biases) = layer.kind {
      for (unit, column) in layer.sums.enumerated() {
        let own = weights[unit]
        let products =
          "SUMPRODUCT(\(weight(own.lowerBound)):\(weight(own.upperBound - 1)),\(range(layer.inputs)))"
        formulas.append((column, products + (biases.map { "+\(weight($0[unit]))" } ?? "")))
      }
    }
    for (index, (column, sum)) in zip(layer.outputs, layer.sums).enumerated() {
      if case .normalization = layer.kind {
        let names = network.normalizationNames(of: index, in: layer)
        formulas.append((column, "(\(cell(sum))-\(names.mean))/\(names.deviation)"))
      } else {
        formulas.append(
          (column, layer.activation.outputFormula(sum: cell(sum), group: range(layer.sums))))
      }
    }
    return formulas
  }

  private var compared: ComparedCells {
    let last = network.layers.last
    let (sums, outputs) = (last?.sums ?? network.inputs, last?.outputs ?? network.inputs)
    return ComparedCells(
      sums: sums.map(cell), outputs: outputs.map(cell), targets: network.targets.map(cell),
      sumRange: range(sums), targetRange: range(network.targets))
  }

  private var loss: String {
    network.blueprint.loss.valueFormula(compared, isFused: network.isFused)
  }

  private func backward(_ index: Int) -> [(column: Int, formula: String)] {
    let layer = network.layers[index]
    guard let inputSensitivities = layer.inputSensitivities else { return [] }
    guard let sensitivities = layer.sensitivities else {
      return zip(inputSensitivities, fromLoss(of: layer)).map { ($0, $1) }
    }
    let isLast = index == network.layers.count - 1
    let arriving = isLast ? fromLoss(of: layer) : pushedBack(from: network.layers[index + 1])
    return zip(sensitivities, arriving).map { ($0, $1) }
      + inputSensitivities.indices.map { column in
        let unit = column - inputSensitivities.lowerBound
        return (column, throughActivation(unit, of: layer, sensitivities))
      }
  }

  private func fromLoss(of layer: SheetLayer) -> [String] {
    zip(layer.outputs, network.targets).map { output, target in
      network.blueprint.loss.sensitivityFormula(
        output: cell(output), target: cell(target), in: compared, isFused: network.isFused)
    }
  }

  /// What the next layer's neurons push back along their links.
  private func pushedBack(from next: SheetLayer) -> [String] {
    guard let sensitivities = next.inputSensitivities else { return [] }
    guard case .dense(let weights, _) = next.kind else { return sensitivities.map(cell) }
    return next.inputs.indices.map { column in
      let input = column - next.inputs.lowerBound
      return zip(weights, sensitivities).map { own, sensitivity in
        "\(weight(own.lowerBound + input))*\(cell(sensitivity))"
      }.joined(separator: "+")
    }
  }

  private func throughActivation(
    _ unit: Int, of layer: SheetLayer, _ sensitivities: Range<Int>
  ) -> String {
    let (sum, output) = (cell(layer.sums.lowerBound + unit), cell(layer.outputs.lowerBound + unit))
    let sensitivity = cell(sensitivities.lowerBound + unit)
    switch layer.activation {
    case .softmax:
      return
        "\(output)*(\(sensitivity)-SUMPRODUCT(\(range(sensitivities)),\(range(layer.outputs))))"
    case .identity: return sensitivity
    default: return "\(sensitivity)*\(layer.activation.slopeFormula(sum: sum, output: output))"
    }
  }
}
