/// value · scale + shift, for each value of a layer; what scaling and batch normalization amount to.
struct Affine {
  var scale: [Double]
  var shift: [Double]

  /// What leaves all values as they are.
  init(count: Int) {
    scale = [Double](repeating: 1, count: count)
    shift = [Double](repeating: 0, count: count)
  }

  /// The same for values in another order.
  ///
  /// - Parameter positions: For each new place, the old one.
  func reordered(_ positions: [Int]) -> Affine {
    var new = self
    new.scale = positions.map { scale[$0] }
    new.shift = positions.map { shift[$0] }
    return new
  }

  /// One scale and one shift for each channel, if all pixels have the same.
  func perChannel(_ channels: Int) -> Affine? {
    for index in scale.indices {
      let channel = index % channels
      guard scale[index] == scale[channel], shift[index] == shift[channel] else { return nil }
    }
    var few = self
    few.scale = Array(scale.prefix(channels))
    few.shift = Array(shift.prefix(channels))
    return few
  }

  /// The same for as many values, channel after channel.
  func repeated(count: Int) -> Affine {
    var many = self
    many.scale = (0..<count).map { scale[$0 % scale.count] }
    many.shift = (0..<count).map { shift[$0 % shift.count] }
    return many
  }
}
