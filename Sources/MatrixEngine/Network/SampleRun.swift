import NetworkDescription

/// Layers next to each other in which no sample of a batch meets another.
///
/// Each sample goes through all of them before the next one comes: what a layer hands on is then
/// still in a processor's own cache, and threads need not wait for each other between layers.
struct SampleRun<Scalar: MatrixScalar> {
  /// The layers; every one of them goes by sample.
  let layers: ArraySlice<any MatrixLayer<Scalar>>

  /// The most shares a batch is cut into.
  static var mostShares: Int { 16 }

  /// How many shares of samples a batch of so many rows is cut into, going back.
  ///
  /// Each share adds up its own gradients, sample after sample; then the shares are added up in
  /// their order. So no sum depends on the number of threads. More than ``mostShares`` threads find
  /// nothing to do.
  static func shareCount(rows: Int) -> Int { min(rows, mostShares) }

  func forward(_ inputs: Matrix<Scalar>, _ pass: Pass<Scalar>) {
    pass.threadPool.share(pass.rows, operations: pass.rows * operations) { samples, thread in
      if let only {
        return only.forward(inputs, samples: samples, thread: thread, pass)
      }
      for sample in samples {
        let place = SamplePlace(sample: sample, share: 0, beginsShare: false, thread: thread)
        var inputs = inputs
        for index in layers.indices {
          layers[index].bySample?.forward(inputs, at: place, pass)
          inputs = layers[index].outputs
        }
      }
    }
  }

  /// Goes back through all layers, the last one first.
  ///
  /// - Parameters:
  ///   - inputSensitivities: What the first layer hands on; nil where nobody listens.
  ///   - fromSums: Whether the last layer's sensitivities are already those of its sums.
  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    _ pass: Pass<Scalar>
  ) {
    let shares = Self.shareCount(rows: pass.rows)
    for index in layers.indices { layers[index].bySample?.beginBackward(pass) }
    pass.threadPool.share(shares, operations: 2 * pass.rows * operations) { range, thread in
      for share in range {
        let samples = pass.rows * share / shares..<pass.rows * (share + 1) / shares
        if let only {
          only.backward(
            inputs, inputSensitivities: inputSensitivities, fromSums: fromSums, samples: samples,
            share: share, thread: thread, pass)
          continue
        }
        for sample in samples {
          let place = SamplePlace(
            sample: sample, share: share, beginsShare: sample == samples.lowerBound,
            thread: thread)
          for index in layers.indices.reversed() {
            let before = index > layers.startIndex ? layers[index - 1] : nil
            layers[index].bySample?.backward(
              before?.outputs ?? inputs,
              inputSensitivities: before?.sensitivities ?? inputSensitivities,
              fromSums: index == layers.endIndex - 1 ? fromSums : layers[index + 1].handsOnSums,
              at: place, pass)
          }
        }
      }
    }
    for index in layers.indices { layers[index].bySample?.endBackward(shares: shares, pass) }
  }

  /// The layer, if there is but one.
  ///
  /// It is asked for many samples at once: several threads that asked the same objects again and again
  /// would wait for each other's counts of who holds them.
  private var only: (any SampleLayer<Scalar>)? {
    layers.count == 1 ? layers[layers.startIndex].bySample : nil
  }

  private var operations: Int {
    var total = 0
    for index in layers.indices { total += layers[index].bySample?.operations ?? 0 }
    return total
  }
}
