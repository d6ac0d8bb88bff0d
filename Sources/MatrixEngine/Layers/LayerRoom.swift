/// How much room a layer's numbers take.
struct LayerRoom<Scalar: MatrixScalar> {
  /// The most samples a batch may have.
  let rows: Int
  /// How many threads share the work.
  let threads: Int
  /// Whether the sensitivities of all samples are kept until the layer goes back; otherwise those
  /// of the samples that threads are just working on.
  let keepsSensitivities: Bool

  /// Room for so many outputs a sample.
  func outputs(_ count: Int) -> Matrix<Scalar> { Matrix(rows: rows, columns: count) }

  /// Room for the sensitivities of so many outputs a sample.
  func sensitivities(_ count: Int) -> Matrix<Scalar> {
    keepsSensitivities
      ? Matrix(rows: rows, columns: count)
      : Matrix(rows: threads, columns: count, isPerThread: true)
  }
}
