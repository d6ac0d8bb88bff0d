import CMath
import MatrixKernels
import NetworkDescription

/// Moves the learned matrices by their gradients, as the blueprint's optimizer says.
struct MatrixOptimizer<Scalar: MatrixScalar> {
  /// The optimizer; its learning rate may be changed while training.
  var optimizer: Optimizer

  /// Gives every learned matrix room for what the optimizer remembers.
  func makeMemory(for learned: [LearnedMatrix<Scalar>]) {
    for matrix in learned {
      matrix.memory = optimizer.traits.memory.map { remembered in
        let memory = Matrix<Scalar>(rows: matrix.value.rows, columns: matrix.value.columns)
        // It is zeros already; where nobody trains, that memory is never touched.
        if remembered.start != 0 {
          memory.values.update(repeating: Scalar(remembered.start))
        }
        return memory
      }
    }
  }

  /// Adds what the penalties ask for to the gradients of the samples.
  func addPenalties(to learned: [LearnedMatrix<Scalar>], _ threadPool: ThreadPool<Scalar>) {
    for matrix in learned where matrix.hasPenalty {
      threadPool.share(matrix.value.count, operations: 3 * matrix.value.count) { range, _ in
        // The kernel's second penalty is l2·Σw², ours is half of that.
        threadPool.functions.addPenalty(
          range.count, Scalar(matrix.penalty.l1OfGradient), Scalar(matrix.penalty.l2 / 2),
          matrix.value.start + range.lowerBound, matrix.gradient.start + range.lowerBound)
      }
    }
  }

  /// A step as the kernels know it.
  func update(at step: Int) -> GlassboxUpdate { optimizer.update(at: step) }

  /// Whether that is the same for all steps.
  var movesAlike: Bool {
    switch optimizer {
    case .adam, .adamw: false
    case .sgd, .rmsprop, .adadelta, .adagrad: optimizer.schedule == .constant
    }
  }

  /// One step: every matrix moves by its gradient, unless its layer has moved it.
  ///
  /// - Parameter small: Moves them all at once, for a network that is small.
  @_specialize(where Scalar == Float)
  func move(
    _ learned: [LearnedMatrix<Scalar>], by update: UnsafePointer<GlassboxUpdate>,
    or small: SmallStep<Scalar>?, step: Int, _ threadPool: ThreadPool<Scalar>
  ) {
    if let small, small.movesAll, !learned.contains(where: { $0.hasMoved }) {
      return small.move(by: update.pointee, threadPool)
    }
    let rate = optimizer.learningRate(at: step)
    for matrix in learned {
      if matrix.hasMoved {
        matrix.hasMoved = false
        continue
      }
      if let before = matrix.before {
        before.start.update(from: matrix.value.start, count: before.count)
      }
      for run in matrix.moving {
        move(run, of: matrix, by: update, threadPool)
        pullTowardsZero(run, of: matrix, atRate: rate)
      }
    }
  }

  /// Moves a run of numbers by their gradients.
  private func move(
    _ run: Range<Int>, of matrix: LearnedMatrix<Scalar>, by update: UnsafePointer<GlassboxUpdate>,
    _ threadPool: ThreadPool<Scalar>
  ) {
    threadPool.share(run.count, operations: matrix.operationsToMove * run.count) { range, _ in
      let start = run.lowerBound + range.lowerBound
      matrix.move(start..<start + range.count, by: update, threadPool)
    }
  }

  /// The pull of a penalty whose `zeroStays`: w ← sign(w)·max(0, |w| − rate·λ₁), and where w was
  /// 0 before the step, it is 0 again and the optimizer remembers nothing.
  private func pullTowardsZero(
    _ run: Range<Int>, of matrix: LearnedMatrix<Scalar>, atRate rate: Double
  ) {
    guard let before = matrix.before else { return }
    let pull = Scalar(matrix.penalty.pull(atRate: rate))
    for index in run {
      let moved = matrix.value.start[index]
      let left = max(0, moved.magnitude - pull)
      matrix.value.start[index] = left == 0 ? 0 : moved < 0 ? -left : left
      guard before.start[index] == 0 else { continue }
      matrix.value.start[index] = 0
      for (memory, remembered) in zip(matrix.memory, optimizer.traits.memory) {
        memory.start[index] = Scalar(remembered.start)
      }
    }
  }
}

extension LearnedMatrix {
  /// About how many operations an update is for each number.
  var operationsToMove: Int { 10 }

  /// Moves a run of numbers by their gradients.
  func move(
    _ run: Range<Int>, by update: UnsafePointer<GlassboxUpdate>,
    _ threadPool: ThreadPool<Scalar>
  ) {
    func memory(_ index: Int) -> UnsafeMutablePointer<Scalar>? {
      index < self.memory.count ? self.memory[index].start + run.lowerBound : nil
    }
    threadPool.functions.update(
      update, run.count, gradient.start + run.lowerBound, memory(0), memory(1),
      value.start + run.lowerBound)
  }
}

extension Optimizer {
  /// A step as the kernels know it.
  fileprivate func update(at step: Int) -> GlassboxUpdate {
    var update = GlassboxUpdate()
    update.rate = learningRate(at: step)
    switch self {
    case .sgd(let sgd):
      update.optimizer = sgd.isPlain ? .descent : .momentum
      update.decay = sgd.momentum
      update.looks_ahead = sgd.nesterov
    case .rmsprop(let rmsprop):
      update.optimizer = .rmSprop
      update.decay = rmsprop.rho
      update.epsilon = rmsprop.epsilon
    case .adam(let adam):
      update.optimizer = .adam
      update.rate *= adam.correction(step: step)
      update.decay = adam.beta1
      update.second_decay = adam.beta2
      update.epsilon = adam.epsilon
    case .adadelta(let adadelta):
      update.optimizer = .adadelta
      update.decay = adadelta.rho
      update.epsilon = adadelta.epsilon
    case .adamw(let adamw):
      let (rate, adam) = (update.rate, adamw.adam)
      update = Optimizer.adam(adam).update(at: step)
      update.optimizer = .adamW
      update.lost_share = adamw.weightDecay * rate
    case .adagrad(let adagrad):
      update.optimizer = .adagrad
      update.epsilon = adagrad.epsilon
    }
    return update
  }
}

extension Adam {
  /// √(1 − β₂ᵗ) / (1 − β₁ᵗ), t being the step counted from 1 (Kingma and Ba, 2015, section 2).
  package func correction(step: Int) -> Double {
    let time = Double(step + 1)
    return (1 - glassbox_pow(beta2, time)).squareRoot() / (1 - glassbox_pow(beta1, time))
  }
}
