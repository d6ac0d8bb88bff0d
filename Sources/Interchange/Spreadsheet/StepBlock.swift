import NetworkDescription

/// A training step as rows of formulas, below the step before.
struct StepBlock {
  let network: SheetNetwork
  let rows: StepRows
  /// The step before; nil for the first.
  let before: StepRows?
  /// Where its samples are in the sheet of data: number and row of each.
  let samples: [(number: Int, row: Int)]

  /// Writes the block's rows.
  func write(to sheet: inout Worksheet, strings: SharedStrings) {
    let step = before.map { Cell.countFormula("B\($0.step)+1") } ?? .count(1)
    sheet.add([(1, .title("step")), (2, step)], strings: strings)
    let rate = network.blueprint.optimizer.schedule.rateFormula(step: stepCell)
    sheet.add([(1, .heading("learning rate")), (2, .countFormula(rate))], strings: strings)
    sheet.add(
      [(1, .heading("weights"))]
        + network.learned.map { ($0.column, .heading($0.place.description)) }, strings: strings)
    sheet.add(network.learned.map { ($0.column, .formula(start(of: $0))) }, strings: strings)
    sheet.add(
      [(1, .heading("samples"))] + network.headings.map { ($0.column, .heading($0.text)) },
      strings: strings)
    for (row, sample) in zip(rows.samples, samples) {
      let formulas = SampleFormulas(network: network, row: row, weightRow: rows.weights)
      sheet.add(
        [(2, .count(sample.number))] + formulas.cells(dataRow: sample.row), strings: strings)
    }
    sheet.add([(1, .heading("mean")), (network.loss, .formula(meanLoss))], strings: strings)
    sheet.add(
      [(1, .heading("gradient"))] + network.learned.map { ($0.column, .formula(gradient(of: $0))) },
      strings: strings)
    for line in network.updateLines {
      sheet.add(
        [(1, .heading(line.name))]
          + network.learned.compactMap { number in
            update(line, of: number).map { (number.column, .formula($0)) }
          }, strings: strings)
    }
    sheet.skipRow()
  }

  private var stepCell: String { "$B$\(rows.step)" }

  private func weight(_ number: LearnedNumber) -> String {
    CellAddress.cell(number.column, rows.weights)
  }

  /// What the last step has left, or what training begins with.
  private func start(of number: LearnedNumber) -> String {
    before.map { CellAddress.cell(number.column, $0.newWeights) } ?? network.startName(of: number)
  }

  private var meanLoss: String {
    let mean = "AVERAGE(\(CellAddress.column(network.loss, rows.samples)))"
    return network.layers.reduce(into: mean) { formula, layer in
      let penalty = network.blueprint.layers[layer.position].traits.penalty
      guard let columns = network.weightColumns(ofLayer: layer.position) else { return }
      let weights = CellAddress.row(columns, rows.weights)
      if penalty.l1 != 0 {
        formula += "+\(SheetNetwork.l1Name(layer.position))*SUMPRODUCT(ABS(\(weights)))"
      }
      if penalty.l2 != 0 {
        formula += "+\(SheetNetwork.l2Name(layer.position))*SUMSQ(\(weights))/2"
      }
    }
  }

  /// The mean over the samples of input × ∂loss/∂sum, and what a penalty adds.
  private func gradient(of number: LearnedNumber) -> String {
    guard let layer = network.layers.first(where: { $0.position == number.layer }),
      let sensitivities = layer.inputSensitivities
    else { return "0" }
    let sensitivity = CellAddress.column(sensitivities.lowerBound + number.unit, rows.samples)
    guard let input = number.input else { return "SUM(\(sensitivity))/\(samples.count)" }
    let inputs = CellAddress.column(layer.inputs.lowerBound + input, rows.samples)
    var formula = "SUMPRODUCT(\(inputs),\(sensitivity))/\(samples.count)"
    let penalty = network.blueprint.layers[number.layer].traits.penalty
    if penalty.l1OfGradient != 0 {
      formula += "+\(SheetNetwork.l1Name(number.layer))*SIGN(\(weight(number)))"
    }
    if penalty.l2 != 0 {
      formula += "+\(SheetNetwork.l2Name(number.layer))*\(weight(number))"
    }
    return formula
  }

  /// What a line of the update has for a weight; nil for nothing.
  private func update(_ line: UpdateLine, of number: LearnedNumber) -> String? {
    let isLast = line.name == SheetNetwork.newWeight
    if number.isFrozen { return isLast ? weight(number) : nil }
    let optimizer = network.blueprint.optimizer
    let isPulled = network.isPulled(number)
    let cells = UpdateCells(
      weight: weight(number), gradient: CellAddress.cell(number.column, rows.gradient),
      rate: "$B$\(rows.rate)", step: stepCell,
      now: { CellAddress.cell(number.column, rows.update(network.line(called: $0))) },
      before: { name in
        before.map { CellAddress.cell(number.column, $0.update(network.line(called: name))) }
          ?? optimizer.start(ofLine: name)
      },
      pull: isPulled ? "$B$\(rows.rate)*\(SheetNetwork.l1Name(number.layer))" : nil)
    let formula = line.formula(cells)
    // A weight that a pull has cut is not moved, and nothing is remembered of it.
    guard isPulled, !isLast else { return formula }
    return "IF(\(cells.weight)=0,\(optimizer.start(ofLine: line.name)),\(formula))"
  }
}
