import NetworkDescription

/// The same training along rows of neurons and links, and for single samples in one visit less: Lernmi's
/// way to learn.
///
/// There every link moves its weight as soon as it has pushed back. For a single sample, plain descent and
/// weights that no two links share, this gives bit for bit what `Step.swift` gives, which moves all
/// weights at the end: a link pushes back with its weight as it was, and nobody looks at the weight
/// again before the next sample. Only the input neurons are not told their sensitivities, as nobody
/// is behind them; and where every neuron of the first layer has links from all inputs, those from
/// inputs of 0 are passed over: four fifths of the pixels of a digit. They bring nothing as long as all
/// weights are finite, which is looked at again before weights can have moved far enough to overflow.
extension NeuronNetwork {
  /// Whether moving each weight at once comes to the same as moving all at the end.
  var canStepFast: Bool {
    guard case .sgd(let sgd) = optimizer, sgd.isPlain else { return false }
    return weightsAreSingle
  }

  /// One training step on one sample; only where ``canStepFast``.
  func fastStep(inputs: [Double], targets: [Double]) throws(NetworkError) -> Double {
    let (rows, rate) = (rows, optimizer.learningRate(at: stepCount))
    if rows.hasDropout { drawDropout(sample: 0) }
    defer { if rows.hasDropout { endDropout() } }
    if weightsWereChanged { rows.wayToOverflow = 0 }
    weightsWereChanged = false
    let loss = try fastLoss(
      inputs: inputs, targets: targets, sample: 0, passingOverZeros: rows.passesOverZeros())
    goBack(along: rows) { row, isFirst in
      if !isFirst {
        rows.pushBackAndMove(row, rate)
      } else if row.takesAllInputs {
        rows.moveInked(row, rate)
      } else {
        rows.move(row, rate)
      }
    }
    stepCount += 1
    return loss
  }

  /// What one sample of a batch adds to the gradients; see ``addGradients(inputs:targets:sample:)``.
  func fastGradients(
    inputs: [Double], targets: [Double], sample: Int
  ) throws(NetworkError) -> Double {
    let rows = rows
    if rows.hasDropout { drawDropout(sample: sample) }
    defer { if rows.hasDropout { endDropout() } }
    let loss = try fastLoss(
      inputs: inputs, targets: targets, sample: sample, passingOverZeros: false)
    goBack(along: rows) { row, _ in rows.pushBack(row) }
    return loss
  }

  /// Backward, from the last layer to the first that links lead to.
  private func goBack(
    along rows: LayerRows, _ pushBack: (_ row: LayerRows.Row, _ isFirst: Bool) -> Void
  ) {
    for index in rows.rows.indices.reversed() {
      let isLast = index == rows.rows.count - 1
      if !(isLast && isLossFused) { rows.applySlopes(rows.rows[index]) }
      pushBack(rows.rows[index], index == 0)
    }
  }

  /// Forward, and the comparison.
  private func fastLoss(
    inputs: [Double], targets: [Double], sample: Int, passingOverZeros: Bool
  ) throws(NetworkError) -> Double {
    do throws(InputError) {
      try checkInputs(inputs.count)
      try checkTargets(targets.count)
    } catch {
      throw .wrongSize(error)
    }
    rows.forward(inputs, passingOverZeros: passingOverZeros)
    // A softmax has to be looked at as a whole.
    let loss =
      isLossFused && loss == .categoricalCrossEntropy
      ? compareOutputs(with: targets) : rows.compare(with: targets, loss, isFused: isLossFused)
    try requireFinite(loss, sample: sample)
    return loss
  }
}

extension LayerRows {
  /// No weight that lies below becomes infinite by moving as far again.
  private static var farFromOverflow: Double { 1e300 }

  /// Whether inputs of 0 bring nothing to the first layer: where links lead to it from all inputs, and
  /// none of their weights is infinite or not a number.
  fileprivate func passesOverZeros() -> Bool {
    guard let first = rows.first, first.takesAllInputs else { return false }
    if wayToOverflow > 0 { return true }
    let isFinite = cells[first.cells].allSatisfy { cell in
      wires[cell.links].allSatisfy { $0.value.magnitude < Self.farFromOverflow }
    }
    wayToOverflow = isFinite ? Self.farFromOverflow : 0
    return isFinite
  }

  /// The positions of the sample's inputs that bring something.
  private var inked: UnsafeMutableBufferPointer<Int> { inkedPlaces.extracting(0..<inkedCount) }

  /// What the forward pass of all layers comes to, with nothing pushed back yet.
  fileprivate func forward(_ numbers: [Double], passingOverZeros: Bool) {
    var inkedCount = 0
    for index in inputs.indices {
      let number = numbers[index]
      // Written in any case: where zeros stand cannot be foretold, and a wrong guess takes long.
      inkedPlaces[inkedCount] = index
      inkedCount += passingOverZeros && number == 0 ? 0 : 1
      inputs[index]._withUnsafeGuaranteedRef { neuron in
        neuron.sum = number
        neuron.output = number
        neuron.sensitivity = 0
      }
    }
    self.inkedCount = inkedCount
    for place in rows.indices {
      let row = rows[place]
      if row.hasPools {
        row.layer._withUnsafeGuaranteedRef { for pool in $0.maxPools { pool.openLargest() } }
      }
      var rest = row.cells
      if row.takesAllInputs {
        while rest.count >= 4 {
          answerInFours(rest.lowerBound)
          rest = rest.dropFirst(4)
        }
      }
      for place in rest {
        let cell = cells[place]
        var sum = cell.startingSum
        for place in cell.links { sum += wires[place].output * wires[place].value }
        cell.answer(sum)
      }
      if row.hasSoftmax {
        row.layer._withUnsafeGuaranteedRef { for group in $0.softmaxGroups { group.activate() } }
      }
    }
  }

  /// Four neurons add up what their links bring, side by side, as each has to wait for its own sum.
  private func answerInFours(_ place: Int) {
    let four = (cells[place], cells[place + 1], cells[place + 2], cells[place + 3])
    let first = (
      four.0.links.lowerBound, four.1.links.lowerBound, four.2.links.lowerBound,
      four.3.links.lowerBound
    )
    var sums = SIMD4(
      four.0.startingSum, four.1.startingSum, four.2.startingSum, four.3.startingSum)
    for index in inked {
      let output = inputs[index]._withUnsafeGuaranteedRef { $0.output }
      sums +=
        output
        * SIMD4(
          wires[first.0 + index].value, wires[first.1 + index].value,
          wires[first.2 + index].value, wires[first.3 + index].value)
    }
    four.0.answer(sums[0])
    four.1.answer(sums[1])
    four.2.answer(sums[2])
    four.3.answer(sums[3])
  }

  /// Tells every output neuron how much the loss changes if it, or its sum, changes; returns the loss.
  fileprivate func compare(with targets: [Double], _ loss: Loss, isFused: Bool) -> Double {
    var total = 0.0
    for index in outputs.indices {
      let target = targets[index]
      outputs[index]._withUnsafeGuaranteedRef { neuron in
        if isFused {
          neuron.inputSensitivity = loss.fusedSensitivity(
            output: neuron.output, target: target, targetTotal: 1, outputCount: outputs.count)
          total = Loss.adding(sum: neuron.sum, target: target, to: total)
        } else {
          neuron.sensitivity = loss.sensitivity(
            output: neuron.output, target: target, outputCount: outputs.count)
          total = loss.adding(output: neuron.output, target: target, to: total)
        }
      }
    }
    return loss.ofOutputs(total, count: outputs.count)
  }

  /// Takes the sensitivities of a layer from the outputs to the sums.
  fileprivate func applySlopes(_ row: Row) {
    for place in row.cells {
      let cell = cells[place]
      cell.neuron._withUnsafeGuaranteedRef { neuron in
        neuron.inputSensitivity =
          neuron.sensitivity * cell.activation.slope(sum: neuron.sum, output: neuron.output)
      }
    }
    if row.hasSoftmax {
      row.layer._withUnsafeGuaranteedRef { for group in $0.softmaxGroups { group.applySlopes() } }
    }
  }

  /// Every link adds to its weight's gradient, and pushes back to its source.
  fileprivate func pushBack(_ row: Row) {
    for place in row.cells.reversed() {
      let cell = cells[place]
      let sensitivity = cell.neuron._withUnsafeGuaranteedRef { $0.inputSensitivity }
      cell.bias?._withUnsafeGuaranteedRef { $0.gradient += sensitivity }
      for place in cell.links.reversed() {
        let wire = wires[place]
        wire.source._withUnsafeGuaranteedRef { source in
          wire.weight._withUnsafeGuaranteedRef { weight in
            weight.gradient += sensitivity * source.output
            source.sensitivity += sensitivity * weight.value
          }
        }
      }
    }
  }

  /// Every link pushes back to its source, then moves its weight.
  fileprivate func pushBackAndMove(_ row: Row, _ rate: Double) {
    for place in row.cells.reversed() {
      let cell = cells[place]
      let sensitivity = cell.moveBias(rate)
      for place in cell.links.reversed() {
        let wire = wires[place]
        wire.source._withUnsafeGuaranteedRef { source in
          wire.weight._withUnsafeGuaranteedRef { weight in
            let gradient = sensitivity * source.output
            source.sensitivity += sensitivity * weight.value
            weight.move(rate, against: gradient)
          }
        }
      }
    }
  }

  /// The same for the first layer, which has only inputs behind it: every link moves its weight.
  fileprivate func move(_ row: Row, _ rate: Double) {
    for place in row.cells {
      let cell = cells[place]
      move(cell, cell.moveBias(rate), rate)
    }
  }

  private func move(_ cell: Cell, _ sensitivity: Double, _ rate: Double) {
    for place in cell.links {
      let wire = wires[place]
      wire.weight._withUnsafeGuaranteedRef { $0.move(rate, against: sensitivity * wire.output) }
    }
  }

  /// The same where every neuron has links from all inputs: those that brought nothing do not move.
  fileprivate func moveInked(_ row: Row, _ rate: Double) {
    var largestInput = 0.0
    for index in inked {
      let output = inputs[index]._withUnsafeGuaranteedRef { $0.output }
      largestInput = max(largestInput, output.magnitude)
    }
    for place in row.cells {
      let cell = cells[place]
      let sensitivity = cell.moveBias(rate)
      guard (rate * sensitivity).isFinite else {
        // Then even an input of 0 moves its weight, and to what is no number.
        wayToOverflow = 0
        move(cell, sensitivity, rate)
        continue
      }
      wayToOverflow -= (rate * sensitivity * largestInput).magnitude
      for index in inked {
        let output = inputs[index]._withUnsafeGuaranteedRef { $0.output }
        wires[cell.links.lowerBound + index].weight._withUnsafeGuaranteedRef {
          $0.move(rate, against: sensitivity * output)
        }
      }
    }
  }
}

extension LayerRows.Cell {
  /// What the neuron adds to whatever its links bring.
  @inline(__always)
  fileprivate var startingSum: Double { bias?._withUnsafeGuaranteedRef { $0.value } ?? 0 }

  /// The neuron answers to its sum.
  @inline(__always)
  fileprivate func answer(_ sum: Double) {
    neuron._withUnsafeGuaranteedRef { neuron in
      neuron.sum = sum
      neuron.output = activation.output(sum)
      neuron.sensitivity = 0
    }
  }

  /// Moves the bias; returns the sensitivity of the neuron's sum, which did it.
  @inline(__always)
  fileprivate func moveBias(_ rate: Double) -> Double {
    let sensitivity = neuron._withUnsafeGuaranteedRef { $0.inputSensitivity }
    bias?._withUnsafeGuaranteedRef { $0.move(rate, against: sensitivity) }
    return sensitivity
  }
}

extension LayerRows.Wire {
  @inline(__always)
  fileprivate var output: Double { source._withUnsafeGuaranteedRef { $0.output } }

  @inline(__always)
  fileprivate var value: Double { weight._withUnsafeGuaranteedRef { $0.value } }
}

extension Weight {
  /// Gradients are sums that begin at 0; adding it here, too, makes no difference but to −0.
  @inline(__always)
  fileprivate func move(_ rate: Double, against gradient: Double) {
    if isTrainable { value -= rate * (0 + gradient) }
  }
}
