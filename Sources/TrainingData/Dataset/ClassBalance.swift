import TextFormats

extension Dataset {
  /// What there is to say of classes with very different numbers of samples; nil for even ones.
  public var imbalance: String? {
    let counts = samplesPerClass()
    let present = counts.filter { $0 > 0 }
    guard let names = classNames, let most = present.max(), let fewest = present.min(),
      let index = counts.firstIndex(of: most)
    else { return nil }
    let name = names[index].onOneLine
    guard present.count > 1 else { return "all samples are \(name)" }
    guard Double(most) >= Self.unevenFrom * Double(fewest) else { return nil }
    return "the classes are uneven: \(percent(Double(most) / Double(count), decimals: 1)) are "
      + "\(name), so an accuracy up to that is worth nothing"
  }

  /// How many times as many samples the largest class has, at least, for the classes to be uneven.
  private static let unevenFrom = 1.5

  /// Target numbers changed one by one; classes as they are.
  ///
  /// - Parameter change: Is given which of a sample's targets it is, and the number.
  public func mappingTargets(_ change: (_ target: Int, _ number: Double) -> Double) -> Dataset {
    guard case .numbers(let numbers, let width) = targets else { return self }
    return with(
      .numbers(numbers.enumerated().map { change($0 % width, $1) }, perSample: width))
  }
}
