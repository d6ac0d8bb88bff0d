import TextFormats

extension Dataset {
  /// What there is to say of classes with very different numbers of samples; nil for even ones.
  public var imbalance: String? {
    let counts = samplesPerClass()
    guard let names = classNames, count > 0, let most = counts.max(),
      let index = counts.firstIndex(of: most)
    else { return nil }
    let present = counts.count { $0 > 0 }
    let share = Double(most) / Double(count)
    guard present > 1 else { return "all samples are \(names[index].onOneLine)" }
    guard share * Double(present) >= 1.3 else { return nil }
    return "the classes are uneven: \(percent(share, decimals: 1)) are "
      + "\(names[index].onOneLine), so an accuracy below that is worth nothing"
  }

  /// Target numbers changed one by one; classes as they are.
  ///
  /// - Parameter change: Is given which of a sample's targets it is, and the number.
  public func mappingTargets(_ change: (_ target: Int, _ number: Double) -> Double) -> Dataset {
    guard case .numbers(let numbers, let width) = targets else { return self }
    return with(
      .numbers(numbers.enumerated().map { change($0 % width, $1) }, perSample: width))
  }
}
