import NetworkDescription

/// Moves the learned matrices by their gradients, as the blueprint's optimizer says.
struct MatrixOptimizer<Scalar: MatrixScalar> {
  /// The optimizer; its learning rate may be changed while training.
  var optimizer: Optimizer

  /// Gives every learned matrix room for what the optimizer remembers.
  func makeMemory(for learned: [LearnedMatrix<Scalar>]) {
    for matrix in learned {
      matrix.memory = optimizer.memoryNames.map { _ in
        Matrix(rows: matrix.value.rows, columns: matrix.value.columns)
      }
    }
  }

  /// Adds what the penalties ask for to the gradients of the samples.
  func addPenalties(to learned: [LearnedMatrix<Scalar>], _ crew: Crew<Scalar>) {
    for matrix in learned where matrix.hasPenalty {
      crew.share(matrix.value.count, operations: 3 * matrix.value.count) { range, _ in
        // The kernel's second penalty is l2·Σw², ours is half of that.
        crew.functions.addPenalty(
          range.count, Scalar(matrix.penalty.l1), Scalar(matrix.penalty.l2 / 2),
          matrix.value.start + range.lowerBound, matrix.gradient.start + range.lowerBound)
      }
    }
  }

  /// One step: every matrix moves by its gradient.
  func update(_ learned: [LearnedMatrix<Scalar>], step: Int, _ crew: Crew<Scalar>) {
    let rate = Scalar(rate(at: step))
    for matrix in learned where matrix.isTrainable {
      crew.share(matrix.value.count, operations: 10 * matrix.value.count) { range, _ in
        move(matrix, range, rate: rate, crew.functions)
      }
    }
  }

  /// The rate of a step; Adam's has the correction for its young means in it.
  private func rate(at step: Int) -> Double {
    let rate = optimizer.learningRate(at: step)
    guard case .adam(let adam) = optimizer else { return rate }
    return rate * adam.correction(step: step)
  }

  private func move(
    _ matrix: LearnedMatrix<Scalar>, _ range: Range<Int>, rate: Scalar,
    _ functions: KernelFunctions<Scalar>
  ) {
    let count = range.count
    let weights = matrix.value.start + range.lowerBound
    let gradients = UnsafePointer(matrix.gradient.start + range.lowerBound)
    func memory(_ index: Int) -> UnsafeMutablePointer<Scalar> {
      matrix.memory[index].start + range.lowerBound
    }
    switch optimizer {
    case .sgd(let sgd) where sgd.momentum == 0:
      functions.descend(count, rate, gradients, weights)
    case .sgd(let sgd):
      functions.descendWithMomentum(
        count, rate, Scalar(sgd.momentum), sgd.nesterov, gradients, memory(0), weights)
    case .rmsprop(let rmsprop):
      functions.descendRMSprop(
        count, rate, Scalar(rmsprop.rho), Scalar(rmsprop.epsilon), gradients, memory(0), weights)
    case .adam(let adam):
      functions.descendAdam(
        count, rate, Scalar(adam.beta1), Scalar(adam.beta2), Scalar(adam.epsilon), gradients,
        memory(0), memory(1), weights)
    case .adadelta(let adadelta):
      functions.descendAdadelta(
        count, rate, Scalar(adadelta.rho), Scalar(adadelta.epsilon), gradients, memory(0),
        memory(1), weights)
    }
  }
}

extension Adam {
  /// √(1 − β₂ᵗ) / (1 − β₁ᵗ), t being the step counted from 1 (Kingma and Ba, 2015, section 2).
  func correction(step: Int) -> Double {
    let time = Double(step + 1)
    return (1 - power(beta2, time)).squareRoot() / (1 - power(beta1, time))
  }
}
