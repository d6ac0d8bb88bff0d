import NetworkDescription

/// Forward and backward through all layers.
extension MatrixNetwork {
  /// Copies the inputs of the samples and computes all layers; the outputs are the last one's.
  func forward(_ samples: ArraySlice<Int>, of source: some SampleSource, _ pass: Pass<Scalar>) {
    copyInputs(of: samples, from: source, pass)
    forward(pass)
  }

  /// Computes all layers from the inputs that have been copied.
  @_specialize(where Scalar == Float)
  func forward(_ pass: Pass<Scalar>) {
    var inputs = plan.inputs
    for run in plan.runs where pass.isTraining || !run.isIdleOutsideTraining {
      if run.isDoneByLayerBefore {
        // Its outputs are there.
      } else if run.goesBySample {
        SampleRun(layers: plan.layers[run.layers]).forward(inputs, pass)
      } else {
        plan.layers[run.layers.lowerBound].forward(inputs, pass)
      }
      inputs = plan.layers[run.layers.upperBound - 1].outputs
    }
  }

  /// Copies the inputs of the samples, on several threads: a source may have much to do for each.
  private func copyInputs(
    of samples: ArraySlice<Int>, from source: some SampleSource, _ pass: Pass<Scalar>
  ) {
    if let exact = plan.normalization?.exactInputs {
      copyInputs(of: samples, from: source, to: exact, pass)
    } else if let bytes = source.inputBytes {
      copyBytes(bytes, of: samples, pass)
    } else {
      copyInputs(of: samples, from: source, to: plan.inputs, pass)
    }
  }

  private func copyInputs<Number: MatrixScalar>(
    of samples: ArraySlice<Int>, from source: some SampleSource, to inputs: Matrix<Number>,
    _ pass: Pass<Scalar>
  ) {
    let width = inputs.columns
    let operationsPerNumber = 20
    pass.threadPool.share(samples.count, operations: operationsPerNumber * samples.count * width) {
      range, _ in
      source.copy(
        .inputs, of: samples.dropFirst(range.lowerBound).prefix(range.count),
        to: UnsafeMutableBufferPointer(
          start: inputs.row(range.lowerBound), count: range.count * width))
    }
  }

  /// The same by a kernel, for inputs that are bytes.
  @_specialize(where Scalar == Float)
  private func copyBytes(_ bytes: [UInt8], of samples: ArraySlice<Int>, _ pass: Pass<Scalar>) {
    let inputs = plan.inputs
    let rows = 0..<bytes.count / max(inputs.columns, 1)
    // The kernel looks at no bounds.
    precondition(samples.allSatisfy { rows.contains($0) }, "no such sample")
    let operationsPerNumber = 4
    samples.withUnsafeBufferPointer { chosen in
      bytes.withUnsafeBufferPointer { bytes in
        guard let chosen = chosen.baseAddress, let bytes = bytes.baseAddress else { return }
        pass.threadPool.share(
          samples.count, operations: operationsPerNumber * samples.count * inputs.columns
        ) { range, _ in
          pass.threadPool.functions.gatherBytes(
            range.count, inputs.columns, chosen + range.lowerBound, bytes,
            inputs.row(range.lowerBound))
        }
      }
    }
  }

  /// Goes back through all layers; afterwards every learned matrix has its gradient.
  ///
  /// - Parameters:
  ///   - inputSensitivities: Where to put ∂loss/∂input, for who wants to know.
  ///   - startsFromSums: Whether the last layer's sensitivities are those of its sums; by default, if
  ///     the loss left them so.
  @_specialize(where Scalar == Float)
  func backward(
    _ pass: Pass<Scalar>, inputSensitivities: Matrix<Scalar>? = nil, startsFromSums: Bool? = nil
  ) {
    for run in plan.runs.reversed() where !run.isDoneByLayerBefore {
      let first = run.layers.lowerBound
      let before = first > 0 ? plan.layers[first - 1] : nil
      let inputs = before?.outputs ?? plan.inputs
      let isLast = run.layers.upperBound == plan.layers.count
      let fromSums =
        isLast
        ? startsFromSums ?? plan.loss.leavesSumSensitivities
        : plan.layers[run.layers.upperBound].handsOnSums
      let handedOn = before?.sensitivities ?? (first == 0 ? inputSensitivities : nil)
      if run.goesBySample {
        SampleRun(layers: plan.layers[run.layers]).backward(
          inputs, inputSensitivities: handedOn, fromSums: fromSums, pass)
      } else {
        plan.layers[first].backward(
          inputs, inputSensitivities: handedOn, fromSums: fromSums, pass)
      }
    }
  }

  /// The layer whose outputs are the network's.
  var lastLayer: any MatrixLayer<Scalar> { plan.layers[plan.layers.count - 1] }
}
