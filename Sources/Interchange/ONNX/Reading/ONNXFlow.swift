/// What is known of a value in the graph: a constant, or where a layer's values have gone.
enum ONNXValue {
  case constant(ONNXTensor)
  case flow(ONNXFlow)
}

/// The values of a layer, as the graph has arranged them at a place.
///
/// Reshaping and transposing compute nothing. They change the extents, and which value is where.
struct ONNXFlow {
  /// The extents of one sample: without those of the batch, if there is more than one sample.
  var dims: [Int]
  /// For each place, row by row, which value of the layer is there.
  var order: [Int]

  /// Where the values of a picture are, channel by channel.
  static func channelsFirst(channels: Int, rows: Int, columns: Int) -> [Int] {
    Permutation(shape: [rows, columns, channels], axes: [2, 0, 1]).positions
  }
}
