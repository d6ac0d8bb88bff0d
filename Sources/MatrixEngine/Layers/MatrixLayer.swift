import MatrixKernels
import NetworkDescription

/// One layer as matrices; a row for each sample of the batch.
///
/// `forward` fills ``outputs``. Before `backward`, ``sensitivities`` hold ∂loss/∂output; it turns
/// them into ∂loss/∂sum in place, works out the layer's own gradients, and hands ∂loss/∂input on.
protocol MatrixLayer<Scalar>: AnyObject {
  associatedtype Scalar: MatrixScalar

  /// What comes out: rows × the layer's neurons.
  var outputs: Matrix<Scalar> { get }
  /// Before the activation: rows × the layer's neurons; the same as `outputs` where nobody asks.
  var sums: Matrix<Scalar> { get }
  /// ∂loss/∂output, and after `backward` ∂loss/∂sum: rows × the layer's neurons.
  var sensitivities: Matrix<Scalar> { get }
  /// What the layer learns; empty for most kinds.
  var learned: [LearnedMatrix<Scalar>] { get }

  /// The layer itself, if no sample of a batch meets another in it.
  var bySample: (any SampleLayer<Scalar>)? { get }

  /// The layer itself, if its kind matters to others.
  var kind: MatrixLayerKind<Scalar> { get }

  /// Whether it only passes on what comes in, except in training; nobody need ask it then.
  var isIdleOutsideTraining: Bool { get }

  /// Whether what it hands on is already ∂loss/∂sum of the layer before.
  var handsOnSums: Bool { get }

  /// Computes outputs from the inputs (rows × the inputs of the layer).
  func forward(_ inputs: Matrix<Scalar>, _ pass: Pass<Scalar>)

  /// Goes back; `inputSensitivities` (rows × the inputs of the layer) is nil where nobody listens.
  ///
  /// - Parameter fromSums: Whether `sensitivities` are already ∂loss/∂sum.
  func backward(
    _ inputs: Matrix<Scalar>, inputSensitivities: Matrix<Scalar>?, fromSums: Bool,
    _ pass: Pass<Scalar>)
}

extension MatrixLayer {
  var bySample: (any SampleLayer<Scalar>)? { nil }
  var kind: MatrixLayerKind<Scalar> { .other }
  var handsOnSums: Bool { false }
  var isIdleOutsideTraining: Bool { false }
}

/// Kinds of layers that others treat in their own way; casts at run time would ask the same, but
/// browsers' Swift has none.
enum MatrixLayerKind<Scalar: MatrixScalar> {
  case dense(DenseMatrix<Scalar>)
  case convolution(ConvolutionMatrix<Scalar>)
  case maxPooling(MaxPoolingMatrix<Scalar>)
  case normalization(NormalizationMatrix<Scalar>)
  case activation(ActivationMatrix<Scalar>)
  case dropout(DropoutMatrix<Scalar>)
  case other
}

/// What a pass through the layers needs to know.
struct Pass<Scalar: MatrixScalar> {
  /// How many samples the batch has.
  let rows: Int
  /// Whether this is training, which is when dropout silences neurons.
  let isTraining: Bool
  /// How many training steps were made before.
  let step: Int
  /// Who does the work.
  let threadPool: ThreadPool<Scalar>
  /// The optimizer's step, where a layer may move weights on its way back: nobody asks for gradients then.
  var update: UnsafePointer<GlassboxUpdate>?
}

/// A matrix that is stored with the network, with its gradient and what the optimizer remembers of
/// it; training moves it, unless it is frozen or belongs to a normalization.
final class LearnedMatrix<Scalar: MatrixScalar> {
  /// Its name in model files.
  let name: String
  /// Its shape in model files.
  let shape: [Int]
  let value: Matrix<Scalar>
  let gradient: Matrix<Scalar>
  /// One matrix for each thing the optimizer remembers.
  var memory: [Matrix<Scalar>] = []
  /// What the penalty on it costs: λ₁·Σ|w| + λ₂·Σw²/2.
  let penalty: Penalty
  /// The values before the step, for penalties that cut links off; nil for all others.
  let before: Matrix<Scalar>?
  /// The positions that training moves: all of them, unless some are frozen.
  private(set) var moving: [Range<Int>]
  /// Whether the layer has moved it in this step already, so that the optimizer need not.
  var hasMoved = false
  /// The same numbers in double precision, if training does not move them: what is taken off large
  /// inputs must not be rounded first.
  let exact: Matrix<Double>?

  init(
    name: String, shape: [Int], rows: Int, columns: Int, penalty: Penalty = .none,
    isTrainable: Bool = true
  ) {
    self.name = name
    self.shape = shape
    exact = isTrainable ? nil : Matrix(rows: rows, columns: columns)
    self.penalty = penalty
    moving = [0..<rows * columns]
    value = Matrix(rows: rows, columns: columns)
    gradient = Matrix(rows: rows, columns: columns)
    before = penalty.zeroStays ? Matrix(rows: rows, columns: columns) : nil
  }

  /// Whether training moves it; otherwise its gradient stays 0.
  var isTrainable: Bool { exact == nil }

  /// What it holds.
  var numbers: [Double] { exact?.numbers ?? value.numbers }

  /// Takes numbers over.
  func assign(_ numbers: [Double]) {
    value.assign(numbers)
    exact?.assign(numbers)
  }

  /// Takes numbers over that have the engine's precision.
  ///
  /// - Parameter position: Where the first of them belongs.
  func fill(with numbers: [Scalar], at position: Int) {
    value.fill(with: numbers, at: position)
    exact?.assign(numbers.map { Double($0) }, at: position)
  }

  var hasPenalty: Bool { penalty.l1 != 0 || penalty.l2 != 0 }

  /// Whether it is moved by its gradient alone, and all of it.
  var movesFreely: Bool {
    isTrainable && !hasPenalty && before == nil && moving.first == 0..<value.count
  }

  /// Leaves numbers out of training.
  func freeze(_ frozen: FrozenPositions) { moving = frozen.moving(of: value.count) }

  /// The weights of a layer: a column for each unit or filter, the last number of their shape.
  convenience init(weightOfLayer index: Int, shape: [Int], _ penalty: Penalty) {
    self.init(
      name: NetworkBlueprint.tensorName(layer: index, .weight), shape: shape,
      rows: shape.dropLast().reduce(1, *), columns: shape.last ?? 0, penalty: penalty)
  }

  /// The biases of a layer, one for each unit or filter.
  convenience init(biasOfLayer index: Int, units: Int) {
    self.init(
      name: NetworkBlueprint.tensorName(layer: index, .bias), shape: [units], rows: 1,
      columns: units)
  }
}
