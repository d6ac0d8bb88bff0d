import NetworkBlueprint

/// A blueprint turned into layers of matrices with all their memory: a training step takes no more.
struct NetworkPlan<Scalar: MatrixScalar> {
  /// The most samples a batch may have.
  let rows: Int
  /// The inputs of the batch: rows × inputs.
  let inputs: Matrix<Scalar>
  /// The layers that compute; flatten does not.
  var layers: [any MatrixLayer<Scalar>]
  /// The positions of those layers in the blueprint.
  let positions: [Int]
  /// What compares the outputs with the targets.
  let loss: MatrixLoss<Scalar>
  /// Everything that training moves, in the order of the layers.
  let learned: [LearnedMatrix<Scalar>]

  init(_ blueprint: NetworkBlueprint, rows: Int, _ crew: Crew<Scalar>) {
    self.rows = rows
    inputs = Matrix(rows: rows, columns: blueprint.input.count)
    var layers: [any MatrixLayer<Scalar>] = []
    var positions: [Int] = []
    for (index, layer) in blueprint.layers.enumerated() {
      let shape = blueprint.inputShape(ofLayer: index)
      switch layer {
      case .dense(let dense):
        layers.append(DenseMatrix(dense, at: index, inputs: shape.count, rows: rows, crew))
      case .activation(let activation):
        layers.append(ActivationMatrix(activation, shape: shape, rows: rows))
      case .dropout(let dropout):
        layers.append(
          DropoutMatrix(
            dropout, at: index, count: shape.count, seed: blueprint.seed, rows: rows))
      case .flatten, .conv2D, .maxPooling2D, .averagePooling2D, .normalization: continue
      }
      positions.append(index)
    }
    self.layers = layers
    self.positions = positions
    learned = layers.flatMap { $0.learned }
    loss = MatrixLoss(
      blueprint.loss, after: blueprint.outputActivation, rows: rows,
      columns: blueprint.output.count)
  }
}
